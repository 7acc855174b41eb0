#include "design/relational/volumes.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"

namespace mimar::design::relational {
namespace {

constexpr double assumed = 1000, assumed_per_parent = 5, most = 1e12;

struct Count {
  double rows = 0;
  std::string source;
};

class Counting {
 public:
  explicit Counting(Layout& layout) : layout_(layout) {}

  const Count& of(const Table& table) {
    const auto found = counts_.find(table.name);
    if (found != counts_.end()) return found->second;
    counts_[table.name] = {assumed, "assumed"};  // ends circles
    Count count = stated(table);
    if (count.source.empty()) count = estimated(table);
    count.rows = std::clamp(count.rows, 1.0, most);
    return counts_[table.name] = count;
  }

 private:
  // Where only what comes is stated, there are the rows of a year.
  Count stated(const Table& table) {
    Count of_a_year;
    for (const Volume& volume : layout_.model.volumes) {
      if (volume.entity != table.entity || table.entity.empty()) continue;
      if (volume.rows <= 0) {
        if (volume.growth_per_year)
          of_a_year = {*volume.growth_per_year, "stated: what comes in a year"};
        continue;
      }
      const Table* per = volume.per.empty() ? nullptr : table_of(layout_, volume.per);
      if (per == nullptr) return {volume.rows, "stated"};
      return {volume.rows * of(*per).rows,
              fmt::format("stated: {} for each of {}", volume.rows, per->name)};
    }
    return of_a_year;
  }

  // The largest of what it belongs to, several times; what rows refer to is not multiplied by.
  Count estimated(const Table& table) {
    if (!table.seeds.empty()) return {20, "assumed: a list of values"};
    double largest = 0;
    std::string parent;
    for (const ForeignKey& key : table.foreign_keys) {
      const Table* target = find_table(layout_, key.table);
      const double rows = target == nullptr || target == &table ? 0 : of(*target).rows;
      if (rows > largest) largest = rows, parent = key.table;
    }
    const bool subtype =
        table.key == Names{"id"} &&
        std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                    [](const ForeignKey& key) { return contains(key.columns, "id"); });
    if (largest == 0) return {assumed, "assumed"};
    if (subtype) return {std::max(1.0, largest / 2), "assumed: half of " + parent};
    return {largest * assumed_per_parent,
            fmt::format("assumed: {} for each of {}", assumed_per_parent, parent)};
  }

  Layout& layout_;
  std::map<std::string, Count> counts_;
};

}  // namespace

model::Statistics volumes(Layout& layout) {
  model::Statistics statistics;
  Counting counting(layout);
  Names unknown;
  for (const Table& table : layout.tables) {
    const Count& count = counting.of(table);
    model::TableStatistics& rows = statistics.tables[{layout.policy.schema, table.name}];
    rows.rows = static_cast<std::uint64_t>(std::llround(count.rows));
    rows.source = count.source;
    if (count.source.starts_with("assumed") && !table.entity.empty() && table.seeds.empty())
      unknown.push_back(fmt::format("{} ({})", table.name, text::thousands(rows.rows)));
  }
  if (!unknown.empty())
    layout.questions.push_back(
        "How many rows will there be? Not said, so assumed: " + text::join(unknown, ", ") + ".");
  return statistics;
}

}  // namespace mimar::design::relational
