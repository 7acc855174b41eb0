// How many rows each table gets in the proof.
#include <algorithm>
#include <cmath>
#include <set>

#include "ops/design/designing.h"

namespace mimar::ops::designing {
namespace {

constexpr std::uint64_t unread = 500;  // a table that no access pattern reads
constexpr std::uint64_t worth = 5000;  // fewer rows are read whole as fast as by an index

std::set<std::string> read_tables(const design::Draft& draft) {
  std::set<std::string> names;
  for (const design::DesignedAccess& access : draft.accesses)
    for (const model::Name& relation : access.pattern.query.relations)
      names.insert(relation.name);
  return names;
}

// Rows that are marked as deleted would be refused wherever somebody refers to them.
void keep_alive(const model::Table& table, model::TableStatistics& statistics) {
  const model::Column* deleted = model::find_column(table, "deleted_at");
  if (deleted == nullptr || deleted->not_null) return;
  model::ColumnStatistics none;
  none.null_frac = 1;
  statistics.columns.emplace("deleted_at", none);
}

}  // namespace

model::Statistics proof_rows(const Design& design, std::uint64_t most) {
  const std::set<std::string> read = read_tables(design.draft);
  std::uint64_t largest = 1;
  for (const auto& [table, statistics] : design.draft.rows.tables)
    largest = std::max(largest, statistics.rows);
  // Where nobody said how many there will be, as many as asked for are as good a guess.
  const double factor = static_cast<double>(most) / static_cast<double>(largest);
  model::Statistics rows;
  for (const model::Table& table : design.database->tables) {
    if (table.partition_of) continue;
    const auto known = design.draft.rows.tables.find(table.name);
    if (design.own_tables.contains(table.name)) {
      rows.tables[table.name] = {0, "filled by its pattern"};
      continue;
    }
    const bool is_read = read.contains(table.name.name);
    std::uint64_t wanted = is_read ? most : unread;
    if (known != design.draft.rows.tables.end() && known->second.rows > 1) {
      const bool stated = known->second.source.starts_with("stated");
      const std::uint64_t all = stated ? known->second.rows : most;
      const double scaled = static_cast<double>(known->second.rows) * factor;
      wanted = std::min(all, std::max(static_cast<std::uint64_t>(std::llround(scaled)),
                                      is_read ? worth : unread));
    }
    rows.tables[table.name] = {std::clamp<std::uint64_t>(wanted, 1, most), "for the proof"};
    keep_alive(table, rows.tables[table.name]);
  }
  return rows;
}

}  // namespace mimar::ops::designing
