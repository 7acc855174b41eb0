#pragma once
// The filters of an access pattern, wherever what they compare is: a column of the table that is
// read, of what it belongs to, or of what is linked to it.

#include "design/relational/access_text.h"

namespace mimar::design::relational {

// Adds the condition of a filter, joining what it needs. Fills `trouble` where it cannot.
void add_filter(AccessText& text, const Filter& filter);

// The table whose column an attribute of this name is, inherited from what the entity is a kind of
// and joined to it; "" when there is none.
std::string inherited(AccessText& text, const std::string& attribute);

}  // namespace mimar::design::relational
