#pragma once
// What the input left open, and the review had to assume or leave out.

#include <string>
#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

std::vector<std::string> open_questions(const Architecture& architecture);

}  // namespace mimar::ops::architect
