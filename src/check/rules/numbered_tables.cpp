#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_copies = 3;

// "orders_2023" is "orders" and a number; "" when the name has none at its end.
std::string without_number(const std::string& name) {
  const std::size_t last = name.find_last_not_of("0123456789_");
  if (last == std::string::npos || last + 1 == name.size() || name.back() == '_') return "";
  return name.substr(0, last + 1);
}

bool same_shape(const model::Table& a, const model::Table& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const model::Column& x, const model::Column& y) {
                      return x.name == y.name && x.type == y.type;
                    });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<const model::Table*>> families;
  for (const model::Table* table : judged_tables(subject.database))
    if (const std::string family = without_number(table->name.name);
        !family.empty() && table->inherits.empty())
      families[{table->name.schema, family}].push_back(table);
  for (const auto& [family, tables] : families) {
    std::vector<std::string> names;
    for (const model::Table* table : tables)
      if (same_shape(*table, *tables.front())) names.push_back(table->name.name);
    if (names.size() < fewest_copies) continue;
    findings.push_back(finding(
        *tables.front(), tables.front()->origin, tables.front()->name.text(),
        fmt::format("{} tables have the same columns and differ in the number of their name: {}",
                    names.size(), text::join(names, ", ")),
        no_automatic_fix("make one table of them, partitioned by what the number stands for; "
                         "ATTACH PARTITION takes each as it is")));
  }
}

}  // namespace

extern const Rule numbered_tables;
constinit const Rule numbered_tables{.id = "numbered-tables",
                                     .title = "One table in numbered copies",
                                     .severity = evidence::Severity::warning,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Three or more tables of one schema with the same columns whose names differ only in a number at the
end: `orders_2022`, `orders_2023`, `orders_2024`. Partitions and inherited tables are what the
copies should be, and are not reported.

## Why it matters

A part of the data, usually a year or a customer, lives in the name of the table, where no query can
reach it. Each question over two of them is a UNION that someone must extend, each change is made as
often as there are copies, and each new number needs a migration.

## When to allow it

Numbered tables of a program that manages them itself, such as the shards of a time series store.

## References

- PostgreSQL manual, Table Partitioning
)md",
                                     .check = check};

}  // namespace mimar::check
