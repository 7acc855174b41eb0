#pragma once
// What an EXCLUDE constraint can compare for equality (PostgreSQL manual: btree_gist).

#include <string>
#include <vector>

#include "design/patterns/writing.h"

namespace mimar::design::pattern {

// "a WITH =, b WITH =": asks for btree_gist where a type needs it. Errors: a column whose type has
// no GiST operator class.
Result<std::string> equal_in_gist(Writing& writing, const std::vector<std::string>& columns);

}  // namespace mimar::design::pattern
