#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (column.type.is("time with time zone"))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} is timetz: a time of day with an offset but no date to tell which",
                column.name, table->name.text()),
            change_type(subject, *table, column, "time without time zone",
                        "the offset is dropped; where moments are meant, use timestamptz. " +
                            std::string(rewrites_table))));
}

}  // namespace

extern const Rule time_with_time_zone;
constinit const Rule time_with_time_zone{
    .id = "time-with-time-zone",
    .title = "Time of day with a time zone",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Columns of type `timetz` (`time with time zone`).

## Why it matters

The offset of a zone depends on the date, and the type has none. A shop that opens at nine in Paris
opens at 09:00+01 in winter and 09:00+02 in summer; the column can hold only one of them and is
wrong for half of the year. PostgreSQL has the type because the SQL standard asks for it, and its
manual advises against it.

## When to allow it

Never in a new schema. Store a `time` and the name of the zone, or a `timestamptz`.

## References

- PostgreSQL manual, Date/Time Types: Time Zones
- PostgreSQL wiki, Don't Do This: timetz
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || a.attname
  FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
   AND a.atttypid = 'timetz'::regtype)sql",
    .check = check};

}  // namespace mimar::check
