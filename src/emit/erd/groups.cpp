#include "emit/erd/groups.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "emit/erd/communities.h"
#include "emit/erd/name_hints.h"

namespace mimar::emit::erd {
namespace {

using Members = std::vector<std::size_t>;

constexpr std::size_t small_diagram =
    30;  // up to here one picture without frames is easier to read
constexpr std::size_t largest_group = 24;  // what an eye takes in at once
constexpr std::size_t smallest_group = 3;  // smaller ones join a neighbour
constexpr std::size_t shared_by = 20;      // a table that so many refer to belongs to none of them
constexpr std::string_view shared_name = "shared";

// A key to a table that everybody refers to says less about what belongs together than one that few
// share: its weight falls with the square root of their number.
std::int64_t weight_of_key(std::size_t referrers) {
  std::int64_t root = 1;
  while ((root + 1) * (root + 1) <= static_cast<std::int64_t>(referrers))
    ++root;
  return 1000 / root;
}

constexpr std::int64_t weight_of_name = 800;  // of all who begin alike together, for one of them

class Communities {
 public:
  explicit Communities(const Diagram& diagram) : diagram_(diagram) {}

  // Tables that many refer to, and the rest.
  std::pair<Members, Members> shared(const Members& all) const {
    std::map<std::size_t, std::set<std::size_t>> referrers;
    for (const Relation& relation : diagram_.relations)
      referrers[relation.parent].insert(relation.child);
    std::pair<Members, Members> result;
    for (const std::size_t member : all)
      (referrers[member].size() >= shared_by ? result.first : result.second).push_back(member);
    return result;
  }

  std::vector<Members> split(const Members& all) {
    number_.clear();
    for (std::size_t i = 0; i < all.size(); ++i)
      number_[all[i]] = i;
    collect_ties(all);
    std::vector<Members> parts;
    divide(all, 1, parts);
    join_small(parts);
    join_alike(parts);
    return parts;
  }

  // What at least three in five of their names begin with, as far as they have it in common, or "".
  static std::string common_beginning(const Diagram& diagram, const Members& members) {
    std::vector<std::string> names;
    for (const std::size_t member : members)
      names.push_back(diagram.entities[member].short_name);
    return erd::common_beginning(names, (members.size() * 3 + 4) / 5);
  }

 private:
  void collect_ties(const Members& all) {
    ties_.clear();
    std::map<std::size_t, std::set<std::size_t>> referrers;
    for (const Relation& relation : diagram_.relations)
      referrers[relation.parent].insert(relation.child);
    for (const Relation& relation : diagram_.relations) {
      if (number_.count(relation.parent) == 0 || number_.count(relation.child) == 0) continue;
      ties_.push_back(
          {relation.parent, relation.child, weight_of_key(referrers[relation.parent].size())});
    }
    std::vector<std::string> names;
    for (const std::size_t member : all)
      names.push_back(diagram_.entities[member].short_name);
    beginning_ = shared_beginnings(names);
    std::map<std::string, Members> alike;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!beginning_[i].empty()) alike[beginning_[i]].push_back(all[i]);
    }
    for (const auto& [word, members] : alike)
      tie_together(members);
  }

  void tie_together(const Members& members) {
    const std::int64_t each = weight_of_name / static_cast<std::int64_t>(members.size() - 1);
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t k = i + 1; k < members.size(); ++k)
        ties_.push_back({members[i], members[k], std::max<std::int64_t>(1, each)});
    }
  }

  // Communities; those that are too large once more, at a finer resolution.
  void divide(const Members& all, std::int64_t resolution, std::vector<Members>& parts) {
    std::map<std::size_t, std::size_t> local;
    for (std::size_t i = 0; i < all.size(); ++i)
      local[all[i]] = i;
    std::vector<Tie> ties;
    for (const Tie& tie : ties_) {
      const auto a = local.find(tie.a), b = local.find(tie.b);
      if (a != local.end() && b != local.end()) ties.push_back({a->second, b->second, tie.weight});
    }
    const std::vector<std::size_t> found = communities(all.size(), ties, resolution);
    std::map<std::size_t, Members> byes;
    for (std::size_t i = 0; i < all.size(); ++i)
      byes[found[i]].push_back(all[i]);
    for (const auto& [number, members] : byes) {
      if (members.size() <= largest_group) {
        parts.push_back(members);
      } else if (resolution < 8 || members.size() < all.size()) {
        divide(members, std::min<std::int64_t>(16, resolution * 2), parts);
      } else {
        cut(members, parts);
      }
    }
  }

  // A table and a hundred that refer to nothing else are one community at any resolution.
  static void cut(const Members& members, std::vector<Members>& parts) {
    const std::size_t pieces = (members.size() + largest_group - 1) / largest_group;
    for (std::size_t i = 0; i < pieces; ++i) {
      const auto at = [&](std::size_t piece) {
        return members.begin() + static_cast<std::ptrdiff_t>(members.size() * piece / pieces);
      };
      parts.emplace_back(at(i), at(i + 1));
    }
  }

  // Smallest first, each to the group it has most to do with; those without any tie together.
  void join_small(std::vector<Members>& parts) {
    Members apart;
    for (std::size_t guard = parts.size(); guard > 0; --guard) {
      std::size_t small = parts.size();
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].size() >= smallest_group) continue;
        if (small == parts.size() || parts[i].size() < parts[small].size()) small = i;
      }
      if (small == parts.size()) break;
      const std::size_t host = nearest(parts, small);
      Members& target = host == parts.size() ? apart : parts[host];
      target.insert(target.end(), parts[small].begin(), parts[small].end());
      std::sort(target.begin(), target.end());
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(small));
    }
    if (apart.size() <= 2 * largest_group && !apart.empty()) parts.push_back(apart);
    if (apart.size() > 2 * largest_group) cut(apart, parts);
  }

  // A finer resolution may cut what belongs together by name and would fit into one group.
  void join_alike(std::vector<Members>& parts) const {
    std::map<std::string, std::size_t> first;  // the last group of that beginning
    std::vector<Members> result;
    for (Members& part : parts) {
      const std::string word = common_beginning(diagram_, part);
      const auto [seen, is_new] = first.emplace(word, result.size());
      if (word.empty() || is_new || result[seen->second].size() + part.size() > largest_group) {
        if (!is_new && !word.empty()) seen->second = result.size();
        result.push_back(std::move(part));
        continue;
      }
      Members& target = result[seen->second];
      target.insert(target.end(), part.begin(), part.end());
      std::sort(target.begin(), target.end());
    }
    parts = std::move(result);
  }

  std::size_t nearest(const std::vector<Members>& parts, std::size_t small) const {
    std::map<std::size_t, std::size_t> part_of;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (const std::size_t member : parts[i])
        part_of[member] = i;
    }
    std::map<std::size_t, std::int64_t> drawn;
    for (const Tie& tie : ties_) {
      const auto a = part_of.find(tie.a), b = part_of.find(tie.b);
      if (a == part_of.end() || b == part_of.end()) continue;
      if (a->second == small && b->second != small) drawn[b->second] += tie.weight;
      if (b->second == small && a->second != small) drawn[a->second] += tie.weight;
    }
    std::size_t best = parts.size();
    std::int64_t most = 0;
    for (const auto& [part, weight] : drawn) {
      if (parts[part].size() + parts[small].size() > largest_group + smallest_group) continue;
      if (weight > most) {
        most = weight;
        best = part;
      }
    }
    return best;
  }

  const Diagram& diagram_;
  std::map<std::size_t, std::size_t> number_;
  std::vector<Tie> ties_;
  std::vector<std::string> beginning_;
};

class Grouper {
 public:
  Grouper(const Diagram& diagram, const Options& options) : diagram_(diagram), options_(options) {}

  Grouping run() {
    result_.group_of.assign(diagram_.entities.size(), 0);
    const Members rest = take_configured();
    const bool small = options_.grouping == Options::Groups::automatic &&
                       diagram_.entities.size() <= small_diagram && result_.groups.empty();
    if (options_.grouping == Options::Groups::none || small) {
      add_section("", {{"", rest}});
    } else {
      result_.framed = !diagram_.entities.empty();
      add_schemas(rest);
    }
    colour();
    return std::move(result_);
  }

 private:
  // Each entity belongs to the first configured group that wants it.
  Members take_configured() {
    std::vector<bool> taken(diagram_.entities.size(), false);
    std::vector<std::pair<std::string, Members>> wanted;
    if (options_.grouping != Options::Groups::none) {
      for (const NamedGroup& group : options_.groups) {
        Members members;
        for (std::size_t i = 0; i < diagram_.entities.size(); ++i) {
          if (taken[i] || group.tables.count(diagram_.entities[i].table) == 0) continue;
          taken[i] = true;
          members.push_back(i);
        }
        if (!members.empty()) wanted.emplace_back(group.name, members);
      }
    }
    for (const auto& one : wanted)
      add_section("", {one});
    Members rest;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (!taken[i]) rest.push_back(i);
    }
    return rest;
  }

  void add_schemas(const Members& rest) {
    std::map<std::string, Members> schemas;
    for (const std::size_t i : rest)
      schemas[diagram_.entities[i].schema].push_back(i);
    for (const auto& [schema, members] : schemas) {
      const bool alone = schemas.size() == 1 && result_.groups.empty();
      if (members.size() <= largest_group || options_.grouping == Options::Groups::schemas) {
        add_section("", {{schema, members}});
        continue;
      }
      std::vector<std::pair<std::string, Members>> named;
      std::set<std::string> used;
      Communities communities(diagram_);
      const auto [shared, others] = communities.shared(members);
      if (!shared.empty()) named.emplace_back(shared_name, shared);
      used.insert(std::string(shared_name));
      for (const Members& part : communities.split(others)) {
        std::string name = name_of(part);
        for (int i = 2; !used.insert(name).second; ++i)
          name = name_of(part) + ' ' + std::to_string(i);
        named.emplace_back(name, part);
      }
      if (named.size() == 1) named.front().first = schema;
      add_section(alone || named.size() == 1 ? "" : schema, named);
    }
  }

  // What most of its names begin with, or its table with the most references.
  std::string name_of(const Members& members) const {
    const std::string word = Communities::common_beginning(diagram_, members);
    if (!word.empty()) return word;
    const std::set<std::size_t> inside(members.begin(), members.end());
    std::map<std::size_t, std::size_t> references;
    std::size_t keys = 0;
    for (const Relation& relation : diagram_.relations) {
      if (inside.count(relation.parent) == 0 || inside.count(relation.child) == 0) continue;
      ++references[relation.parent];
      ++keys;
    }
    if (keys * 2 + 1 < members.size()) return "others";
    std::size_t hub = members.front();
    for (const auto& [member, count] : references) {
      if (count > references[hub]) hub = member;
    }
    return diagram_.entities[hub].short_name;
  }

  void add_section(const std::string& name,
                   const std::vector<std::pair<std::string, Members>>& groups) {
    result_.sections.push_back({name, {}});
    for (const auto& [group, members] : groups) {
      for (const std::size_t member : members)
        result_.group_of[member] = result_.groups.size();
      result_.sections.back().groups.push_back(result_.groups.size());
      result_.groups.push_back({group, members, 0});
    }
  }

  // Frames have the colour of their section where there are several, else their own; without frames
  // schemas tell tables apart, `public` first.
  void colour() {
    result_.colour_of.assign(diagram_.entities.size(), 0);
    if (!result_.framed) return colour_schemas();
    const bool by_section = result_.sections.size() > 1;
    for (std::size_t s = 0; s < result_.sections.size(); ++s) {
      const Section& section = result_.sections[s];
      for (const std::size_t g : section.groups)
        result_.groups[g].colour = by_section ? s : g;
      if (!by_section) continue;
      const Group& first = result_.groups[section.groups.front()];
      add_shade(section.name.empty() ? first.name : section.name, s, section.groups);
    }
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      for (const std::size_t member : result_.groups[g].members)
        result_.colour_of[member] = result_.groups[g].colour;
      if (!by_section && result_.groups.size() > 1) add_shade(result_.groups[g].name, g, {g});
    }
  }

  void add_shade(const std::string& name, std::size_t colour,
                 const std::vector<std::size_t>& groups) {
    std::size_t tables = 0;
    for (const std::size_t g : groups)
      tables += result_.groups[g].members.size();
    result_.legend.push_back({name, colour, tables});
  }

  void colour_schemas() {
    std::map<std::string, std::size_t> schemas;
    for (const Entity& entity : diagram_.entities)
      ++schemas[entity.schema];
    std::vector<std::string> order;
    if (schemas.count("public") > 0) order.push_back("public");
    for (const auto& [schema, count] : schemas) {
      if (schema != "public") order.push_back(schema);
    }
    for (std::size_t i = 0; i < diagram_.entities.size(); ++i) {
      const auto found = std::find(order.begin(), order.end(), diagram_.entities[i].schema);
      result_.colour_of[i] = static_cast<std::size_t>(found - order.begin());
    }
    for (std::size_t i = 0; i < order.size() && order.size() > 1; ++i)
      result_.legend.push_back({order[i], i, schemas[order[i]]});
  }

  const Diagram& diagram_;
  const Options& options_;
  Grouping result_;
};

}  // namespace

Grouping group(const Diagram& diagram, const Options& options) {
  return Grouper(diagram, options).run();
}

}  // namespace mimar::emit::erd
