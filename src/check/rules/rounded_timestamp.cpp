#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"

namespace mimar::check {
namespace {

bool rounds(const model::Column& column) {
  const bool clock =
      column.type.is("timestamp with time zone") || column.type.is("timestamp without time zone");
  return clock && column.type.modifiers == std::vector<int>{0};
}

evidence::Fix fix(const Subject& subject, const model::Table& table, const model::Column& column) {
  return change_type(
      subject, table, column, column.type.name.name,
      "a higher precision changes the catalog only; use date_trunc where readers want seconds");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (rounds(column))
        findings.push_back(
            finding(*table, column.origin, object_name(*table, column.name),
                    fmt::format("column {} of {} rounds to whole seconds, up as well as down",
                                column.name, table->name.text()),
                    fix(subject, *table, column)));
}

}  // namespace

extern const Rule rounded_timestamp;
constinit const Rule rounded_timestamp{.id = "rounded-timestamp",
                                       .title = "Timestamp that rounds to seconds",
                                       .severity = evidence::Severity::note,
                                       .maturity = Maturity::preview,
                                       .documentation = R"md(## What it finds

Columns of type `timestamp(0)` or `timestamptz(0)`.

## Why it matters

The value is rounded, not cut: half a second before midnight becomes tomorrow, and a row can be
created half a second after it was read. Events within one second lose their order.

## When to allow it

The source has no fractions anyway and the precision documents it.

## References

- PostgreSQL wiki, Don't Do This: timestamp(0) or timestamptz(0)
)md",
                                       .check = check};

}  // namespace mimar::check
