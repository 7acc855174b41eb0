#pragma once
// The schema with rows on scratch: sizes, query runs, index trials.

#include <string>

#include "ops/architect/architecture.h"
#include "scratch/scratch.h"
#include "world/world.h"

namespace mimar::ops::architect {

struct Volumes {
  std::uint64_t cap = 200000;  // rows of the largest table on scratch
  std::uint64_t seed = 1;
};

// The rows to make per table: the stated ones, all scaled down by one factor so that the largest
// stays below the cap; tables whose volume was not stated get an assumed one. Says so in `note`.
model::Statistics planned_rows(const model::Database& database, const model::Statistics& known,
                               std::uint64_t cap, std::string& note);

// Builds the schema in `database`, loads rows and fills measures, runs, benefits and their
// evidence.
Result<void> measure(Architecture& architecture, scratch::Database& database,
                     const Volumes& volumes, const std::string& command, world::World& world);

}  // namespace mimar::ops::architect
