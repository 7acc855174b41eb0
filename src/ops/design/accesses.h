#pragma once
// Access patterns as a design states them, with what their SQL says.

#include "design/draft.h"
#include "model/database.h"

namespace mimar::ops::designing {

// Fills in the facts of each query and where its parameters come from, as far as the design left
// them open. An access pattern that cannot be read, or has a parameter that nothing is known of,
// goes; why is returned, a clause each.
std::vector<std::string> complete_accesses(design::Draft& draft, const model::Database& database);

}  // namespace mimar::ops::designing
