#pragma once
// What the policy asks of every table: when and by whom rows were made and changed, soft delete,
// the version that an UPDATE must carry on.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void add_conventions(Layout& layout);

}  // namespace mimar::design::relational
