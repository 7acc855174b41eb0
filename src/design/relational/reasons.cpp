#include "design/relational/reasons.h"

#include <fmt/core.h>

namespace mimar::design::relational {

void tell_reasons(Layout& layout) {
  std::vector<Reason> reasons;
  const auto tell = [&](std::string choice, const std::string& why) {
    if (!why.empty()) reasons.push_back({std::move(choice), why});
  };
  for (const Table& table : layout.tables) {
    tell("table " + table.name, table.why);
    for (const Column& column : table.columns)
      tell(fmt::format("{}.{} {}", table.name, column.name, column.type), column.why);
    for (const Unique& unique : table.uniques)
      tell(fmt::format("{} UNIQUE ({})", table.name, listed(unique.columns)), unique.why);
    for (const Check& check : table.checks)
      tell(fmt::format("{} CHECK ({})", table.name, check.expression), check.why);
    for (const Exclusion& exclusion : table.exclusions)
      tell(fmt::format("{} EXCLUDE {}", table.name, exclusion.body), exclusion.why);
    for (const ForeignKey& key : table.foreign_keys)
      tell(fmt::format("{} ({}) to {} ON DELETE {}", table.name, listed(key.columns), key.table,
                       key.on_delete),
           key.why);
    for (const Index& index : table.indexes)
      tell("index " + index.name, index.why);
    for (const Guard& guard : table.guards)
      tell("trigger " + guard.name, guard.why);
  }
  layout.reasons.insert(layout.reasons.begin(), reasons.begin(), reasons.end());
}

}  // namespace mimar::design::relational
