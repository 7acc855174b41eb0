#pragma once
// Two Databases to the changes between them, and back: apply(a, diff(a, b)) == b, without a server.

#include <string>
#include <vector>

#include "base/result.h"
#include "diff/change.h"
#include "model/database.h"

namespace mimar::diff {

// Sorted by kind, then name; deterministic; {} exactly when from == to.
ChangeSet diff(const model::Database& from, const model::Database& to);

// Errors: ErrorKind::input when a change does not fit `database` (its object is missing or in the way).
Result<model::Database> apply(const model::Database& database, const ChangeSet& changes);

std::string describe(const Change& change);  // one line for people: "add column public.orders.note text"

}  // namespace mimar::diff
