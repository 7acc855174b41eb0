#pragma once
// What has to change before Citus takes the tables, as statements. Pure.

#include <map>

#include "design/growth/distribution.h"
#include "design/growth/tenant_paths.h"

namespace mimar::design::growth {

struct ChangesWanted {
  const model::Database& database;
  const model::Table& tenant;
  const std::map<model::Name, TenantPath>& paths;
  Distribution& plan;  // its tables are placed
};
// Sets obstacles, checks and changes of the plan.
void plan_changes(ChangesWanted& wanted);

}  // namespace mimar::design::growth
