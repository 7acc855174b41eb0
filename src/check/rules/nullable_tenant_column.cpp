#include "check/fix.h"
#include "check/subject.h"
#include "check/tenancy.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_strays = 4;  // one that may be NULL for this many tables

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const Tenancy& tenancy : tenancies(subject.database)) {
    std::vector<std::pair<const model::Table*, const model::Column*>> loose;
    for (const model::Table* table : tenancy.with)
      if (const model::Column* column = model::find_column(*table, tenancy.column);
          !column->not_null)
        loose.push_back({table, column});
    if (loose.size() * most_strays > tenancy.with.size()) continue;  // no custom to hold them to
    for (const auto& [table, column] : loose)
      findings.push_back(finding(
          *table, column->origin, object_name(*table, column->name),
          fmt::format("column {} of {} may be NULL, while {} other tables of the schema require it",
                      column->name, table->name.text(), tenancy.with.size() - loose.size()),
          {alter_table(*table, fmt::format("ALTER COLUMN {} SET NOT NULL",
                                           model::quote_identifier(column->name))),
           "backfill the rows without one first; on a large table in use, add CHECK (... IS NOT "
           "NULL) NOT VALID, validate it, then SET NOT NULL, which needs no scan then"}));
  }
}

}  // namespace

extern const Rule nullable_tenant_column;
constinit const Rule nullable_tenant_column{.id = "nullable-tenant-column",
                                            .title = "Tenant column that may be NULL",
                                            .severity = evidence::Severity::note,
                                            .maturity = Maturity::preview,
                                            .documentation = R"md(## What it finds

Tables in which the column that says whose row it is (`tenant_id`, `organization_id`, `project_id`
and the like, in at least four tables and in at least half of the schema) may be NULL, while at
least three quarters of these tables require it.

## Why it matters

A row without a tenant belongs to nobody: it is in no list, no export and no deletion of a
customer's data, policies of row level security hide it from everybody or show it to everybody, and
joins by tenant lose it.

## When to allow it

NULL has a meaning, such as a template that all tenants share, and every query knows it.

## References

- PostgreSQL manual, Constraints: Not-Null Constraints
- PostgreSQL manual, Row Security Policies
)md",
                                            .check = check};

}  // namespace mimar::check
