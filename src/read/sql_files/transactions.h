#pragma once
// BEGIN, COMMIT, ROLLBACK and savepoints of one script (PostgreSQL manual: Transactions; SET
// LOCAL).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {

class Transactions {
 public:
  // The state is copied at BEGIN and SAVEPOINT only where the script rolls something back.
  Transactions(State& state, const std::vector<model::Statement>& script);
  // Follows a statement about transactions; others are nothing to it.
  void follow(const model::Statement& statement);

 private:
  struct Savepoint {
    std::string name;  // "": the start of the transaction
    State before;
  };
  void begin();
  void end(bool undo);
  void roll_back_to(const std::string& name);
  void release(const std::string& name);
  std::optional<std::size_t> find(const std::string& name) const;

  State& state_;
  bool rolls_back_ = false;
  std::vector<Savepoint> savepoints_;
};

}  // namespace mimar::read::sql_files
