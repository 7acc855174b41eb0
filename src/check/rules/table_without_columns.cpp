#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool holds_nothing(const model::Table& table) {
  if (!table.inherits.empty()) return false;
  if (table.columns.empty()) return true;
  return table.columns.size() == 1 && table.columns.front().identity &&
         is_primary_key(table, table.columns.front().name);
}

bool is_referenced(const model::Database& database, const model::Table& table) {
  return table.primary_key && referenced(database, table, table.primary_key->columns);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (holds_nothing(*table) && !is_referenced(subject.database, *table))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("table {} has {}", table->name.text(),
                              table->columns.empty()
                                  ? "no columns"
                                  : "nothing but a generated key, which nothing references"),
                  no_automatic_fix("drop it, or give it the columns that it was made for")));
}

}  // namespace

extern const Rule table_without_columns;
constinit const Rule table_without_columns{.id = "table-without-columns",
                                           .title = "Table that holds nothing",
                                           .severity = evidence::Severity::note,
                                           .maturity = Maturity::preview,
                                           .documentation = R"md(## What it finds

Tables without any column, and tables whose only column is a generated key that no foreign key
references.

## Why it matters

It is what remains of a change that was begun and not finished, or of a tool that failed half-way. A
row of it says nothing.

## When to allow it

A table that only counts, or from which others inherit.

## References

- PostgreSQL manual, CREATE TABLE
)md",
                                           .check = check};

}  // namespace mimar::check
