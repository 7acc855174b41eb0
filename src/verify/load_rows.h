#pragma once
// Synthesised rows into a database whose schema is there already: a scratch one, or one of the
// user's.

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
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
// analyses. Foreign keys are dropped before and added again after: several times as fast, and the
// only way for tables that refer to each other. A CHECK that a row violates is dropped and noted. A
// table that cannot be filled does not stop the others. Errors: ErrorKind::interrupted,
// ErrorKind::environment, ErrorKind::database at a time limit or where the server has no room.
Result<Loaded> load_rows(scratch::Database& scratch, const model::Database& database,
                         const synthesis::Plan& plan, std::uint64_t seed, world::World& world);

// The same into a database of the user's, in one transaction: all of it or nothing. Refused when
// one of the tables is not there or holds rows. A row that a constraint refuses is an error, too.
// The connection must be the owner's of the tables. Errors: ErrorKind::input for a target that does
// not fit, else as above and ErrorKind::database.
Result<Loaded> load_rows_into(engine::postgres::Connection& target, const model::Database& database,
                              const synthesis::Plan& plan, std::uint64_t seed, world::World& world);

}  // namespace mimar::verify
