#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool names_a_choice(const model::Column& column) {
  return is_one_of(last_word(column.name), {"status", "state", "kind", "level", "priority",
                                            "severity", "gender", "visibility"});
}

// The state beside a city is a part of an address.
bool is_address_part(const model::Table& table, const model::Column& column) {
  if (last_word(column.name) != "state") return false;
  return std::any_of(table.columns.begin(), table.columns.end(), [](const model::Column& other) {
    return is_one_of(last_word(other.name),
                     {"city", "country", "zip", "zipcode", "postcode", "street"});
  });
}

bool is_checked(const model::Table& table, const model::Column& column) {
  return std::any_of(table.checks.begin(), table.checks.end(), [&](const model::Check& check) {
    return mentions(check.expression.sql, column.name);
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_text(column.type) && names_a_choice(column) && !is_checked(*table, column) &&
          !is_address_part(*table, column) && !in_foreign_key(*table, column.name))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format(
                "column {} of {} takes any text, though its name says that few values are meant",
                column.name, table->name.text()),
            no_automatic_fix("list the values that are there, then ADD CHECK (column IN (...)) NOT "
                             "VALID and validate it; or reference a table of values")));
}

}  // namespace

extern const Rule enum_like_text;
constinit const Rule enum_like_text{.id = "enum-like-text",
                                    .title = "Text column for a few fixed values, without a CHECK",
                                    .severity = evidence::Severity::note,
                                    .maturity = Maturity::preview,
                                    .documentation = R"md(## What it finds

Text columns called status, state, kind, level, priority, severity, gender or visibility without a
CHECK, a foreign key or an enum type.

## Why it matters

The database accepts `active`, `Active` and `actve`. The rows with the misspelt value are missing
from every list, and nobody is told. A CHECK documents the values where people look for them.

## When to allow it

The values are defined by another system and change without notice.

## References

- PostgreSQL manual, Constraints: Check Constraints
- PostgreSQL manual, Enumerated Types
)md",
                                    .check = check};

}  // namespace mimar::check
