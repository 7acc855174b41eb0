#include "design/growth/tenant_paths.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mimar::design::growth {
namespace {

bool may_be_null(const model::Table& table, const model::ForeignKey& key) {
  return std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column == nullptr || !column->not_null;
  });
}

bool better(const TenantPath& a, const TenantPath& b) {
  if (a.nullable != b.nullable) return !a.nullable;
  return a.steps < b.steps;
}

// The column that holds the tenant's key in a foreign key to `parent`, whose own column is `key`.
std::string column_of(const model::ForeignKey& foreign, const std::string& key) {
  for (std::size_t i = 0; i < foreign.columns.size(); ++i)
    if (foreign.referenced_columns[i] == key) return foreign.columns[i];
  return {};
}

}  // namespace

std::map<model::Name, TenantPath> tenant_paths(const model::Database& database,
                                               const model::Table& tenant) {
  std::map<model::Name, TenantPath> paths;
  if (!tenant.primary_key || tenant.primary_key->columns.size() != 1) return paths;
  const std::string& key = tenant.primary_key->columns[0];
  for (std::size_t round = 0; round < database->tables.size(); ++round) {
    bool changed = false;
    for (const model::Table& table : database->tables) {
      if (table.name == tenant.name || table.partition_of) continue;
      for (const model::ForeignKey& foreign : table.foreign_keys) {
        TenantPath path;
        path.first = &foreign;
        path.nullable = may_be_null(table, foreign);
        if (foreign.referenced_table == tenant.name) {
          path.column = column_of(foreign, key);
          if (path.column.empty()) continue;
        } else {
          const auto parent = paths.find(foreign.referenced_table);
          if (parent == paths.end() || foreign.referenced_table == table.name) continue;
          path.steps = parent->second.steps + 1;
          path.nullable |= parent->second.nullable;
          // A composite foreign key brings the tenant's key along.
          if (!parent->second.column.empty())
            path.column = column_of(foreign, parent->second.column);
          if (!path.column.empty()) path.steps = 1;
        }
        const auto known = paths.find(table.name);
        if (known != paths.end() && !better(path, known->second)) continue;
        paths[table.name] = path;
        changed = true;
      }
    }
    if (!changed) break;
  }
  return paths;
}

const model::Table* find_tenant(const model::Database& database) {
  constexpr std::array words{"tenant",  "organization", "organisation", "workspace", "account",
                             "company", "customer",     "team",         "shop",      "store",
                             "client",  "school",       "merchant"};
  const model::Table* best = nullptr;
  std::size_t most = 0;
  for (const model::Table& table : database->tables) {
    const std::string lower = text::lower(table.name.name);
    const bool called = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      const std::string plural =
          word.ends_with("y") ? word.substr(0, word.size() - 1) + "ies" : word + "s";
      return lower == word || lower == plural;
    });
    if (!called) continue;
    const std::size_t reached = tenant_paths(database, table).size();
    if (reached > most) {
      best = &table;
      most = reached;
    }
  }
  return best;
}

}  // namespace mimar::design::growth
