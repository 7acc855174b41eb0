#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/tenancy.h"

namespace mimar::check {
namespace {

constexpr std::string_view shared[] = {
    "user",        "users",     "account",       "accounts",   "session",   "sessions",
    "template",    "templates", "migration",     "migrations", "setting",   "settings",
    "config",      "configs",   "configuration", "country",    "countries", "currency",
    "currencies",  "language",  "languages",     "plan",       "plans",     "permission",
    "permissions", "feature",   "features",      "flag",       "flags",     "lock",
    "locks",       "version",   "versions"};

// Reference data and the program's own tables belong to everybody.
bool is_shared(const model::Table& table) {
  const std::vector<std::string> parts = words(table.name.name);
  return std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return std::find(std::begin(shared), std::end(shared), part) != std::end(shared);
  });
}

// A foreign key to a table with the column leads to the tenant.
bool leads_to_tenant(const model::Table& table, const Tenancy& tenancy) {
  return std::any_of(
      table.foreign_keys.begin(), table.foreign_keys.end(), [&](const model::ForeignKey& key) {
        return std::any_of(tenancy.with.begin(), tenancy.with.end(), [&](const model::Table* with) {
          return with->name == key.referenced_table;
        });
      });
}

// What others with the column point at lies above the tenants, as a plan or an organization does.
bool is_above(const model::Database& database, const model::Table& table) {
  return table.primary_key && referenced(database, table, table.primary_key->columns);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const Tenancy& tenancy : tenancies(subject.database))
    for (const model::Table* table : tenancy.without)
      if (!is_shared(*table) && !leads_to_tenant(*table, tenancy) &&
          !is_above(subject.database, *table))
        findings.push_back(finding(
            *table, table->origin, table->name.text(),
            fmt::format(
                "table {} has no {} and no foreign key to one of the {} tables that have it",
                table->name.text(), tenancy.column, tenancy.with.size()),
            no_automatic_fix("add the column, backfill it and make it NOT NULL; or, when its rows "
                             "belong to everybody, allow it with that reason")));
}

}  // namespace

extern const Rule table_without_tenant_column;
constinit const Rule table_without_tenant_column{
    .id = "table-without-tenant-column",
    .title = "Table without the tenant column that the others have",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

In a schema where at least half of the tables say by a column whose row it is (`tenant_id`,
`organization_id`, `project_id` and the like), the tables that have neither the column nor a foreign
key to a table with it. Tables of users, settings, migrations and reference data are passed over,
and so are those that other tables reference. The rule is asked by the set `regulated` only.

## Why it matters

Nothing in such a table says whose data it holds. It is forgotten when a customer is exported or
deleted, and no policy can protect it.

## When to allow it

Data that all tenants share; users who belong to several tenants.

## References

- PostgreSQL manual, Row Security Policies
)md",
    .check = check};

}  // namespace mimar::check
