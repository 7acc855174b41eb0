#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// A column that says when the row came to be.
bool tells_creation(const model::Column& column) {
  constexpr std::string_view names[] = {
      "createdat",  "createdon",    "created",     "createdate", "creationdate", "datecreated",
      "insertedat", "creationtime", "createdtime", "createtime", "createddate",  "timecreated"};
  const std::string joined = text::join(words(column.name), "");
  return std::find(std::begin(names), std::end(names), joined) != std::end(names);
}

bool has_creation(const model::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), tells_creation);
}

// Tables of keys alone have no life of their own.
bool only_keys(const model::Table& table) {
  return std::all_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    return in_foreign_key(table, column.name) || is_primary_key(table, column.name);
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  std::vector<const model::Table*> with, without;
  for (const model::Table* table : judged_tables(subject.database)) {
    if (has_creation(*table))
      with.push_back(table);
    else if (!only_keys(*table))
      without.push_back(table);
  }
  if (with.size() < 2 || with.size() <= without.size()) return;  // not a custom of this schema
  for (const model::Table* table : without)
    findings.push_back(finding(
        *table, table->origin, table->name.text(),
        fmt::format("table {} does not record when a row was created, as {} others do",
                    table->name.text(), with.size()),
        {alter_table(*table,
                     "ADD COLUMN created_at timestamp with time zone NOT NULL DEFAULT now()"),
         "rows that exist already get the time of the change; say so, or add the column "
         "nullable"}));
}

}  // namespace

extern const Rule missing_audit_columns;
constinit const Rule missing_audit_columns{
    .id = "missing-audit-columns",
    .title = "Table that breaks the schema's own custom of creation times",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

In a schema where most tables have a creation time (`created_at` and its relatives), the tables that
have none. Tables of keys alone are passed over.

## Why it matters

"Since when?" is the first question of every incident, and it cannot be answered afterwards.
Incremental exports and retention jobs that rely on the column work for every table except these.

## When to allow it

Lookup tables that are part of the release, and tables whose rows carry the time of the event they
describe.

## References

- PostgreSQL manual, CREATE TABLE: DEFAULT; Date/Time Functions: now()
)md",
    .check = check};

}  // namespace mimar::check
