#pragma once
// One finding for what a schema does again and again: thirty foreign keys without an index are one
// habit, and a reader who is told thirty times stops reading.

#include <vector>

#include "check/check.h"

namespace mimar::check {

// `findings` in any order; the result in the order of reports. More than three findings of one rule
// in one schema become one about the schema, which names the objects, stands where the first of
// them stands, and carries the fixes of all. Findings about a whole schema or database are left
// alone.
std::vector<evidence::Finding> gather(std::vector<evidence::Finding> findings, Gather which);

}  // namespace mimar::check
