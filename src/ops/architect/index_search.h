#pragma once
// Which indexes are tried for which query, alone and beside those that were chosen.

#include "ops/architect/architecture.h"
#include "scratch/scratch.h"
#include "world/world.h"

namespace mimar::ops::architect {

std::string query_label(const Architecture& architecture, std::size_t query);

// Every candidate alone for the query it comes from; then, with the chosen ones built, which of
// them other queries take, and what did not help alone or was not chosen for a further table of its
// query. Last a control. Appends benefits and their evidence.
Result<void> try_indexes(Architecture& architecture, scratch::Database& database,
                         const std::string& command, world::World& world);

}  // namespace mimar::ops::architect
