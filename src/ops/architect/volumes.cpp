#include <algorithm>

#include "base/text.h"
#include "ops/architect/measure.h"

namespace mimar::ops::architect {
namespace {

constexpr std::uint64_t assumed_rows = 10000;
constexpr std::uint64_t floor_rows =
    100;  // scaling down never goes below this, unless fewer were stated

}  // namespace

model::Statistics planned_rows(const model::Database& database, const model::Statistics& known,
                               std::uint64_t cap, std::string& note) {
  std::uint64_t largest = 0;
  for (const auto& [table, statistics] : known.tables)
    largest = std::max(largest, statistics.rows);
  const double factor = largest > cap ? static_cast<double>(cap) / static_cast<double>(largest) : 1;
  model::Statistics rows;
  std::size_t assumed = 0;
  for (const model::Table& table : database->tables) {
    if (table.partition_of) continue;
    const auto found = known.tables.find(table.name);
    const bool stated = found != known.tables.end();
    assumed += stated ? 0 : 1;
    const std::uint64_t wanted = stated ? found->second.rows : std::min(assumed_rows, cap);
    const std::uint64_t scaled =
        stated ? static_cast<std::uint64_t>(static_cast<double>(wanted) * factor) : wanted;
    rows.tables[table.name] = {std::max(scaled, std::min(wanted, floor_rows)),
                               stated ? found->second.source : "assumed"};
  }
  if (factor < 1) {
    note = fmt::format(
        "The rows on scratch are the stated volumes divided by {:.3g}, so that no table exceeds {} "
        "rows.",
        1 / factor, text::thousands(cap));
  } else if (largest > 0) {
    note = "The rows on scratch have the stated volumes.";
  }
  if (assumed > 0) {
    note += fmt::format("{}{} no stated volume and got {} rows each.", note.empty() ? "" : " ",
                        text::count(assumed, "table has", "tables have"),
                        text::thousands(std::min(assumed_rows, cap)));
  }
  return rows;
}

}  // namespace mimar::ops::architect
