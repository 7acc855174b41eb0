#pragma once
// Rows that nobody changes any more, the owner of their table included.

#include <string>
#include <vector>

#include "design/patterns/writing.h"

namespace mimar::design::pattern {

// A function {refuse} and triggers that refuse UPDATE, DELETE and TRUNCATE of the tables that stand
// at these places, fired ALWAYS: session_replication_role does not pass them. Sets
// {refuse_truncate}, the name of the triggers of the last.
void make_append_only(Writing& writing, const std::string& base,
                      const std::vector<std::string>& places);

}  // namespace mimar::design::pattern
