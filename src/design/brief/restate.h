#pragma once
// What was understood, as sentences of the language of briefs.

#include <string>
#include <vector>

#include "design/brief/facts.h"

namespace mimar::design::brief {

// Read again, they give the same facts.
std::vector<std::string> restate(const Facts& facts);

}  // namespace mimar::design::brief
