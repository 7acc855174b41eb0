#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool names_a_moment(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2) return false;
  if (parts.back() == "at")
    return is_one_of(parts[parts.size() - 2],
                     {"created", "updated", "deleted", "modified", "started", "finished", "expires",
                      "expired", "sent", "published", "archived", "completed", "ended", "inserted",
                      "received", "confirmed", "cancelled", "canceled"});
  return is_one_of(parts.back(), {"date", "timestamp", "datetime"});
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_text(column.type) && names_a_moment(column) && !column.generated)
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} holds points in time as {}", column.name,
                                table->name.text(), model::to_sql(column.type)),
                    no_automatic_fix("check that every value parses, then ALTER COLUMN ... TYPE "
                                     "timestamptz USING column::timestamptz; on a large table in "
                                     "use, add a new column, backfill it and swap")));
}

}  // namespace

extern const Rule time_as_text;
constinit const Rule time_as_text{.id = "time-as-text",
                                  .title = "Point in time stored as text",
                                  .severity = evidence::Severity::warning,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Text columns called like a moment: `created_at` and its kin, or names that end in `date`,
`timestamp` or `datetime`.

## Why it matters

Text takes any value, so `31.02.2024`, `soon` and three formats for one day end up side by side. It
sorts by letters, compares without time zones, takes two to four times the space, and every range
condition needs a cast that the index does not know.

## When to allow it

Dates that are not days of a calendar (`circa 1640`, `spring 2021`), or raw input kept beside its
parsed value.

## References

- PostgreSQL manual, Date/Time Types
)md",
                                  .check = check};

}  // namespace mimar::check
