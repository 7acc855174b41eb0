#pragma once
// DO blocks of migrations: most only guard plain SQL against running twice, and those can be read
// without a server: BEGIN statements [EXCEPTION WHEN ... THEN NULL | RAISE] END, IF [NOT] EXISTS
// (...) THEN statements END IF.

#include <vector>

#include "sql/tree_facts.h"

namespace mimar::sql {

// The statements inside, those that a guard may skip marked `may_fail`; one UnknownChange when the
// block does more.
std::vector<model::Statement> do_block(const DoStmt& block, const Context& context);

}  // namespace mimar::sql
