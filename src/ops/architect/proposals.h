#pragma once
// From findings and measured indexes to proposals, and their rehearsal on scratch: up, down, and
// what was seen.

#include <string>
#include <vector>

#include "check/check.h"
#include "ops/architect/architecture.h"
#include "scratch/scratch.h"
#include "world/world.h"

namespace mimar::ops::architect {

// The best measured index of each query, then the fix of each finding that is still there, then of
// each finding that these bring (an index that a new one makes redundant). Indexes are built and
// dropped CONCURRENTLY where PostgreSQL can. What the task says to avoid goes to
// architecture.avoided instead. Sorted by phase.
void propose(Architecture& architecture, const check::RuleSet& rules);

// expand: adds without blocking; change: takes locks that block; contract: drops what is no longer
// needed.
enum class Phase : std::uint8_t { expand, change, contract };
Phase phase_of(const std::string& up);

// On an empty copy of the schema: runs each proposal, reads the difference, derives its rollback,
// runs that and compares. Proposals that fail, or whose rollback is missing or restores something
// else, are refused, with the reason. Those that were seen to do what the task says to avoid
// (rewrite a table, say) go to architecture.avoided.
Result<void> derive_rollbacks(Architecture& architecture, scratch::Scratch& scratch,
                              world::World& world);

// On the database with rows: all steps up, findings checked again, all steps down, schema and rows
// compared with before (of large tables only their number). Appends evidence.
Result<void> rehearse(Architecture& architecture, scratch::Database& database,
                      const check::RuleSet& rules, const std::string& command, world::World& world);

}  // namespace mimar::ops::architect
