#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool refers_to_large_object(const model::Column& column) {
  return column.type.is("oid") || column.type.name.name == "lo";
}

bool is_looked_after(const model::Database& database, const model::Table& table) {
  const auto triggers = model::all<model::Trigger>(database);
  return std::any_of(triggers.begin(), triggers.end(), [&](const model::Trigger* trigger) {
    return trigger->table == table.name && trigger->function.name == "lo_manage";
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (refers_to_large_object(column) && !is_looked_after(subject.database, *table))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} holds numbers of large objects, which stay when the row goes",
                column.name, table->name.text()),
            no_automatic_fix(
                "store the bytes as bytea, or add the trigger lo_manage and run vacuumlo once")));
}

}  // namespace

extern const Rule large_object_reference;
constinit const Rule large_object_reference{.id = "large-object-reference",
                                            .title = "Column of large object numbers",
                                            .severity = evidence::Severity::warning,
                                            .maturity = Maturity::preview,
                                            .documentation = R"md(## What it finds

Columns of type `oid` (or `lo`) in tables without the trigger lo_manage of the extension lo.

## Why it matters

The number is not a reference: deleting or updating the row leaves the large object behind, for
good, in a catalog table that no ordinary clean-up reaches; and a backup of single tables does not
contain it. Some object-relational mappers choose this type for any byte array or long text without
saying so.

## When to allow it

Values beyond one gigabyte, or reads of pieces of a value; with vacuumlo run regularly. Columns that
keep numbers of the catalog on purpose.

## References

- PostgreSQL manual, Large Objects
- PostgreSQL manual, Additional Supplied Modules: lo, vacuumlo
)md",
                                            .check = check};

}  // namespace mimar::check
