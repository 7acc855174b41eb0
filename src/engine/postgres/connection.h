#pragma once
// A connection to a PostgreSQL server (libpq) behind RAII. The only folder that includes libpq's
// headers. Errors: ErrorKind::database with the SQLSTATE and the server's own message and hint;
// ErrorKind::environment when the server cannot be reached; ErrorKind::unsupported when it is older
// than 14.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "world/world.h"

namespace mimar::engine::postgres {

using Value = std::optional<std::string>;  // text format; nullopt is NULL

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  std::string command;  // the command tag: "INSERT 0 5"
};

// Asked about ten times a second while a statement runs, with the time it has run. An error cancels
// the statement and becomes its result: this is how Ctrl-C (ErrorKind::interrupted), time limits
// and full disks stop long statements.
using Guard = std::function<Result<void>(std::chrono::milliseconds running)>;

// The guard that stops when `world` is interrupted. The World must outlive the connections that use
// it.
Guard stop_when_interrupted(world::World& world);

// `conninfo` with what follows password=, or stands between `:` and `@` of a URL, replaced by
// `***`.
std::string masked(const std::string& conninfo);

// `conninfo` without its password, in keyword form, and the password: for a program whose arguments
// others can see. Errors: ErrorKind::usage where it cannot be understood.
struct Apart {
  std::string conninfo, password;
};
Result<Apart> password_apart(const std::string& conninfo);

// The same server and account, another database. Errors: as above.
Result<std::string> in_database(const std::string& conninfo, std::string_view database);

class Connection {
 public:
  // `conninfo`: a postgres:// URL or keyword/value string. Passwords never appear in errors. Gives
  // up after 5 s unless `conninfo` has its own connect_timeout.
  static Result<Connection> open(const std::string& conninfo, Guard guard = {});
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  // One or more statements by the simple protocol; the rows of the last. A failing statement ends
  // the batch. Its error points (where, with line, column and offset and no file) into `sql` when
  // the server says where.
  Result<Rows> execute(std::string_view sql);
  // One statement with $n parameters.
  Result<Rows> execute(std::string_view sql, const std::vector<Value>& parameters);

  // A statement kept under `name`, and running it: how many rows it gave or changed. The rows
  // themselves are received and let go.
  Result<void> prepare(const std::string& name, const std::string& sql);
  Result<std::uint64_t> run_prepared(const std::string& name, const std::vector<Value>& parameters);

  // COPY ... FROM STDIN in text format: begin, then any number of writes, then end (returns rows
  // copied).
  Result<void> copy_begin(std::string_view copy_statement);
  Result<void> copy_write(std::string_view data);
  // The error of a bad row has its line within the data in `where`.
  Result<std::uint64_t> copy_end();

  bool in_transaction() const;         // inside BEGIN, and not failed
  bool in_failed_transaction() const;  // everything but ROLLBACK is refused

  int server_version() const;               // 150020
  std::string server_version_text() const;  // "15.20"
  void cancel();  // asks the server to stop the running statement; safe from a signal thread

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mimar::engine::postgres
