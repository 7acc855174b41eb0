#pragma once
// `Avoid:` as words to match against proposals: "partial indexes", "changing types", "dropping
// indexes", "downtime", a table's name.

#include <string>
#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

// The first item of `avoid` that speaks against the proposal, or nullptr. An item matches when each
// of its words that carry meaning is said of the proposal: by what its SQL does, by its rule id, or
// by the names of the objects concerned.
const Item* forbidden_by(const std::vector<Item>& avoid, const Proposal& proposal);

}  // namespace mimar::ops::architect
