#pragma once
// The way back from an observed difference: SQL that turns the changed database into the one
// before. Covers what the fixes of rules do (indexes, constraints, columns, comments); anything
// else has no undo here and is said so.

#include <optional>
#include <string>

#include "diff/diff.h"

namespace mimar::ops::architect {

// nullopt when some change has no undo. Statements are in an order that runs. `database` is the one
// before the changes: what a partition got from its parent goes with the parent's.
std::optional<std::string> undo_sql(const diff::ChangeSet& changes,
                                    const model::Database& database);

}  // namespace mimar::ops::architect
