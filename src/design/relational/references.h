#pragma once
// One column that refers to another table, with what happens when its row goes.

#include "design/relational/layout.h"

namespace mimar::design::relational {

// "owner_id": the role of the one, else its name; "parent_id" of a table that refers to itself.
std::string reference_name(const Relationship& relationship);
// Adds the column and the foreign key, or says of one that is there that it is this one, too.
// The column's name.
std::string add_reference(Layout& layout, const std::string& child,
                          const Relationship& relationship);
// A row that refers to itself says nothing.
void refuse_itself(Table& table, const std::string& a, const std::string& b,
                   const Relationship& relationship);
std::string plural_of_words(const std::string& entity);  // "order_lines"

}  // namespace mimar::design::relational
