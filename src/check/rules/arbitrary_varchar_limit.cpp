#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool is_habit(const model::Column& column) {
  return column.type.is("character varying") && !column.type.modifiers.empty() &&
         is_one_of(std::to_string(column.type.modifiers[0]), {"191", "250", "254", "255", "256"});
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  return change_type(subject, table, column, "text", "lifting a limit changes the catalog only");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_habit(column))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} is limited to {} characters by a habit of other database systems",
                column.name, table->name.text(), column.type.modifiers[0]),
            fix(subject, *table, column)));
}

}  // namespace

extern const Rule arbitrary_varchar_limit;
constinit const Rule arbitrary_varchar_limit{.id = "arbitrary-varchar-limit",
                                             .title = "varchar(255) out of habit",
                                             .severity = evidence::Severity::note,
                                             .maturity = Maturity::preview,
                                             .documentation = R"md(## What it finds

Columns of type `varchar(255)` and its neighbours (191, 250, 254, 256).

## Why it matters

The numbers come from limits of other systems. PostgreSQL stores `text` the same way, so they save
nothing, document nothing, and each must be found and lifted one day.

## When to allow it

The number is the real limit of what the column holds; or the schema is shared with the system that
needs it.

## References

- PostgreSQL manual, Character Types
- PostgreSQL wiki, Don't Do This: varchar(n) by default
)md",
                                             .check = check,
                                             .custom = true};

}  // namespace mimar::check
