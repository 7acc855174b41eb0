#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<PolicyView> all = policies(subject.database);
  for (const model::Table* table : judged_tables(subject.database)) {
    const auto count = std::count_if(
        all.begin(), all.end(), [&](const PolicyView& policy) { return policy.table == table; });
    if (table->row_security || count == 0) continue;
    findings.push_back(
        finding(*table, table->origin, table->name.text(),
                fmt::format("{} on {} {} nothing: row level security is off",
                            text::count(static_cast<std::size_t>(count), "policy", "policies"),
                            table->name.text(), count == 1 ? "does" : "do"),
                {alter_table(*table, "ENABLE ROW LEVEL SECURITY"),
                 "from then on, roles that no policy speaks of see no rows"}));
  }
}

}  // namespace

extern const Rule policy_without_row_security;
constinit const Rule policy_without_row_security{
    .id = "policy-without-row-security",
    .title = "Policy on a table without row level security",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables with at least one policy on which row level security is not enabled.

## Why it matters

PostgreSQL accepts policies on any table and applies them only after ENABLE ROW LEVEL SECURITY.
Until then everybody with SELECT reads every row, while the schema looks protected.

## When to allow it

Policies are prepared by one migration and switched on by the next.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
    .check = check};

}  // namespace mimar::check
