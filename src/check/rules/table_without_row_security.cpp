#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (!table->row_security)
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("row level security is off for {}: privileges alone decide who sees its rows",
                      table->name.text()),
          no_automatic_fix("write its policies, then ENABLE and FORCE ROW LEVEL SECURITY")));
}

}  // namespace

extern const Rule table_without_row_security;
constinit const Rule table_without_row_security{.id = "table-without-row-security",
                                                .title = "Table without row level security",
                                                .severity = evidence::Severity::note,
                                                .maturity = Maturity::preview,
                                                .documentation = R"md(## What it finds

Tables on which row level security is not enabled. The rule is asked by the set `regulated` only.

## Why it matters

Where several customers share tables, or clients reach the database through an API, one forgotten
WHERE shows everything. A policy on every table is the rule that holds whatever the program does.

## When to allow it

Tables without personal data, in schemas that no client reaches.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
                                                .check = check};

}  // namespace mimar::check
