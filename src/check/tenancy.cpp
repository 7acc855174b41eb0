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

Tenancy tenancy_of(const std::string& schema, const Tables& tables, const std::string& column) {
  Tenancy tenancy{schema, column, {}, {}};
  for (const model::Table* table : tables) {
    if (model::find_column(*table, column))
      tenancy.with.push_back(table);
    else if (!is_tenants_own(tables, *table, column))
      tenancy.without.push_back(table);
  }
  return tenancy;
}

std::map<std::string, Tables> tables_by_schema(const model::Database& database) {
  std::map<std::string, Tables> schemas;
  for (const model::Table* table : judged_tables(database))
    schemas[table->name.schema].push_back(table);
  return schemas;
}

}  // namespace

std::vector<Tenancy> tenant_columns(const model::Database& database) {
  std::vector<Tenancy> found;
  for (const auto& [schema, tables] : tables_by_schema(database)) {
    std::map<std::string, std::size_t> uses;
    for (const model::Table* table : tables)
      for (const model::Column& column : table->columns)
        if (names_a_tenant(column)) ++uses[column.name];
    for (const auto& [column, count] : uses)
      if (count >= fewest_tables) found.push_back(tenancy_of(schema, tables, column));
  }
  return found;
}

std::vector<Tenancy> tenancies(const model::Database& database) {
  std::map<std::string, Tenancy> widest;
  for (Tenancy& tenancy : tenant_columns(database)) {
    Tenancy& most = widest[tenancy.schema];
    if (tenancy.with.size() > most.with.size()) most = std::move(tenancy);
  }
  std::vector<Tenancy> found;
  for (const auto& [schema, tables] : tables_by_schema(database)) {
    const auto most = widest.find(schema);
    if (most != widest.end() && most->second.with.size() * 2 >= tables.size())
      found.push_back(std::move(most->second));
  }
  return found;
}

}  // namespace mimar::check
