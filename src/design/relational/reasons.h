#pragma once
// Why each object is as it is, table by table.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void tell_reasons(Layout& layout);

}  // namespace mimar::design::relational
