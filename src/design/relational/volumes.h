#pragma once
// How many rows each table has: as stated, multiplied out, or estimated with a question.

#include "design/relational/layout.h"

namespace mimar::design::relational {

model::Statistics volumes(Layout& layout);

}  // namespace mimar::design::relational
