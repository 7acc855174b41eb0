#include <algorithm>

#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool unique_alone(const model::Table& table, const model::Column& column) {
  for (const IndexView& index : index_views(table))
    if (index.unique && !index.predicate && index.keys.size() == 1 &&
        index.keys.front().column == column.name)
      return true;
  return false;
}

// One row for the whole table is a pattern of its own: CHECK (id), CHECK (id = 1).
bool single_row(const model::Table& table, const model::Column& column) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const model::Check& check) {
    return mentions(check.expression.sql, column.name);
  });
}

bool two_rows_collide(const model::Table& table, const model::Column& column) {
  return column.default_value && !column.identity && is_constant(*column.default_value) &&
         unique_alone(table, column) && !single_row(table, column);
}

evidence::Fix fix(const model::Table& table, const model::Column& column) {
  return {alter_table(table, fmt::format("ALTER COLUMN {} DROP DEFAULT",
                                         model::quote_identifier(column.name))),
          "writers that leave the column out must give a value then"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (two_rows_collide(*table, column))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is unique, but its default {} is the same for every row",
                        column.name, table->name.text(), column.default_value->sql),
            fix(*table, column)));
}

}  // namespace

extern const Rule constant_default_on_key;
constinit const Rule constant_default_on_key{.id = "constant-default-on-key",
                                             .title = "Constant default on a unique column",
                                             .severity = evidence::Severity::warning,
                                             .maturity = Maturity::preview,
                                             .documentation = R"md(## What it finds

Columns with a constant default that are a primary key or a unique key by themselves, in tables
without a CHECK on the column.

## Why it matters

The first row that relies on the default is accepted and the second is refused, so the mistake shows
in production, not in the test. Often the default was only there to add the column to a table with
rows.

## When to allow it

The table holds one row by design; a CHECK such as `id = 1` says so, and keeps the rule quiet.

## References

- PostgreSQL manual, Default Values; Unique Constraints
)md",
                                             .check = check};

}  // namespace mimar::check
