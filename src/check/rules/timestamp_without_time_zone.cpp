#include "check/fix.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

evidence::Fix fix(const model::Table& table, const model::Column& column) {
  if (table.partition_by || column.generated)
    return no_automatic_fix("add a new timestamptz column, backfill it and let the readers move");
  std::string type = "timestamp";
  if (!column.type.modifiers.empty()) type += "(" + std::to_string(column.type.modifiers[0]) + ")";
  const std::string name = model::quote_identifier(column.name);
  return {set_type(table, column, type + " with time zone USING " + name + " AT TIME ZONE 'UTC'"),
          "this takes the stored values as UTC; put the zone they were written in there. " +
              std::string(rewrites_table)};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.type.is("timestamp without time zone"))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} stores a date and time without saying where it was that late",
                column.name, table->name.text()),
            fix(*table, column)));
}

}  // namespace

extern const Rule timestamp_without_time_zone;
constinit const Rule timestamp_without_time_zone{
    .id = "timestamp-without-time-zone",
    .title = "Timestamp without time zone",
    .severity = evidence::Severity::note,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Columns of type `timestamp` (without time zone).

## Why it matters

Such a column holds what a clock on some wall showed, not a moment. `now()` is converted into it by the time zone of the
session, so two sessions with different settings write different values for the same moment; differences between values are
wrong across a change to or from summer time; and a comparison with a timestamptz value depends on who asks. `timestamptz` takes
the same eight bytes and stores the moment itself.

## When to allow it

The value is a wall clock on purpose: opening hours, the local time of a flight beside its airport, an appointment that must
stay at nine o'clock when the law changes the zone. Or every writer is known to use UTC and all readers know it.

## References

- PostgreSQL manual, Date/Time Types: Time Stamps; Time Zones
- PostgreSQL wiki, Don't Do This: Date/Time storage
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || a.attname
  FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
   AND a.atttypid = 'timestamp'::regtype)sql",
    .check = check};

}  // namespace mimar::check
