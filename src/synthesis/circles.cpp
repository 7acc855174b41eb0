#include "synthesis/circles.h"

#include "synthesis/recipe.h"

namespace mimar::synthesis {
namespace {

std::vector<Place> referred_to(const model::Database& database, const Place& from) {
  std::vector<Place> places;
  const model::Table& table = database->tables[from.table];
  const std::string& column = table.columns[from.column].name;
  for (const model::ForeignKey& key : table.foreign_keys) {
    const std::size_t parent = table_position(database, key.referenced_table);
    if (parent == none || parent == from.table) continue;
    for (std::size_t at = 0; at < std::min(key.columns.size(), key.referenced_columns.size());
         ++at) {
      const std::size_t position =
          column_position(database->tables[parent], key.referenced_columns[at]);
      if (key.columns[at] == column && position != none) places.push_back({parent, position});
    }
  }
  return places;
}

std::set<Place> reachable_from(const model::Database& database, const Place& start) {
  std::set<Place> seen;
  std::vector<Place> open = referred_to(database, start);
  while (!open.empty()) {
    const Place place = open.back();
    open.pop_back();
    if (!seen.insert(place).second) continue;
    for (const Place& next : referred_to(database, place))
      open.push_back(next);
  }
  return seen;
}

// The lowest leads.
std::tuple<bool, bool, Place> rank(const model::Database& database, const Place& place) {
  const model::Table& table = database->tables[place.table];
  const model::Column& column = table.columns[place.column];
  const bool key =
      table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
  return {!key, !column.identity && !column.default_value, place};
}

}  // namespace

bool leads_circle(const model::Database& database, const Place& place) {
  const std::set<Place> below = reachable_from(database, place);
  if (!below.contains(place)) return false;
  return std::all_of(below.begin(), below.end(), [&](const Place& other) {
    return rank(database, place) <= rank(database, other) ||
           !reachable_from(database, other).contains(place);
  });
}

}  // namespace mimar::synthesis
