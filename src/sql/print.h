#pragma once
// PostgreSQL's raw parse tree back to SQL text: one line that parses to the same tree again
// (locations aside). This is the only printer; the comparison form is a rewritten tree printed by
// it.
//
// Both return "" for a statement that the printer does not know (MERGE); it knows all of SELECT.

#include <string>

#include "sql/pg_tree.h"

namespace mimar::sql {

std::string print_expression(const Node* expression);
// SELECT, VALUES, INSERT, UPDATE, DELETE.
std::string print_query(const Node* statement);
std::string print_type(const TypeName& type);

}  // namespace mimar::sql
