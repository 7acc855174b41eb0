#pragma once
// Anything a user may name as a source: a .sql file, a folder of them, a postgres:// URL. The table of readers decides.

#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"
#include "model/statistics.h"
#include "read/sql_files/reader.h"
#include "world/world.h"

namespace mimar::read {

struct Input {
  std::string path;    // as named; passwords in URLs masked
  std::string digest;  // SHA-256 of the bytes read; empty for live servers
};

struct Reading {
  model::Database database;
  model::Statistics statistics;
  std::vector<Input> inputs;
  std::vector<std::string> notes;
  std::vector<sql_files::File> files;  // the SQL itself, when the source is SQL: for executing it on scratch
};

bool is_url(const std::string& source);  // postgres:// or postgresql://

// A folder is searched (not below hidden folders) for .sql files in name order; files of queries only are left out.
Result<Reading> read(const std::string& source, world::World& world);

}  // namespace mimar::read
