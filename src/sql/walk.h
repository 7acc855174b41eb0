#pragma once
// Walking parse trees. The parser's own walker ends the process at a node it does not know; this
// one passes such a node by.

#include "sql/pg_tree.h"

namespace mimar::sql {

// Calls `visit` with each child of a node, until one returns true. What DDL statements are made of
// has no children here.
bool visit_children(const Node* node, bool (*visit)(Node*, void*), void* context);

}  // namespace mimar::sql
