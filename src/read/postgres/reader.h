#pragma once
// A live PostgreSQL database to a Database: a handful of set-based catalog queries in one READ ONLY
// snapshot.

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/database.h"
#include "model/statistics.h"

namespace mimar::read::postgres {

struct Reading {
  model::Database database;
  model::Statistics statistics;  // reltuples of analysed tables
};

// Of a database that is a source, all that the model has no place for is said, too; what was made
// of a source on scratch is only compared by what the model has.
enum class Purpose : std::uint8_t { compare, source };
Result<Reading> read(engine::postgres::Connection& connection, Purpose purpose = Purpose::compare);

// What the planner knows of tables and their columns, of every analysed table that the role may
// read: values of real rows are among it. In a READ ONLY snapshot, too.
Result<model::Statistics> read_statistics(engine::postgres::Connection& connection);

}  // namespace mimar::read::postgres
