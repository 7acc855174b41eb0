#pragma once
// Each object of the layout with a witness that acts differently without it.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void trace_everything(Layout& layout);

}  // namespace mimar::design::relational
