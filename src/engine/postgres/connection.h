#pragma once
// A connection to a PostgreSQL server (libpq) behind RAII. The only folder that includes libpq's headers.
// Errors: ErrorKind::database with the SQLSTATE and the server's own message and hint; ErrorKind::environment when the server
// cannot be reached; ErrorKind::unsupported when it is older than 14.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::engine::postgres {

using Value = std::optional<std::string>;  // text format; nullopt is NULL

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  std::string command;  // the command tag: "INSERT 0 5"
};

class Connection {
 public:
  // `conninfo`: a postgres:// URL or keyword/value string. Passwords never appear in errors.
  static Result<Connection> open(const std::string& conninfo);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  // One or more statements by the simple protocol; the rows of the last. A failing statement ends the batch.
  Result<Rows> execute(std::string_view sql);
  // One statement with $n parameters.
  Result<Rows> execute(std::string_view sql, const std::vector<Value>& parameters);

  // COPY ... FROM STDIN in text format: begin, then any number of writes, then end (returns rows copied).
  Result<void> copy_begin(std::string_view copy_statement);
  Result<void> copy_write(std::string_view data);
  Result<std::uint64_t> copy_end();

  int server_version() const;               // 150020
  std::string server_version_text() const;  // "15.20"
  void cancel();                            // asks the server to stop the running statement; safe from a signal thread

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mimar::engine::postgres
