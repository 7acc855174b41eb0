// Rows come with the rows that they refer to.
#include "design/growth/forecast.h"

namespace mimar::design::growth {
namespace {

double rows_of(const Terms& terms, const model::Name& table) {
  const auto found = terms.statistics.tables.find(table);
  return found == terms.statistics.tables.end() ? 0 : static_cast<double>(found->second.rows);
}

// In a year, per row that is there.
double pace(const Rate& rate, double rows) {
  return rate.share + (rows > 0 ? rate.rows / rows : 0);
}

}  // namespace

std::map<model::Name, model::Name> let_children_follow(const model::Database& database,
                                                       Terms& terms) {
  std::map<model::Name, model::Name> followed;
  for (bool again = true; again;) {
    again = false;
    std::map<model::Name, Rate> found;
    for (const model::Table& table : database->tables) {
      if (table.partition_of || terms.growth.contains(table.name)) continue;
      const double rows = rows_of(terms, table.name);
      for (const model::ForeignKey& key : table.foreign_keys) {
        const auto parent = terms.growth.find(key.referenced_table);
        const double parents = rows_of(terms, key.referenced_table);
        if (parent == terms.growth.end() || parents <= 0 || rows <= 0) continue;
        const Rate rate{parent->second.rows * rows / parents, parent->second.share};
        if (found.contains(table.name) && pace(rate, rows) <= pace(found[table.name], rows))
          continue;
        if (pace(rate, rows) <= 0) continue;
        const auto kept = terms.keep_days.find(key.referenced_table);
        if (kept != terms.keep_days.end() && key.on_delete == model::Action::cascade)
          terms.keep_days.emplace(table.name, kept->second);  // they go with them
        found[table.name] = rate;
        followed[table.name] = key.referenced_table;
      }
    }
    for (const auto& [table, rate] : found) {
      terms.growth[table] = rate;
      again = true;
    }
  }
  return followed;
}

}  // namespace mimar::design::growth
