#pragma once
// DO blocks of migrations: most only guard plain SQL against running twice, and those can be read
// without a server. Followed are blocks in blocks, IF, EXCEPTION, and EXECUTE of constant text;
// loops and CASE as long as they leave the schema alone.

#include <vector>

#include "sql/tree_facts.h"

namespace mimar::sql {

// The statements inside that may change the schema, with the conditions around them; an
// UnknownChange in the place of each that cannot be read, or of the whole block.
std::vector<model::Statement> do_block(const DoStmt& block, const Context& context);

}  // namespace mimar::sql
