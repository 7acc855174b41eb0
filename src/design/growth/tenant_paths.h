#pragma once
// Which rows belong to which tenant, by foreign keys. Pure.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::design::growth {

// The way from a table to the tenants'.
struct TenantPath {
  std::string column;  // that holds the tenant's key, or "" when the table has none
  const model::ForeignKey* first = nullptr;  // the first step
  std::size_t steps = 1;                     // foreign keys on the way
  bool nullable = false;                     // a column on the way may be NULL
};

// Of every table that leads to `tenant`, by the shortest way without NULLs, else the shortest.
std::map<model::Name, TenantPath> tenant_paths(const model::Database& database,
                                               const model::Table& tenant);

// The table called after a word for a tenant that most tables lead to; nullptr when there is none.
const model::Table* find_tenant(const model::Database& database);

}  // namespace mimar::design::growth
