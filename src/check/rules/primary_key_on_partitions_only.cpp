#include "base/text.h"
#include "check/fix.h"
#include "check/partition_keys.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

evidence::Fix fix(const model::Table& table, const std::vector<std::string>& columns) {
  for (const model::Column& column : table.columns)
    if (mentions(table.partition_by->sql, column.name) && !has_column(columns, column.name))
      return no_automatic_fix("a primary key of the whole table has to contain " + column.name +
                              ", by which it is partitioned");
  return {alter_table(table, "ADD PRIMARY KEY (" + model::quote_list(columns) + ")"),
          "the keys of the partitions become parts of it; nothing is built anew"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::vector<std::string> columns = key_of_all_partitions(subject.database, *table);
    if (columns.empty()) continue;
    findings.push_back(finding(
        *table, table->origin, table->name.text(),
        fmt::format("the partitions of {} have primary keys on ({}), the table itself has none",
                    table->name.text(), text::join(columns, ", ")),
        fix(*table, columns)));
  }
}

}  // namespace

extern const Rule primary_key_on_partitions_only;
constinit const Rule primary_key_on_partitions_only{
    .id = "primary-key-on-partitions-only",
    .title = "Primary key on the partitions, none on the partitioned table",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Partitioned tables without a primary key whose partitions all have one, on the same columns.

## Why it matters

Each key holds inside its partition only, and the next partition comes without one. Nothing can
reference the table, and tools that look for the key of the table find none.

## When to allow it

The partitions are attached from elsewhere, and their key lacks the column of the partitioning.

## References

- PostgreSQL manual, Table Partitioning: Limitations
)md",
    .check = check};

}  // namespace mimar::check
