#include <algorithm>

#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<PolicyView> all = policies(subject.database);
  for (const model::Table* table : judged_tables(subject.database))
    if (table->row_security && !table->force_row_security &&
        std::any_of(all.begin(), all.end(),
                    [&](const PolicyView& policy) { return policy.table == table; }))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("the policies of {} do not apply to its owner", table->name.text()),
                  {alter_table(*table, "FORCE ROW LEVEL SECURITY"),
                   "functions with SECURITY DEFINER and migrations that run as the owner feel the "
                   "policies from then on"}));
}

}  // namespace

extern const Rule row_security_not_forced;
constinit const Rule row_security_not_forced{
    .id = "row-security-not-forced",
    .title = "Row level security that the owner does not feel",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables with row level security and policies, but without FORCE ROW LEVEL SECURITY. The rule is asked
by the set `regulated` only.

## Why it matters

The owner of a table passes by its policies. Where the application connects as the role that created
the tables, as many do, the policies protect nothing, and every test shows them working for another
role.

## When to allow it

The application connects as a role that owns nothing, and the owner is used for migrations and jobs
over all tenants.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
    .check = check};

}  // namespace mimar::check
