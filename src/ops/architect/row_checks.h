#pragma once
// Read-only queries that tell whether the user's own rows allow a step: synthesised rows say
// nothing about them.

#include <string>
#include <vector>

namespace mimar::ops::architect {

// One query per unique index, key, foreign key, CHECK or NOT NULL that `up` adds, each ended by
// ";\n"; all must return no rows. Pure. Empty when no row can stand in the way.
std::vector<std::string> row_checks(const std::string& up);

}  // namespace mimar::ops::architect
