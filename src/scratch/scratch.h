#pragma once
// The disposable PostgreSQL server: a private cluster on a unix socket (no TCP), copied from a
// cached template, gone when the Scratch is. User SQL runs as a non-superuser owner; what needs
// more goes through the broker (scratch/broker.h). The thread that starts a Scratch must outlive
// it: the kernel stops the server when that thread ends. Errors: ErrorKind::environment (no
// binaries, no disk) with what to install; ErrorKind::interrupted.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "world/world.h"

namespace mimar::scratch {

struct Options {
  bool durable = false;  // as one would run it: fsync, synchronous_commit and autovacuum on
  std::string binaries;  // folder of initdb and postgres, or a version ("17") to look for; "" =
                         // search $MIMAR_PG_BIN, /usr/lib/postgresql, pg_config, PATH
  std::chrono::seconds statement_limit{60};  // user SQL cannot lift it
};

// What becomes of statements that need an extension this machine does not have.
enum class MissingExtensions : std::uint8_t { refuse, leave_out };

// Must not outlive its Scratch. Where a scratch database is, and the two ways into it.
class Database {
 public:
  const std::string& name() const { return name_; }
  engine::postgres::Connection& owner() {
    return owner_;
  }  // non-superuser owner of the database; runs user SQL
  // Executes a script as psql would (COPY data included), as the owner; statements of the broker's
  // list go through it. Errors carry file, line and column of the statement that failed.
  // Commands that decide what psql executes (\gexec, \if, an \i that was not followed) are left out
  // and told in left_out(); with leave_out so are CREATE EXTENSION of a missing one and what fails
  // after it for want of an object.
  Result<void> run_script(std::string_view text, const std::string& file,
                          MissingExtensions missing = MissingExtensions::refuse);
  // What the scripts run so far had that was passed over, "file: a sentence" each.
  const std::vector<std::string>& notes() const { return notes_; }
  const std::vector<std::string>& left_out() const { return left_out_; }  // a sentence each
  // A further connection as the owner.
  Result<engine::postgres::Connection> connect();
  // The same for other programs; it holds the password, so that it belongs into no report.
  const std::string& conninfo() const { return access_.owner; }

 private:
  friend class Scratch;
  struct Access {
    std::string owner, admin;  // connection strings; the second never leaves scratch/
    std::string
        owner_role;  // the group that owns the database; the login role has the database's name
    engine::postgres::Guard guard;
  };
  Database(std::string name, Access access, engine::postgres::Connection owner)
      : name_(std::move(name)), access_(std::move(access)), owner_(std::move(owner)) {}
  std::string name_;
  Access access_;
  engine::postgres::Connection owner_;
  std::vector<std::string> notes_, left_out_;
};

class Scratch {
 public:
  // Reaps what dead processes left behind, then starts a server.
  static Result<Scratch> start(world::World& world, const Options& options = {});
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  ~Scratch();  // stops the server and removes its folder

  Result<Database> create_database(std::string_view hint = "db");
  // pg_dump --schema-only of it, its own owner called "owner"; nothing when there is none beside
  // the server, whose version it must have. Errors: ErrorKind::environment with what it said.
  Result<std::optional<std::string>> dump(const Database& database);
  // The same of a database elsewhere, which is only read, with its owners' names; nothing when its
  // server is of another major version.
  Result<std::optional<std::string>> dump(const std::string& conninfo);
  // Writes all changed pages to disk; only after create_database().
  Result<void> checkpoint();
  const std::string& server_version() const;  // "15.20"
  const std::string& folder() const;

 private:
  struct State;
  explicit Scratch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mimar::scratch
