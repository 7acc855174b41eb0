#pragma once
// Indexes: every foreign key has one, and none is the beginning of another.

#include "design/relational/layout.h"

namespace mimar::design::relational {

// Adds it unless a key or an index that is there begins like it; one that begins like it and is
// shorter gives way. Returns the name of what serves, "" for a key.
std::string need_index(Layout& layout, const std::string& table, Index index);
// After the access patterns have theirs.
void index_references(Layout& layout);

}  // namespace mimar::design::relational
