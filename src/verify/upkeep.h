#pragma once
// What an index costs every row that is written.

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/database.h"
#include "world/world.h"

namespace mimar::verify {

// Milliseconds a row: the same rows of `table` inserted into a copy of it without and with the
// index, the fastest of three runs each; never below 0. Pages are in memory and nothing waits for
// the disk, so a busy server pays more. Everything is rolled back. Errors: ErrorKind::database.
Result<double> upkeep_per_row(engine::postgres::Connection& connection, const model::Name& table,
                              model::Index index, world::World& world);

}  // namespace mimar::verify
