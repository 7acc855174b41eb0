#include "design/relational/link_tables.h"

#include <algorithm>

#include <fmt/core.h>

#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/references.h"
#include "design/relational/relational.h"
#include "design/relational/relationships.h"

namespace mimar::design::relational {
namespace {

// "milestone_dependencies" of "depends on", "user_follows" of "follows".
std::string noun_of(const std::string& verb) {
  if (verb == "depends_on" || verb == "depend_on") return "dependencies";
  if (verb == "refers_to" || verb == "references") return "references";
  if (verb == "relates_to" || verb == "is_related_to") return "relations";
  return verb.empty() || verb == "has" || verb == "have" ? "links" : verb;
}

std::string name_of_links(const Relationship& relationship) {
  const std::string from = snake(relationship.from.entity);
  if (relationship.from.entity == relationship.to.entity) {
    if (!relationship.to.role.empty()) return from + "_" + plural_of_words(relationship.to.role);
    return from + "_" + noun_of(verb_name(relationship));
  }
  const std::string& role = relationship.to.role;
  return from + "_" + plural_of_words(role.empty() ? relationship.to.entity : role);
}

// The side of the link that refers to `from`, and the other one. Of a table linked with itself the
// verb tells them apart: milestone_id depends_on_milestone_id.
std::pair<std::string, std::string> link_columns(const Relationship& relationship) {
  const auto own = [](const End& end) {
    return shortened(snake(end.role.empty() ? end.entity : end.role) + "_id");
  };
  std::string first = own(relationship.from), second = own(relationship.to);
  if (first == second) {
    const std::string verb = verb_name(relationship);
    second = shortened((verb.empty() || verb == "has" ? "other" : verb) + "_" +
                       snake(relationship.to.entity) + "_id");
  }
  return {first, second};
}

void add_side(Layout& layout, Table& links, const End& end, const std::string& name,
              const Relationship& relationship) {
  for (const ForeignKey& key : links.foreign_keys)
    if (key.columns == Names{name}) return;
  const Table& target = *table_of(layout, end.entity);
  Column column{name, type_of_key(layout, target)};
  column.said = relationship.said;
  column.comment = fmt::format("The {} of the link", end.role.empty() ? end.entity : end.role);
  column.why = "one side of a link between many and many";
  ForeignKey key;
  key.name = constraint_name(links, name, "fkey");
  key.columns = {name};
  key.table = target.name;
  key.referenced = target.key;
  key.on_delete = "CASCADE";
  key.entity = end.entity;
  key.role = end.role;
  key.why = fmt::format("a link means nothing without its {}", end.entity);
  key.said = relationship.said;
  links.foreign_keys.push_back(key);
  links.columns.push_back(column);
}

// May the same two be linked more than once, at different times?
bool recurs(const ConceptualModel& model, const Entity& entity) {
  const auto is_moment = [](const Attribute& attribute) {
    return attribute.kind == ValueKind::date || attribute.kind == ValueKind::timestamp ||
           attribute.kind == ValueKind::period;
  };
  const auto overlaps = [&](const NonOverlap& rule) { return rule.entity == entity.name; };
  return !entity.associative &&
         (entity.event ||
          std::any_of(entity.attributes.begin(), entity.attributes.end(), is_moment) ||
          std::any_of(model.non_overlaps.begin(), model.non_overlaps.end(), overlaps));
}

void identify(Layout& layout, Table& links, const Names& pair, const Relationship& relationship) {
  const Entity* entity = find_entity(layout.model, relationship.through);
  if (links.key.empty()) {
    links.key = pair;
    return;
  }
  if (entity != nullptr && recurs(layout.model, *entity)) {
    layout.questions.push_back(
        fmt::format("May the same {} and {} have several {} at different times? It is allowed.",
                    relationship.from.entity, relationship.to.entity, links.name));
    return;
  }
  if (links.key == pair) return;
  Unique unique;
  unique.columns = pair;
  unique.name = constraint_name(links, joined(pair), "key");
  unique.why = "the same two are linked once";
  unique.said = relationship.said;
  links.uniques.push_back(unique);
}

std::string table_of_links(Layout& layout, const Relationship& relationship) {
  if (const Table* through = table_of(layout, relationship.through)) return through->name;
  Table links;
  std::string name = name_of_links(relationship);
  if (layout.taken.count(shortened(name)) > 0) name += "_" + noun_of(verb_name(relationship));
  links.name = take(layout, name);
  links.entity = relationship.through;
  links.comment =
      fmt::format("Which {} {} which {}", relationship.from.entity,
                  relationship.verb.empty() ? "has" : relationship.verb, relationship.to.entity);
  links.link = true;
  links.said = relationship.said;
  links.why = "many on both sides: a row for each link, whose key is the pair";
  layout.tables.push_back(links);
  return links.name;
}

}  // namespace

void add_links(Layout& layout, const Relationship& relationship) {
  const std::string name = table_of_links(layout, relationship);
  const auto [first, second] = link_columns(relationship);
  Table& links = *find_table(layout, name);
  add_side(layout, links, relationship.from, first, relationship);
  add_side(layout, links, relationship.to, second, relationship);
  identify(layout, links, {first, second}, relationship);
  add_said(links.said, relationship.said);
  if (relationship.from.entity == relationship.to.entity)
    refuse_itself(links, first, second, relationship);
  if (relationship.ordered) {
    Column position{"position", "integer"};
    position.comment = fmt::format("Place among those of the same {}", relationship.from.entity);
    position.said = relationship.said;
    links.columns.push_back(position);
    Unique unique;
    unique.columns = {first, position.name};
    unique.name = constraint_name(links, joined(unique.columns), "key");
    unique.deferrable = true;
    unique.why = "one at each place; checked at the end, so that two can change places";
    unique.said = relationship.said;
    links.uniques.push_back(unique);
  }
  if (relationship.acyclic) keep_acyclic(layout, relationship, name, first, second);
  if (relationship.to.required)
    keep_participation(layout, relationship, table_of(layout, relationship.from.entity)->name, name,
                       first);
  if (relationship.from.required)
    keep_participation(layout, relationship, table_of(layout, relationship.to.entity)->name, name,
                       second);
}

}  // namespace mimar::design::relational
