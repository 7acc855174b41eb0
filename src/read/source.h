#pragma once
// Anything a user may name as a source: a .sql file, a folder of them, a postgres:// URL.

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
  std::string source;  // as named; passwords in URLs masked; empty for files found by others
  model::Database database;
  model::Statistics statistics;
  std::vector<Input> inputs;
  std::vector<std::string> notes;
  std::vector<sql_files::File>
      files;  // the SQL itself, when the source is SQL: for executing it on scratch
};

bool is_url(const std::string& source);  // postgres:// or postgresql://

// Of a folder, files of nothing but queries or data are left out, and said so. A file named by
// itself is read whatever it holds.
Result<Reading> read(const std::string& source, world::World& world);

// Files that were found already, in their order, as one history.
Result<Reading> read_files(std::vector<sql_files::File> files);

}  // namespace mimar::read
