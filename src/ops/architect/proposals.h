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

// One proposal per fix and per helpful index, in the order of findings; duplicates by SQL are
// merged. Indexes are built and dropped CONCURRENTLY where PostgreSQL can. Those that the task says
// to avoid go to architecture.avoided instead.
void propose(Architecture& architecture);

// On an empty copy of the schema: runs each proposal, reads the difference and derives its
// rollback. Proposals that fail or have no rollback are refused, with the reason.
Result<void> derive_rollbacks(Architecture& architecture, scratch::Scratch& scratch);

// On the database with rows: all steps up, findings checked again, all steps down, schema and row
// counts compared with before. Appends evidence.
Result<void> rehearse(Architecture& architecture, scratch::Database& database,
                      const check::RuleSet& rules, const std::string& command, world::World& world);

}  // namespace mimar::ops::architect
