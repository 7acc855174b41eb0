#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool names_a_moment(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (parts.empty()) return false;
  if (is_one_of(parts.back(), {"timestamp", "datetime"})) return true;
  if (parts.size() == 1)
    return is_one_of(parts.back(), {"created", "updated", "deleted", "modified", "expires"});
  if (is_one_of(parts.back(), {"created", "updated", "deleted", "modified", "expires"}))
    return true;
  return parts.back() == "at" &&
         is_one_of(parts[parts.size() - 2],
                   {"created", "updated", "deleted", "modified", "started", "finished", "expires",
                    "expired", "sent", "published", "archived", "completed", "ended", "edited",
                    "merged", "closed"});
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if ((column.type.is("bigint") || column.type.is("integer")) && names_a_moment(column) &&
          !in_foreign_key(*table, column.name) && !is_primary_key(*table, column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} holds points in time as {}{}", column.name, table->name.text(),
                model::to_sql(column.type),
                column.type.is("integer") ? ", which ends in 2038 when it counts seconds" : ""),
            no_automatic_fix("find out the unit, then ALTER COLUMN ... TYPE timestamptz USING "
                             "to_timestamp(column) for seconds, to_timestamp(column / 1000.0) for "
                             "milliseconds")));
}

}  // namespace

extern const Rule time_as_integer;
constinit const Rule time_as_integer{.id = "time-as-integer",
                                     .title = "Point in time stored as a number",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Columns of type `integer` or `bigint` called like a moment: `created`, `updated_at`,
`event_timestamp`.

## Why it matters

Nobody can read the value, the unit is not part of the schema (seconds and milliseconds look alike
until they are mixed), date functions, BRIN and partitions by month need a conversion, and an
`integer` of seconds ends on 19 January 2038.

## When to allow it

The number comes from a protocol that defines it, or several programs exchange it as it is.

## References

- PostgreSQL manual, Date/Time Types
- PostgreSQL manual, Data Type Formatting Functions: to_timestamp
)md",
                                     .check = check,
                                     .custom = true};

}  // namespace mimar::check
