#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"

namespace mimar::check {
namespace {

bool blocks(const model::DataType& type) {
  for (const char* name : {"regcollation", "regconfig", "regdictionary", "regnamespace", "regoper",
                           "regoperator", "regproc", "regprocedure"})
    if (type.name.schema.empty() && type.name.name == name) return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (blocks(column.type))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is {}: pg_upgrade refuses a cluster that stores it",
                        column.name, table->name.text(), model::to_sql(column.type)),
            column.default_value || column.generated
                ? no_automatic_fix(
                      "store the name as text; the cast to the type is made when it is needed")
                : change_type(subject, *table, column, "text", rewrites_table)));
}

}  // namespace

extern const Rule type_that_blocks_upgrade;
constinit const Rule type_that_blocks_upgrade{.id = "type-that-blocks-upgrade",
                                              .title = "Type that pg_upgrade refuses",
                                              .severity = evidence::Severity::warning,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Columns of the object identifier types `regproc`, `regprocedure`, `regoper`, `regoperator`,
`regconfig`, `regdictionary`, `regnamespace` and `regcollation`.

## Why it matters

Such a column stores the number that an object of the catalog has in this cluster. After an upgrade
the object has another number, so pg_upgrade stops before it begins. `regclass`, `regtype` and
`regrole` keep their numbers and are allowed.

## When to allow it

The table can be dropped before each upgrade.

## References

- PostgreSQL manual, pg_upgrade: Notes
- PostgreSQL manual, Object Identifier Types
)md",
                                              .check = check};

}  // namespace mimar::check
