#include <algorithm>
#include <map>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "check/tenancy.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

// What a generator makes is unique everywhere, and may as well be declared so.
bool is_generated(const model::Column& column) {
  return column.type.is("uuid") || column.identity || is_integer(column.type) ||
         is_one_of(last_word(column.name), {"uuid", "guid", "token", "hash", "digest", "secret",
                                            "key", "nonce", "code", "id"});
}

bool concerns_values_people_choose(const model::Table& table, const IndexView& index) {
  for (const model::IndexKey& key : index.keys) {
    const model::Column* column = model::find_column(table, key.column);
    if (!column || is_generated(*column) || in_foreign_key(table, column->name)) return false;
  }
  return true;
}

// The tenant columns of each table: an organization's, a project's.
std::map<const model::Table*, std::vector<std::string>> columns_by_table(
    const model::Database& database) {
  std::map<const model::Table*, std::vector<std::string>> tables;
  for (const Tenancy& tenancy : tenant_columns(database))
    for (const model::Table* table : tenancy.with)
      tables[table].push_back(tenancy.column);
  return tables;
}

// A tenant's number as the whole key: one row for each, as in settings.
bool contains_any(const std::vector<std::string>& columns,
                  const std::vector<std::string>& tenants) {
  return std::any_of(tenants.begin(), tenants.end(),
                     [&](const std::string& tenant) { return has_column(columns, tenant); });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const auto tenants = columns_by_table(subject.database);
  for (const model::Table* table : judged_tables(subject.database)) {
    const auto known = tenants.find(table);
    if (known == tenants.end()) continue;
    for (const IndexView& index : index_views(*table)) {
      if (!index.unique || index.primary || !concerns_values_people_choose(*table, index)) continue;
      std::vector<std::string> columns;
      for (const model::IndexKey& key : index.keys)
        columns.push_back(key.column);
      if (contains_any(columns, known->second)) continue;
      const std::string& tenant = known->second.front();
      findings.push_back(finding(
          *table, *index.origin, object_name(*table, columns),
          fmt::format("unique key {} of {} leaves out {}: no two of them can have the same {}",
                      index.name, table->name.text(), tenant, text::join(columns, ", ")),
          no_automatic_fix(fmt::format(
              "if each may have its own, build a unique index over ({}, {}) and drop this one",
              tenant, text::join(columns, ", ")))));
    }
  }
}

}  // namespace

extern const Rule unique_without_tenant_column;
constinit const Rule unique_without_tenant_column{.id = "unique-without-tenant-column",
                                                  .title = "Unique key across all tenants",
                                                  .severity = evidence::Severity::note,
                                                  .maturity = Maturity::preview,
                                                  .documentation = R"md(## What it finds

In tables with a tenant column (`tenant_id`, `organization_id`, `project_id` and the like, in at
least four tables of the schema), unique keys over values that people choose which leave it out.

## Why it matters

The second customer who wants a label, a domain or a name that another one has is refused, and
learns from the error that the other one exists. Widening a unique key later means to rebuild it,
and every ON CONFLICT that names it.

## When to allow it

The value is unique in the world, as a verified domain or a login name is.

## References

- PostgreSQL manual, Constraints: Unique Constraints
)md",
                                                  .check = check};

}  // namespace mimar::check
