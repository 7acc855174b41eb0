#pragma once
// Derived values that are stored because they are read much more often than written.

#include "design/relational/layout.h"

namespace mimar::design::relational {

// Adds the column and its trigger where that pays; false where a view has to tell it.
bool maintain(Layout& layout, const std::string& table, const Attribute& attribute);

}  // namespace mimar::design::relational
