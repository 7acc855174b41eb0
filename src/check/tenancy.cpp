#include "check/tenancy.h"

#include <algorithm>
#include <map>

#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

constexpr std::size_t fewest_tables = 4;

using Tables = std::vector<const model::Table*>;

// tenant_id, organizationId, workspace_uuid; also tenant_space_id, which ends like one.
bool names_a_tenant(const model::Column& column) {
  const std::vector<std::string> parts = words(column.name);
  if (parts.size() < 2 || !is_one_of(parts.back(), {"id", "uuid"})) return false;
  return is_one_of(parts[parts.size() - 2],
                   {"tenant", "org", "organization", "organisation", "workspace", "account",
                    "company", "project", "team", "merchant", "realm", "zone", "site", "space"});
}

// "organizations" is where organization_id points: it has no such column and needs none.
bool is_tenants_own(const Tables& tables, const model::Table& table, const std::string& column) {
  for (const model::Table* other : tables)
    for (const model::ForeignKey& key : other->foreign_keys)
      if (key.columns == std::vector<std::string>{column} && key.referenced_table == table.name)
        return true;
  std::vector<std::string> parts = words(column);
  parts.pop_back();
  return singular(last_word(table.name.name)) == parts.back();
}

std::optional<Tenancy> tenancy_of(const std::string& schema, const Tables& tables) {
  std::map<std::string, std::size_t> uses;
  for (const model::Table* table : tables)
    for (const model::Column& column : table->columns)
      if (names_a_tenant(column)) ++uses[column.name];
  const auto most = std::max_element(
      uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == uses.end() || most->second < fewest_tables || most->second * 2 < tables.size())
    return std::nullopt;
  Tenancy tenancy{schema, most->first, {}, {}};
  for (const model::Table* table : tables) {
    if (model::find_column(*table, tenancy.column))
      tenancy.with.push_back(table);
    else if (!is_tenants_own(tables, *table, tenancy.column))
      tenancy.without.push_back(table);
  }
  return tenancy;
}

}  // namespace

std::vector<Tenancy> tenancies(const model::Database& database) {
  std::map<std::string, Tables> schemas;
  for (const model::Table* table : judged_tables(database))
    schemas[table->name.schema].push_back(table);
  std::vector<Tenancy> found;
  for (const auto& [schema, tables] : schemas)
    if (auto tenancy = tenancy_of(schema, tables)) found.push_back(std::move(*tenancy));
  return found;
}

}  // namespace mimar::check
