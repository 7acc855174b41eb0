#pragma once
// The access patterns of the brief as SQL, and the indexes that serve them.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void add_accesses(Layout& layout);

}  // namespace mimar::design::relational
