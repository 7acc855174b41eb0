#pragma once
// The layout as SQL, in the order it runs.

#include "design/relational/layout.h"

namespace mimar::design::relational {

std::string write(const Layout& layout);

}  // namespace mimar::design::relational
