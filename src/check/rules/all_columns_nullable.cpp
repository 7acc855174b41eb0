#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_columns = 5;

std::size_t own_columns(const model::Table& table, bool required) {
  return static_cast<std::size_t>(
      std::count_if(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
        const bool key = table.primary_key && has_column(table.primary_key->columns, column.name);
        return !key && !column.generated && (!required || column.not_null);
      }));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (own_columns(*table, false) >= fewest_columns && own_columns(*table, true) == 0)
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("none of the {} columns of {} beside its key is NOT NULL",
                      own_columns(*table, false), table->name.text()),
          no_automatic_fix("look which columns are never NULL, and declare those NOT NULL")));
}

}  // namespace

extern const Rule all_columns_nullable;
constinit const Rule all_columns_nullable{.id = "all-columns-nullable",
                                          .title = "Table that requires nothing",
                                          .severity = evidence::Severity::note,
                                          .maturity = Maturity::preview,
                                          .documentation = R"md(## What it finds

Tables with at least five columns beside the primary key, none of which is NOT NULL.

## Why it matters

A row of NULLs is accepted, so every reader must expect one. In most tables some columns are always
there; NOT NULL says which, keeps mistakes out and lets the planner simplify.

## When to allow it

The landing place of an import, checked later.

## References

- PostgreSQL manual, Constraints: Not-Null Constraints
)md",
                                          .check = check};

}  // namespace mimar::check
