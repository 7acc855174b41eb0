#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

const model::Column* repeated(const model::Table& table, const model::Check& check) {
  const std::string condition = text::lower(bare(check.expression));
  for (const model::Column& column : table.columns) {
    const std::string name = text::lower(column.name);
    if (column.not_null &&
        (condition == name + " is not null" || condition == '"' + name + "\" is not null"))
      return &column;
  }
  return nullptr;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Check& one : table->checks)
      if (const model::Column* column = repeated(*table, one))
        findings.push_back(
            finding(*table, one.origin, object_name(*table, one.name),
                    fmt::format("CHECK {} of {} says of {} what its NOT NULL says already",
                                one.name, table->name.text(), column->name),
                    {drop_constraint(*table, one.name), ""}));
}

}  // namespace

extern const Rule check_that_repeats_not_null;
constinit const Rule check_that_repeats_not_null{
    .id = "check-that-repeats-not-null",
    .title = "CHECK that a NOT NULL column is not NULL",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

CHECK constraints of the form `column IS NOT NULL` over columns that are declared NOT NULL.

## Why it matters

The constraint is usually the scaffold of a migration that made the column NOT NULL without a long
lock, and was forgotten. Each write evaluates it, and dropping NOT NULL later does not have the
effect that one expects.

## When to allow it

Between the two steps of such a migration.

## References

- PostgreSQL manual, ALTER TABLE: SET NOT NULL
)md",
    .check = check};

}  // namespace mimar::check
