#pragma once
// Synthesised rows into a scratch database whose schema is there already.

#include <string>
#include <vector>

#include "base/result.h"
#include "scratch/scratch.h"
#include "synthesis/synthesis.h"

namespace mimar::verify {

struct LoadedTable {
  model::Name table;
  std::uint64_t rows = 0, bytes = 0;
  std::string error;  // why it stayed empty, or ""
};

struct Loaded {
  std::vector<LoadedTable> tables;  // in the plan's order
  std::uint64_t rows = 0, bytes = 0;
  std::vector<std::string> notes;  // constraints given up for loading, a sentence each
};

// Writes all tables by COPY with user triggers disabled, sets sequences past the rows, vacuums and
// analyses. Foreign keys are dropped before and added again after: several times as fast, and the only
// way for tables that refer to each other. A CHECK that a row violates is dropped and noted. A
// table that cannot be filled does not stop the others. Errors: ErrorKind::interrupted,
// ErrorKind::environment.
Result<Loaded> load_rows(scratch::Database& scratch, const model::Database& database,
                         const synthesis::Plan& plan, std::uint64_t seed, world::World& world);

}  // namespace mimar::verify
