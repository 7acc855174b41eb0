#pragma once
// SQL files to a Database, without a server: statements are interpreted one after the other, in
// state.

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"
#include "model/statement.h"

namespace mimar::read::sql_files {

struct File {
  std::string path, text;
  std::string digest{};    // SHA-256 of the bytes it was read from; empty: of `text`
  std::string left_out{};  // what `text` lacks of them, a sentence; empty: nothing that counts
};

struct Reading {
  model::Database database;
  std::vector<std::string> notes;  // what was passed over, a sentence each
};

// Files read one after the other, each a session of its own; the database after any of them.
class History {
 public:
  History();
  History(History&&) noexcept;
  ~History();
  // Errors: ErrorKind::input with the place; what was read before the error stays.
  Result<void> apply(const File& file);
  // After the files so far. Errors: ErrorKind::input with the place of the object at fault.
  Result<Reading> state() const;
  Result<Reading> finish() &&;  // the same of the last one, without a copy

 private:
  struct Progress;
  std::unique_ptr<Progress> progress_;
};

// All files in their order, as one history. Errors: ErrorKind::input with the place.
Result<Reading> read(const std::vector<File>& files);

}  // namespace mimar::read::sql_files
