#pragma once
// One step of a migration on scratch, with the locks that it was seen to take.

#include "ops/architect/architecture.h"
#include "scratch/scratch.h"

namespace mimar::ops::architect {

// Runs `up` and notes its locks and the tables it rewrites or reads whole under them. A step that
// cannot run in a transaction (CONCURRENTLY) has none noted. A step that fails leaves nothing
// behind. Errors:
// ErrorKind::database, ErrorKind::interrupted.
Result<void> run_step(Proposal& proposal, scratch::Database& database);

// Does it take longer the more rows there are: was a table seen to be rewritten or read whole, or
// is an index built?
bool grows_with_rows(const Proposal& proposal);

// "blocks reads and writes" or "blocks writes", for a mode as in pg_locks.
std::string_view effect_of_lock(std::string_view mode);

}  // namespace mimar::ops::architect
