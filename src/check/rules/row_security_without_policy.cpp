#include <algorithm>

#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<PolicyView> all = policies(subject.database);
  for (const model::Table* table : judged_tables(subject.database))
    if (table->row_security && std::none_of(all.begin(), all.end(), [&](const PolicyView& policy) {
          return policy.permissive && policy.table == table;
        }))
      findings.push_back(
          finding(*table, table->origin, table->name.text(),
                  fmt::format("row level security is on for {}, but no permissive policy lets "
                              "anybody but the owner see a row",
                              table->name.text()),
                  no_automatic_fix("write a policy for each role that is to see rows; or revoke "
                                   "the table from them, which says the same openly")));
}

}  // namespace

extern const Rule row_security_without_policy;
constinit const Rule row_security_without_policy{.id = "row-security-without-policy",
                                                 .title = "Row level security without a policy",
                                                 .severity = evidence::Severity::note,
                                                 .maturity = Maturity::preview,
                                                 .documentation = R"md(## What it finds

Tables with row level security enabled and no permissive policy.

## Why it matters

Without a policy every row is hidden from everybody but the owner and roles with BYPASSRLS. Queries
do not fail, they find nothing; that is easily taken for an empty table.

## When to allow it

The table is meant for the owner alone, and the policy-less state is the lock.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
                                                 .check = check};

}  // namespace mimar::check
