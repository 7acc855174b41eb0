#pragma once
// Primary keys by policy, and the columns that refer to them.

#include "design/relational/layout.h"

namespace mimar::design::relational {

// The type of a key and of what refers to it: uuid, text COLLATE "C", bigint.
std::string key_type(const Policy& policy);
// SQL of a value that no row has as its key.
std::string unknown_key(const Policy& policy);
// `id` as the first column and the primary key; the function it needs is declared once.
void add_key(Layout& layout, Table& table);
// The type of what refers to the table's whole key, when that is one column.
std::string type_of_key(const Layout& layout, const Table& table);

}  // namespace mimar::design::relational
