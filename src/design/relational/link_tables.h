#pragma once
// Many-to-many relationships: a table of links, or the associative entity that has attributes.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void add_links(Layout& layout, const Relationship& relationship);

}  // namespace mimar::design::relational
