#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

evidence::Fix fix(const model::Table& table, const model::Column& column) {
  const std::string name = model::quote_identifier(column.name);
  if (!column.default_value || !is_constant(*column.default_value))
    return no_automatic_fix(
        "decide what NULL stands for, write that, and SET NOT NULL with a default");
  std::string sql =
      fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL;\n", model::quote_name(table.name), name,
                  column.default_value->sql, name);
  return {sql + alter_table(table, fmt::format("ALTER COLUMN {} SET NOT NULL", name)),
          "this takes NULL for the default; on a large table, backfill in batches and add a "
          "validated CHECK (... IS NOT NULL) first"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.type.is("boolean") && !column.not_null && !column.generated)
        findings.push_back(finding(*table, column.origin, object_name(*table, column.name),
                                   fmt::format("column {} of {} is a boolean that may also be NULL",
                                               column.name, table->name.text()),
                                   fix(*table, column)));
}

}  // namespace

extern const Rule nullable_boolean;
constinit const Rule nullable_boolean{.id = "nullable-boolean",
                                      .title = "Boolean with three values",
                                      .severity = evidence::Severity::note,
                                      .maturity = Maturity::preview,
                                      .documentation = R"md(## What it finds

Columns of type `boolean` that are not declared NOT NULL.

## Why it matters

`WHERE NOT flag` leaves out the rows where the flag is unknown, `flag = false` does too, and a CHECK
passes for them. Two answers turn into three in every report.

## When to allow it

The third value has a meaning (not answered yet) that all readers know.

## References

- PostgreSQL manual, Boolean Type; Comparison Functions and Operators
)md",
                                      .check = check,
                                      .custom = true};

}  // namespace mimar::check
