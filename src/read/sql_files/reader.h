#pragma once
// SQL files to a Database, without a server: statements are interpreted one after the other, in
// state.

#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"
#include "model/statement.h"

namespace mimar::read::sql_files {

struct File {
  std::string path, text;
};

struct Reading {
  model::Database database;
  std::vector<std::string> notes;  // what was passed over, a sentence each
};

// All files in their order, as one history. Errors: ErrorKind::input with the place.
Result<Reading> read(const std::vector<File>& files);

}  // namespace mimar::read::sql_files
