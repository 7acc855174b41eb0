#pragma once
// What each tenant has of his own, and what all of them share: decided from foreign keys, and from
// what functions mention. Pure.

#include <set>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::design::pattern {

struct TenantSplit {
  std::vector<model::Name> own;  // tables, partitions, views and functions, in the database's order
  std::vector<model::Name> tables;     // those of `own` that are tables
  std::vector<model::Name> shared;     // tables; those of the tenants themselves are not among them
  std::vector<std::string> questions;  // what was decided without being told, a sentence each
};

// A tenant's: what leads to `tenants` by foreign keys, what their triggers write to, and `told`,
// the names of tables that are though nothing leads from them. Shared: what the tenants refer to
// (a price plan), who may belong to several of them (a user, by a table of pairs), and the pairs.
TenantSplit split_by_tenant(const model::Database& database, const model::Table& tenants,
                            const std::set<std::string>& told);

}  // namespace mimar::design::pattern
