#pragma once
// Filters over what is related through rows of other tables, to any side: the permissions of a
// user through roles, the couriers of depots in a city, the projects without tasks.

#include "design/relational/access_text.h"

namespace mimar::design::relational {

// Adds the condition as a subquery, so that no row of what is read comes twice; false when no way
// leads to what the filter speaks of.
bool by_path(AccessText& text, const Filter& filter);

}  // namespace mimar::design::relational
