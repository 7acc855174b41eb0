#include "synthesis/cells.h"

#include "base/ensure.h"
#include "synthesis/random.h"

namespace mimar::synthesis {
namespace {

// Different questions about one row need different random numbers.
enum : std::uint64_t { ask_null = 1, ask_value = 2, ask_distance = 3 };

// To choose from, where each has to be looked at.
constexpr std::uint64_t enough_parents = 50'000;

// Power law: the first ordinals are the most frequent.
std::uint64_t skewed(std::uint64_t size, std::uint64_t random) {
  const double u = fraction(random), power = size <= 4 ? u * u * u : u * u;
  return std::min(size - 1, static_cast<std::uint64_t>(static_cast<double>(size) * power));
}

// Popular parents are spread over the table instead of being its first rows.
std::uint64_t popular(std::uint64_t parents, std::uint64_t seed, std::uint64_t random) {
  return Permutation(parents, seed)(skewed(parents, random));
}

// Position `row` of `rows` on a scale of `size`, jittered within its slot.
std::uint64_t ascending(std::uint64_t size, std::uint64_t row, std::uint64_t rows,
                        std::uint64_t random) {
  const std::uint64_t slot = size / std::max<std::uint64_t>(rows, 1);
  if (slot > 0) return row * slot + random % slot;
  return static_cast<std::uint64_t>(static_cast<double>(row) / static_cast<double>(rows) *
                                    static_cast<double>(size));
}

}  // namespace

Cells::Cells(Recipes& recipes, const Layout& layout, std::uint64_t seed)
    : recipes_(recipes), layout_(layout), seed_(seed), prepared_(layout.rows.size()) {}

const Recipe& Cells::recipe(std::size_t table) {
  return *prepared(table).recipe;
}

Cells::Prepared& Cells::prepared(std::size_t table) {
  Prepared& made = prepared_[table];
  if (made.recipe != nullptr) return made;
  made.recipe = &recipes_.of(table);
  const Recipe& recipe = *made.recipe;
  made.table = table;
  made.seed = mix(seed_, recipe.table.name.text());
  for (const model::Column& column : recipe.table.columns)
    made.column_seeds.push_back(mix(made.seed, column.name));
  for (const Link& link : recipe.links) {
    std::uint64_t seed = mix(made.seed, "foreign key");
    for (std::size_t column : link.columns)
      seed = mix(seed, recipe.table.columns[column].name);
    made.link_seeds.push_back(seed);
  }
  const auto arrange = [](const std::shared_ptr<const Shape>& shape, std::uint64_t seed) {
    return shape ? std::optional<Arrangement>(Arrangement(*shape, seed)) : std::nullopt;
  };
  for (std::size_t i = 0; i < recipe.columns.size(); ++i)
    made.column_rows.push_back(arrange(recipe.columns[i].shape, made.column_seeds[i]));
  for (std::size_t i = 0; i < recipe.links.size(); ++i)
    made.link_rows.push_back(arrange(recipe.links[i].shape, made.link_seeds[i]));
  made.by_value.resize(recipe.links.size());
  made.eligible.resize(recipe.links.size());
  made.turns.resize(recipe.links.size());
  return made;
}

// --- plain columns
// ---------------------------------------------------------------------------------------------------
std::uint64_t Cells::digit(const Prepared& made, const Pick& pick, std::uint64_t row) const {
  const Enumeration& enumeration = made.recipe->enumerations[pick.of];
  std::uint64_t number = row % std::max<std::uint64_t>(1, enumeration.combinations);
  if (!enumeration.in_order)
    number = Permutation(enumeration.combinations, mix(made.seed, pick.of))(number);
  for (std::size_t i = 0; i < pick.position; ++i)
    number /= std::max<std::uint64_t>(1, enumeration.sizes[i]);
  return number % std::max<std::uint64_t>(1, enumeration.sizes[pick.position]);
}

const Values& Cells::values_at(const Prepared& made, std::size_t column, std::uint64_t row,
                               std::uint64_t& leaf_row, std::uint64_t& leaf_rows) const {
  const Recipe& recipe = *made.recipe;
  leaf_row = row;
  leaf_rows = std::max<std::uint64_t>(recipe.limit, 1);
  if (recipe.leaves.empty()) return recipe.columns[column].values;
  const std::uint64_t leaves = recipe.leaves.size(), per_leaf = (leaf_rows + leaves - 1) / leaves;
  const auto& leaf = recipe.leaves[std::min(row / per_leaf, leaves - 1)];
  const auto found = leaf.find(column);
  if (found == leaf.end()) return recipe.columns[column].values;
  leaf_row = row % per_leaf;
  leaf_rows = per_leaf;
  return found->second;
}

std::uint64_t Cells::beside(Prepared& made, std::size_t column, const Ordered& values,
                            std::uint64_t row) {
  const Pick& pick = made.recipe->columns[column].pick;
  std::uint64_t leaf_row = 0, leaf_rows = 0;
  const Values& others = values_at(made, pick.of, row, leaf_row, leaf_rows);
  const auto* other = std::get_if<Ordered>(&others.kind);
  ensure(other != nullptr, "only ordered columns are put in order");
  const std::int64_t neighbour =
      other->low + static_cast<std::int64_t>(ordinal(made, pick.of, others, row));
  const std::uint64_t width = static_cast<std::uint64_t>(values.high - values.low) / 50 + 1;
  const auto distance =
      static_cast<std::int64_t>(1 + mix(made.column_seeds[column] + ask_distance, row) % width);
  const std::int64_t wanted =
      pick.how == Pick::How::after ? neighbour + distance : neighbour - distance;
  const std::int64_t nearest = pick.how == Pick::How::after ? std::max(neighbour + 1, values.low)
                                                            : std::min(neighbour - 1, values.high);
  const std::int64_t value = pick.how == Pick::How::after
                                 ? std::max(std::min(wanted, values.high), nearest)
                                 : std::min(std::max(wanted, values.low), nearest);
  return static_cast<std::uint64_t>(value - values.low);
}

std::uint64_t Cells::ordinal(Prepared& made, std::size_t column, const Values& values,
                             std::uint64_t row) {
  const Pick& pick = made.recipe->columns[column].pick;
  std::uint64_t leaf_row = 0, leaf_rows = 0;
  values_at(made, column, row, leaf_row, leaf_rows);
  const std::uint64_t count = std::max<std::uint64_t>(size(values), 1);
  const std::uint64_t random = mix(made.column_seeds[column] + ask_value, row);
  switch (pick.how) {
    case Pick::How::row: {
      const auto* ordered = std::get_if<Ordered>(&values.kind);
      const bool numbered =
          ordered == nullptr || ordered->unit == Ordered::Unit::integer || count < leaf_rows;
      return numbered ? leaf_row % count : ascending(count, leaf_row, leaf_rows, random);
    }
    case Pick::How::uniform: return random % count;
    case Pick::How::cycle: return leaf_row % count;
    case Pick::How::skewed: return skewed(count, random);
    case Pick::How::ascending:
      return std::min(count - 1, ascending(count, leaf_row, leaf_rows, random));
    case Pick::How::digit: return digit(made, pick, row);
    case Pick::How::shaped: {
      const auto slot = made.column_rows[column]->slot(row);
      return slot ? made.recipe->columns[column].shape->ordinal(*slot) : 0;
    }
    case Pick::How::after:
    case Pick::How::before: {
      const auto* ordered = std::get_if<Ordered>(&values.kind);
      return ordered == nullptr ? 0 : beside(made, column, *ordered, row);
    }
  }
  return 0;
}

bool Cells::is_null(const Prepared& made, std::size_t column, std::uint64_t row) const {
  const Pick& pick = made.recipe->columns[column].pick;
  if (const auto& arranged = made.column_rows[column]) return !arranged->slot(row);
  if (pick.nulls >= 1) return true;
  return pick.nulls > 0 && fraction(mix(made.column_seeds[column] + ask_null, row)) < pick.nulls;
}

bool Cells::append_cell(std::string& out, std::size_t table, std::size_t column,
                        std::uint64_t row) {
  if (!prepared(table).recipe->columns[column].watched)
    return append_drawn(out, table, column, row);
  const std::optional<std::string>& text = watched(table, row).texts[column];
  if (text) out += *text;
  return text.has_value();
}

bool Cells::append_drawn(std::string& out, std::size_t table, std::size_t column,
                         std::uint64_t row) {
  Prepared& made = prepared(table);
  const ColumnRecipe& wanted = made.recipe->columns[column];
  if (wanted.link != none) {
    const Link& link = made.recipe->links[wanted.link];
    const Target found = target(table, wanted.link, row);
    if (!found.exists || (found.null && !wanted.not_null)) return false;
    const std::size_t parent_column = link.parent_columns[wanted.at];
    return link.self ? append_drawn(out, table, parent_column, found.row)
                     : append_cell(out, link.parent, parent_column, found.row);
  }
  if (wanted.pick.how == Pick::How::shaped) {
    const auto slot = made.column_rows[column]->slot(row);
    if (!slot) return false;
    append(out, wanted.values, wanted.shape->ordinal(*slot));
    return true;
  }
  if (is_null(made, column, row)) return false;
  std::uint64_t leaf_row = 0, leaf_rows = 0;
  const Values& values = values_at(made, column, row, leaf_row, leaf_rows);
  if (wanted.pick.how == Pick::How::row && leaf_row >= size(values)) return false;
  append(out, values, ordinal(made, column, values, row));
  return true;
}

// --- foreign keys
// ----------------------------------------------------------------------------------------------------
// Of parents that are made in the order of time, as these rows are: those whose turn came before.
std::uint64_t Cells::there_before(const Prepared& made, const Link& link, std::uint64_t row,
                                  std::uint64_t choices) const {
  const std::uint64_t rows = layout_.rows[made.table];
  if (!link.in_time || row >= rows || choices != link.parent_rows) return choices;
  return std::max<std::uint64_t>(1, scaled(row, choices, rows));
}

std::uint64_t Cells::pick_parent(Prepared& made, std::size_t link_position, std::uint64_t row,
                                 std::uint64_t choices, std::uint64_t salt) const {
  const Link& link = made.recipe->links[link_position];
  const std::uint64_t random = mix(made.link_seeds[link_position] + ask_value + salt, row);
  if (link.covers && row < choices && link.pick.how != Pick::How::digit) return row;
  switch (link.pick.how) {
    case Pick::How::row: return row;
    case Pick::How::digit: return digit(made, link.pick, row);
    case Pick::How::skewed: {
      const std::uint64_t seed = made.link_seeds[link_position],
                          there = there_before(made, link, row, choices);
      std::uint64_t chosen = popular(choices, seed, random);
      for (std::uint64_t attempt = 1; chosen >= there && attempt < 8; ++attempt)
        chosen = popular(choices, seed, mix(random, attempt));
      return chosen < there ? chosen : mix(random) % there;
    }
    case Pick::How::shaped: {
      const auto slot = made.link_rows[link_position]->slot(row);
      if (salt != 0) return random % choices;
      return slot ? std::min(link.shape->ordinal(*slot), choices - 1) : 0;
    }
    case Pick::How::uniform:
    case Pick::How::cycle:
    case Pick::How::ascending:
    case Pick::How::after:
    case Pick::How::before: break;
  }
  return random % there_before(made, link, row, choices);
}

Cells::Target Cells::one_of_pair(Prepared& made, std::size_t link_position,
                                 std::uint64_t row) const {
  const Link& asked = made.recipe->links[link_position];
  const std::size_t leader = asked.second ? asked.partner : link_position;
  const std::size_t follower = asked.second ? link_position : asked.partner;
  const Link& second = made.recipe->links[follower];
  const std::uint64_t parents = asked.parent_rows;
  const std::uint64_t first = pick_parent(made, leader, row, parents, 0) % parents;
  const std::uint64_t distance =
      second.pick.how == Pick::How::digit
          ? digit(made, second.pick, row)
          : mix(made.link_seeds[follower] + ask_distance, row) % (parents - 1);
  const std::uint64_t other = (first + 1 + distance) % parents;
  if (asked.ordered)
    return {asked.second ? std::max(first, other) : std::min(first, other), true, false};
  return {asked.second ? other : first, true, false};
}

Cells::Target Cells::target(std::size_t table, std::size_t link_position, std::uint64_t row,
                            std::uint64_t salt) {
  Prepared& made = prepared(table);
  const Link& link = made.recipe->links[link_position];
  const double nulls = link.pick.nulls;
  const auto& arranged = made.link_rows[link_position];
  const bool null =
      arranged ? !arranged->slot(row)
               : nulls > 0 && fraction(mix(made.link_seeds[link_position] + ask_null, row)) < nulls;
  Target found;
  if (!link.overlap.empty()) {
    found = matching(table, link_position, row, salt);
  } else if (link.self && link.pick.how != Pick::How::digit) {
    // Earlier rows only, none of them reserved; the first one has no parent, or is its own.
    const bool chain = link.pick.how == Pick::How::row;
    const std::uint64_t choices = std::min(row, layout_.rows[table]);
    const std::uint64_t earlier =
        chain          ? row - std::min<std::uint64_t>(row, 1)
        : choices == 0 ? 0
                       : pick_parent(made, link_position, row, choices, salt) % choices;
    found = {earlier, true, link.nullable && row == 0};
  } else if (link.parent_rows == 0) {
    return {};
  } else if (link.partner != none && link.parent_rows > 1) {
    found = one_of_pair(made, link_position, row);
  } else {
    const auto& eligible = eligible_parents(table, link_position);
    const std::uint64_t choices = eligible.empty() ? link.parent_rows : eligible.size();
    const std::uint64_t chosen = pick_parent(made, link_position, row, choices, salt);
    if (link.pick.how == Pick::How::row && chosen >= choices) return {};
    found = {eligible.empty() ? chosen : eligible[chosen % choices], true, false};
  }
  found.null = found.null || null;
  return found;
}

// --- foreign keys that share columns with others
// -----------------------------------------------------------------------
bool Cells::append_overlap(std::string& out, std::size_t table, const Link& link, std::uint64_t row,
                           bool of_parent) {
  for (std::size_t at : link.overlap) {
    // What decides a link is not changed by mending, and neither are rows that refer to their own
    // table.
    const std::size_t column = of_parent ? link.parent_columns[at] : link.columns[at];
    const bool there = of_parent && !link.self ? append_cell(out, table, column, row)
                                               : append_drawn(out, table, column, row);
    if (!there) return false;
    out += '\x1f';
  }
  return true;
}

const Cells::RowsByValue& Cells::rows_by_value(std::size_t table, std::size_t link_position) {
  Prepared& made = prepared(table);
  if (made.by_value[link_position]) return *made.by_value[link_position];
  const Link& link = made.recipe->links[link_position];
  auto index = std::make_unique<RowsByValue>();
  const std::uint64_t parents = link.self ? made.recipe->limit : link.parent_rows;
  std::string value;
  for (std::uint64_t row = 0; row < parents; ++row) {
    value.clear();
    if (append_overlap(value, link.parent, link, row, true)) (*index)[value].push_back(row);
  }
  made.by_value[link_position] = std::move(index);
  return *made.by_value[link_position];
}

Cells::Target Cells::matching(std::size_t table, std::size_t link_position, std::uint64_t row,
                              std::uint64_t salt) {
  const auto& index = rows_by_value(table, link_position);
  Prepared& made = prepared(table);
  const Link& link = made.recipe->links[link_position];
  std::string value;
  if (!append_overlap(value, table, link, row, false)) return {};
  const auto found = index.find(value);
  if (found == index.end()) return {};
  const std::vector<std::uint64_t>& rows = found->second;
  std::uint64_t choices = rows.size();
  if (link.self) {
    choices =
        static_cast<std::uint64_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
    if (choices == 0) return {row, true, link.nullable};
  }
  // Without the one that another link refers to.
  std::uint64_t left_out = choices;
  Target other;
  if (link.differs_from != none || link.leader != none)
    other = target(table, link.differs_from != none ? link.differs_from : link.leader, row);
  if (link.differs_from != none && other.exists && !other.null) {
    const auto met = std::lower_bound(rows.begin(), rows.end(), other.row);
    if (met != rows.end() && *met == other.row) {
      left_out = static_cast<std::uint64_t>(met - rows.begin());
      if (--choices == 0) return {};
    }
  }
  const std::uint64_t chosen = link.leader != none
                                   ? turn_of(made, link, row, other.row, choices)
                                   : pick_parent(made, link_position, row, choices, salt) % choices;
  return {rows[chosen < left_out ? chosen : chosen + 1], true, false};
}

// How many parents does `follower` find that match what `leader` decides by choosing `parent_row`?
std::uint64_t Cells::followers_of(std::size_t table, std::size_t leader, std::size_t follower,
                                  std::uint64_t parent_row) {
  const Link& leading = recipe(table).links[leader];
  const Link& following = recipe(table).links[follower];
  std::string value;
  for (std::size_t at : following.overlap) {
    const auto shared =
        std::find(leading.columns.begin(), leading.columns.end(), following.columns[at]);
    if (shared == leading.columns.end()) return 1;  // also decided elsewhere: not ours to judge
    const auto place = static_cast<std::size_t>(shared - leading.columns.begin());
    if (!append_cell(value, leading.parent, leading.parent_columns[place], parent_row)) return 1;
    value += '\x1f';
  }
  const auto& index = rows_by_value(table, follower);
  const auto found = index.find(value);
  if (found == index.end()) return 0;
  return found->second.size() - (following.differs_from == leader ? 1 : 0);
}

// Parent rows come again as long as their follower finds another one to match them.
void Cells::repeat_for_turns(std::size_t table, std::size_t link_position,
                             std::vector<std::uint64_t>& rows) {
  Prepared& made = prepared(table);
  const Link& link = made.recipe->links[link_position];
  if (link.follower == none || rows.empty()) return;
  std::vector<std::uint64_t> counts, turns(rows.size(), 0);
  for (const std::uint64_t row : rows)
    counts.push_back(followers_of(table, link_position, link.follower, row));
  const std::size_t once = rows.size();
  bool found = true;
  for (std::uint64_t turn = 1; found && rows.size() < link.parent_rows; ++turn) {
    found = false;
    for (std::size_t i = 0; i < once && rows.size() < link.parent_rows; ++i) {
      if (counts[i] <= turn) continue;
      rows.push_back(rows[i]);
      turns.push_back(turn);
      found = true;
    }
  }
  made.turns[link_position] = std::move(turns);
}

// Which of `choices` matching parents the follower takes this time.
std::uint64_t Cells::turn_of(Prepared& made, const Link& link, std::uint64_t row,
                             std::uint64_t parent_row, std::uint64_t choices) {
  const std::vector<std::uint64_t>& turns = made.turns[link.leader];
  if (turns.empty()) return mix(made.link_seeds[link.leader], row) % choices;
  const std::uint64_t chosen = pick_parent(made, link.leader, row, turns.size(), 0) % turns.size();
  return (mix(made.link_seeds[link.leader], parent_row) + turns[chosen]) % choices;
}

const std::vector<std::uint64_t>& Cells::eligible_parents(std::size_t table,
                                                          std::size_t link_position) {
  Prepared& made = prepared(table);
  if (made.eligible[link_position]) return *made.eligible[link_position];
  made.eligible[link_position] =
      std::make_unique<std::vector<std::uint64_t>>();  // empty: all of them
  // Those that always find a parent, and those that a CHECK asks for one of.
  std::vector<std::size_t> followers, either;
  for (std::size_t other = link_position + 1; other < made.recipe->links.size(); ++other) {
    const Link& link = made.recipe->links[other];
    if (link.overlap.empty() || link.self) continue;
    const bool watched =
        std::any_of(link.columns.begin(), link.columns.end(), [&](std::size_t column) {
          return made.recipe->columns[column].link == other && made.recipe->columns[column].watched;
        });
    if (!link.nullable) followers.push_back(other);
    if (link.nullable && watched) either.push_back(other);
  }
  if (either.size() < 2) either.clear();
  const bool checked = made.recipe->links[link_position].checked;
  const std::vector<std::size_t>& distinct = made.recipe->links[link_position].distinct;
  if (followers.empty() && either.empty() && !checked && distinct.empty())
    return *made.eligible[link_position];
  std::vector<std::uint64_t> rows;
  std::set<std::string> seen;
  const Link& asked = made.recipe->links[link_position];
  const bool needs_all = asked.pick.how == Pick::How::row || asked.pick.how == Pick::How::digit;
  const std::uint64_t parents =
      checked && !needs_all ? std::min(asked.parent_rows, enough_parents) : asked.parent_rows;
  for (std::uint64_t row = 0; row < parents; ++row) {
    const auto finds = [&](std::size_t follower) {
      return followers_of(table, link_position, follower, row) > 0;
    };
    const bool followed = std::all_of(followers.begin(), followers.end(), finds) &&
                          (either.empty() || std::any_of(either.begin(), either.end(), finds));
    if (!followed || (checked && !keeps_checks(table, link_position, row))) continue;
    if (distinct.empty() || seen.insert(values_of_parent(table, link_position, row)).second)
      rows.push_back(row);
  }
  repeat_for_turns(table, link_position, rows);
  *prepared(table).eligible[link_position] = std::move(rows);
  return *prepared(table).eligible[link_position];
}

}  // namespace mimar::synthesis
