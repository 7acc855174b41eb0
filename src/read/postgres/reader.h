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

Result<Reading> read(engine::postgres::Connection& connection);

}  // namespace mimar::read::postgres
