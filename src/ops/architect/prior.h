#pragma once
// `Prior Results:`: the report.json of an earlier run is compared with what is found now; anything
// else is prose, taken as stated.

#include <string>
#include <vector>

#include "ops/architect/architecture.h"
#include "world/world.h"

namespace mimar::ops::architect {

// `folder`: where relative paths start. Errors: ErrorKind::input for a .json file that is missing
// or not a report of Mimar.
Result<Prior> read_prior(const std::vector<Item>& items, const std::string& folder,
                         const std::vector<evidence::Finding>& findings, world::World& world);

}  // namespace mimar::ops::architect
