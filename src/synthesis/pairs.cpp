// Order between two columns of one row.

#include "synthesis/draft.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

Ordered* ordered_values(Recipe& recipe, std::size_t column) {
  if (column == none || recipe.columns[column].link != none) return nullptr;
  return std::get_if<Ordered>(&recipe.columns[column].values.kind);
}

bool is_free(const ColumnRecipe& column) {
  return column.pick.how == Pick::How::uniform || column.pick.how == Pick::How::ascending ||
         column.pick.how == Pick::How::skewed;
}

bool same_unit(const Ordered& a, const Ordered& b) {
  return a.unit == b.unit && a.scale == b.scale;
}

bool is_time(const Ordered& ordered) {
  return ordered.unit == Ordered::Unit::day || ordered.unit == Ordered::Unit::timestamp ||
         ordered.unit == Ordered::Unit::timestamptz;
}

bool depends_on(const Recipe& recipe, std::size_t column, std::size_t other) {
  for (std::size_t steps = 0; column != none && steps <= recipe.columns.size(); ++steps) {
    if (column == other) return true;
    const Pick& pick = recipe.columns[column].pick;
    column = pick.how == Pick::How::after || pick.how == Pick::How::before ? pick.of : none;
  }
  return false;
}

// `second` follows `first` in every row; the ranges leave room for it.
bool order_columns(Recipe& recipe, std::size_t first, std::size_t second) {
  Ordered *low = ordered_values(recipe, first), *high = ordered_values(recipe, second);
  if (low == nullptr || high == nullptr || !same_unit(*low, *high)) return false;
  if (low->low + 1 > high->high) return false;
  if (is_free(recipe.columns[second]) && !depends_on(recipe, first, second)) {
    recipe.columns[second].pick.how = Pick::How::after;
    recipe.columns[second].pick.of = first;
    low->high = std::min(low->high, high->high - 1);
    high->low = std::max(high->low, low->low + 1);
    return true;
  }
  if (!is_free(recipe.columns[first]) || depends_on(recipe, second, first)) return false;
  recipe.columns[first].pick.how = Pick::How::before;
  recipe.columns[first].pick.of = second;
  high->low = std::max(high->low, low->low + 1);
  return high->low <= high->high;
}

// Two links that share a column, such as the tenant: the later one finds a parent that matches what
// the earlier one decides, and is another one.
bool keep_apart(Recipe& recipe, std::size_t first, std::size_t second) {
  const std::size_t earlier = std::min(first, second), later = std::max(first, second);
  if (recipe.links[later].overlap.empty() || recipe.links[later].self) return false;
  recipe.links[later].differs_from = earlier;
  return true;
}

bool order_links(Recipe& recipe, const Pair& pair) {
  const std::size_t first = recipe.columns[column_position(recipe.table, pair.first)].link;
  const std::size_t second = recipe.columns[column_position(recipe.table, pair.second)].link;
  if (first == none || second == none || first == second) return false;
  Link &a = recipe.links[first], &b = recipe.links[second];
  if (a.parent != b.parent || a.partner != none || b.partner != none) return false;
  if (!a.overlap.empty() || !b.overlap.empty())
    return pair.relation == Pair::Relation::different && keep_apart(recipe, first, second);
  a.partner = second;
  b.partner = first;
  b.second = true;
  a.ordered = b.ordered = pair.relation != Pair::Relation::different;
  if (a.parent_rows < 2)
    recipe.cap(0, "too few parent rows for " + pair.first + " and " + pair.second + " to differ");
  // As digits, the second one counts the distance from the first; half of the circle when order
  // matters.
  if (b.pick.how == Pick::How::digit && b.parent_rows > 0) {
    Enumeration& enumeration = recipe.enumerations[b.pick.of];
    const std::uint64_t distances = a.ordered ? (b.parent_rows - 1) / 2 : b.parent_rows - 1;
    enumeration.combinations = enumeration.combinations / b.parent_rows * distances;
    enumeration.sizes[b.pick.position] = distances;
    recipe.cap(enumeration.combinations, "unique (" + pair.first + ", " + pair.second + "): pairs");
  }
  return true;
}

// With one column that grows, later dates of a row come after it: updated after created, shipped
// after ordered.
void order_by_names(Draft& draft) {
  Recipe& recipe = draft.recipe;
  std::size_t first = none;
  for (std::size_t i = 0; i < recipe.columns.size() && first == none; ++i) {
    if (recipe.columns[i].pick.how == Pick::How::ascending) first = i;
  }
  if (first == none) return;
  for (std::size_t i = 0; i < recipe.columns.size(); ++i) {
    const Ordered* values = ordered_values(recipe, i);
    if (i == first || values == nullptr || !is_time(*values) || !is_free(recipe.columns[i]))
      continue;
    const Ordered& start = *ordered_values(recipe, first);
    if (values->low == start.low && values->high == start.high) order_columns(recipe, first, i);
  }
}

}  // namespace

void settle_pairs(Draft& draft) {
  Recipe& recipe = draft.recipe;
  for (const Pair& pair : draft.conditions.pairs) {
    const std::size_t first = column_position(recipe.table, pair.first),
                      second = column_position(recipe.table, pair.second);
    if (first == none || second == none) continue;
    if (!order_links(recipe, pair)) order_columns(recipe, first, second);
  }
  order_by_names(draft);
}

}  // namespace mimar::synthesis
