#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

// is_active, has_children, can_edit: questions with two answers.
bool asks_yes_or_no(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  return parts.size() > 1 && is_one_of(parts.front(), {"is", "has", "can", "should", "was"});
}

bool holds_one_sign(const model::Column& column) {
  if (column.type.is("character") || column.type.is("character varying"))
    return column.type.modifiers == std::vector<int>{1} ||
           (column.type.is("character") && column.type.modifiers.empty());
  return column.type.is("smallint") || column.type.is("integer");
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  if (is_text(column.type) || column.default_value)
    return no_automatic_fix(
        "find out which values stand for yes, then ALTER COLUMN ... TYPE boolean USING (column = "
        "that value)");
  const std::string name = model::quote_identifier(column.name);
  return change_type(subject, table, column, fmt::format("boolean USING ({} <> 0)", name),
                     rewrites_table);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (asks_yes_or_no(column) && holds_one_sign(column) && !in_foreign_key(*table, column.name))
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} answers yes or no as {}", column.name,
                                table->name.text(), model::to_sql(column.type)),
                    fix(subject, *table, column)));
}

}  // namespace

extern const Rule boolean_as_number;
constinit const Rule boolean_as_number{.id = "boolean-as-number",
                                       .title = "Yes or no stored as a number or letter",
                                       .severity = evidence::Severity::note,
                                       .maturity = Maturity::preview,
                                       .documentation = R"md(## What it finds

Columns named like a question (`is_active`, `has_children`, `can_edit`) of type `smallint`,
`integer` or `char(1)`, outside of foreign keys.

## Why it matters

Nothing stops a 2, a 7 or an `N` where others wrote `n`; every reader has to know which values mean
yes, and partial indexes and CHECKs must repeat it. `boolean` takes one byte, says what it holds,
and can be asked directly.

## When to allow it

The schema is shared with a database system without booleans, or the number is a counter after all.

## References

- PostgreSQL manual, Boolean Type
)md",
                                       .check = check};

}  // namespace mimar::check
