#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool is_moment(const model::DataType& type) {
  return is_timestamp(type) || type.is("time without time zone") || type.is("time with time zone");
}

// 'now' is computed when the default is stored; what the catalog holds then has fractions of a
// second that nobody types.
bool has_frozen(const model::Column& column) {
  if (!column.default_value || !is_moment(column.type)) return false;
  const std::string value = text::lower(bare(*column.default_value));
  if (is_one_of(value, {"'now'", "'today'", "'tomorrow'", "'yesterday'"})) return true;
  const std::size_t dot = value.rfind('.');
  return is_constant(*column.default_value) && value.find('\'') == 0 && dot != std::string::npos &&
         value.find(':') < dot && value.size() > dot + 4;
}

evidence::Fix fix(const model::Table& table, const model::Column& column) {
  const char* value = column.type.is("date") ? "CURRENT_DATE" : "now()";
  return {alter_table(table, fmt::format("ALTER COLUMN {} SET DEFAULT {}",
                                         model::quote_identifier(column.name), value)),
          "rows that were written with the frozen value keep it"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (has_frozen(column))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("the default of column {} of {} is the moment at which it was created",
                        column.name, table->name.text()),
            fix(*table, column)));
}

}  // namespace

extern const Rule frozen_now_default;
constinit const Rule frozen_now_default{.id = "frozen-now-default",
                                        .title = "Default that froze when it was written",
                                        .severity = evidence::Severity::warning,
                                        .maturity = Maturity::preview,
                                        .documentation = R"md(## What it finds

Columns for dates and times whose default is one of the words `'now'`, `'today'`, `'tomorrow'` and
`'yesterday'`, or a constant with fractions of a second, which is what the catalog keeps of them.

## Why it matters

A literal is converted once, when the default is defined. Every row written later gets the moment of
the migration instead of its own, and nothing looks wrong on the day of the test.

## When to allow it

Never for these words; a constant date as default is fine and not reported.

## References

- PostgreSQL manual, Date/Time Types: Special Values
)md",
                                        .check = check};

}  // namespace mimar::check
