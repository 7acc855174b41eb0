#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/tenancy.h"

namespace mimar::check {
namespace {

bool any_index_leads_with(const model::Table& table, const std::string& column) {
  for (const IndexView& index : index_views(table))
    if (index.valid && !index.keys.empty() && index.keys.front().column == column) return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const Tenancy& tenancy : tenancies(subject.database))
    for (const model::Table* table : tenancy.with)
      if (!in_foreign_key(*table, tenancy.column) && !any_index_leads_with(*table, tenancy.column))
        findings.push_back(
            finding(*table, model::find_column(*table, tenancy.column)->origin,
                    object_name(*table, tenancy.column),
                    fmt::format("no index of {} starts with {}, by which every tenant asks",
                                table->name.text(), tenancy.column),
                    {create_index_on(*table, {tenancy.column}, names),
                     std::string(build_concurrently) +
                         "; better, put it in front of the column that the queries sort by"}));
}

}  // namespace

extern const Rule tenant_column_without_index;
constinit const Rule tenant_column_without_index{.id = "tenant-column-without-index",
                                                 .title = "Tenant column that no index starts with",
                                                 .severity = evidence::Severity::note,
                                                 .maturity = Maturity::preview,
                                                 .documentation = R"md(## What it finds

Tables with the tenant column of the schema where the column is no foreign key (then
foreign-key-without-index speaks) and no valid index has it as its first key.

## Why it matters

Almost every query of a shared schema asks for the rows of one tenant. Without such an index each of
them reads the rows of all tenants, and the export or deletion of one customer scans every table.

## When to allow it

A table that stays small, or whose queries all come by another key.

## References

- PostgreSQL manual, Indexes: Multicolumn Indexes
)md",
                                                 .check = check};

}  // namespace mimar::check
