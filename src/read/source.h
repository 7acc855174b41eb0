#pragma once
// Anything a user may name as a source: a .sql file, a folder of them, a postgres:// URL.

#include <array>
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
  std::string read_with;  // the arguments beyond the source: " --via-server --server 18"
  std::vector<std::string> notes;
  std::vector<sql_files::File>
      files;  // the SQL itself, when it was read without a server: for executing it on scratch
};

// How SQL is read. A live source is read as it is.
struct Options {
  bool via_server =
      false;           // executed on a scratch server and read live, instead of without a server
  std::string server;  // which: scratch::Options::binaries
};

bool is_url(const std::string& source);  // postgres:// or postgresql://

// Of a folder, files of nothing but queries or data are left out, and said so. A file named by
// itself is read whatever it holds.
Result<Reading> read(const std::string& source, world::World& world, const Options& options = {});

// Both, at the same time as far as they need no machine. When one cannot be found, both are its
// error.
std::array<Result<Reading>, 2> read_both(const std::string& a, const std::string& b,
                                         world::World& world, const Options& options = {});

// Files that were found already, in their order, as one history.
Result<Reading> read_files(std::vector<sql_files::File> files);

}  // namespace mimar::read
