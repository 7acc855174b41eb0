#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

using Place = std::pair<const model::Table*, const model::Column*>;

struct Moments {
  std::vector<Place> without_zone;  // in the order of tables and columns
  std::size_t with_zone = 0;
};

std::map<std::string, Moments> moments_by_schema(const model::Database& database) {
  std::map<std::string, Moments> schemas;
  for (const model::Table* table : judged_tables(database))
    for (const model::Column& column : table->columns) {
      Moments& moments = schemas[table->name.schema];
      if (column.type.is("timestamp with time zone")) ++moments.with_zone;
      if (column.type.is("timestamp without time zone"))
        moments.without_zone.push_back({table, &column});
    }
  return schemas;
}

// birth_date, date_of_birth, birthday: a day, which no time of day and no zone shall move.
bool is_a_day(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return is_one_of(part, {"birth", "birthday", "birthdate", "dob"});
  });
}

evidence::Fix fix(const Subject& subject, const Place& place) {
  const auto& [table, column] = place;
  if (is_a_day(*column) && !column->generated)
    return change_type(subject, *table, *column, "date",
                       "what the values have of a time of day is cut off; look for it first. " +
                           std::string(rewrites_table));
  if (column->generated)
    return no_automatic_fix("add a new timestamptz column, backfill it and let the readers move");
  std::string type = "timestamp";
  if (!column->type.modifiers.empty()) type += fmt::format("({})", column->type.modifiers[0]);
  type += fmt::format(" with time zone USING {} AT TIME ZONE 'UTC'",
                      model::quote_identifier(column->name));
  return change_type(subject, *table, *column, type,
                     "this takes the stored values as UTC; put the zone they were written in "
                     "there. " +
                         std::string(rewrites_table));
}

void report_each(const Subject& subject, const Moments& moments,
                 std::vector<evidence::Finding>& findings) {
  for (const Place& place : moments.without_zone) {
    const auto& [table, column] = place;
    std::string message = fmt::format("column {} of {} is timestamp without time zone",
                                      column->name, table->name.text());
    if (is_a_day(*column))
      message += ", and what it holds is a day: a date";
    else if (moments.with_zone > 0)
      message += fmt::format(", while {} of its schema {} the zone",
                             text::count(moments.with_zone, "column"),
                             moments.with_zone == 1 ? "keeps" : "keep");
    findings.push_back(finding(*table, column->origin, object_name(*table, column->name), message,
                               fix(subject, place)));
  }
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const auto& [schema, moments] : moments_by_schema(subject.database))
    report_each(subject, moments, findings);
}

}  // namespace

extern const Rule timestamp_without_time_zone;
constinit const Rule timestamp_without_time_zone{.id = "timestamp-without-time-zone",
                                                 .title = "Timestamp without time zone",
                                                 .severity = evidence::Severity::warning,
                                                 .maturity = Maturity::stable,
                                                 .documentation = R"md(## What it finds

Columns of type `timestamp` (without time zone). Where they are the custom of the whole schema, the
recommended set speaks of all of them in one finding; the strict set names each. Of a day of birth the
fix makes a `date`.

## Why it matters

Such a column holds what a clock on some wall showed, not a moment. `now()` is converted into it by
the time zone of the session, so two sessions with different settings write different values for the
same moment; differences between values are wrong across a change to or from summer time; and a
comparison with a timestamptz value depends on who asks. `timestamptz` takes the same eight bytes
and stores the moment itself.

## When to allow it

The value is a wall clock on purpose: opening hours, the local time of a flight beside its airport,
an appointment that must stay at nine o'clock when the law changes the zone. Or every writer is
known to use UTC and all readers know it.

## References

- PostgreSQL manual, Date/Time Types: Time Stamps; Time Zones
- PostgreSQL wiki, Don't Do This: Date/Time storage
)md",
                                                 .check = check,
                                                 .custom = true};

}  // namespace mimar::check
