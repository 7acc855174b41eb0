#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (table->unlogged && !table->foreign_keys.empty())
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("table {} is emptied by a crash, though it holds rows that belong to {}",
                      table->name.text(), table->foreign_keys.front().referenced_table.text()),
          evidence::Fix{alter_table(*table, "SET LOGGED"),
                        "this rewrites the table and writes all of it to the WAL"}));
}

}  // namespace

extern const Rule unlogged_table_with_foreign_keys;
constinit const Rule unlogged_table_with_foreign_keys{
    .id = "unlogged-table-with-foreign-keys",
    .title = "Unlogged table that holds references",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables declared UNLOGGED that have a foreign key.

## Why it matters

An unlogged table is truncated after a crash, is empty on every replica and missing from a backup
that is restored to a point in time. What is tied to other tables by foreign keys is rarely data
that may vanish without a word.

## When to allow it

A cache, a queue or an intermediate result that is computed again at start.

## References

- PostgreSQL manual, CREATE TABLE: UNLOGGED
)md",
    .check = check};

}  // namespace mimar::check
