// What is said to break behind PgBouncer in transaction mode does, and what is said to be safe does
// not.
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "design/growth/session_state.h"
#include "support/server.h"
#include "world/process.h"

namespace mimar::verify {
namespace {

class PoolingServer : public support::TestServer {
 protected:
  static std::string program() {
    for (const char* path : {"/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"})
      if (world_->exists(path)) return path;
    return {};
  }

  // PgBouncer takes fewer words than libpq: where to connect, and as whom.
  static std::string target(const scratch::Database& database) {
    std::string result;
    for (const std::string name : {"host", "port", "dbname", "user", "password"}) {
      const std::string& all = database.conninfo();
      const std::size_t at = all.find(name + "=");
      if (at == std::string::npos) continue;
      result += all.substr(at, all.find(' ', at) - at) + " ";
    }
    return result;
  }
};

class Bouncer {
 public:
  Bouncer(const std::string& program, const std::string& target, const std::string& folder)
      : folder_(folder) {
    world::Spawn spawn;
    spawn.command.arguments = {program, folder + "/pgbouncer.ini"};
    spawn.command.unprivileged = true;
    spawn.signal_when_we_die = SIGKILL;
    const std::string ini =
        "[databases]\npooled = " + target +
        "\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\nunix_socket_dir = " + folder +
        "\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 5\nlogfile = " + folder +
        "/log\n";
    std::FILE* file = std::fopen((folder + "/pgbouncer.ini").c_str(), "w");
    if (file == nullptr) throw std::runtime_error("no folder for the pooler");
    std::fputs(ini.c_str(), file);
    std::fclose(file);
    const auto pid = world::spawn(spawn);
    if (!pid) throw std::runtime_error(pid.error().message);
    pid_ = *pid;
  }
  ~Bouncer() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  Bouncer(const Bouncer&) = delete;
  Bouncer& operator=(const Bouncer&) = delete;

  engine::postgres::Connection connect() const {
    const std::string conninfo = "host=" + folder_ + " port=6432 dbname=pooled user=anybody";
    for (int i = 0; i < 100; ++i) {
      auto connection = engine::postgres::Connection::open(conninfo);
      if (connection) return std::move(*connection);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("the pooler does not answer");
  }

 private:
  std::string folder_;
  pid_t pid_ = -1;
};

struct Trial {
  std::string code;      // the body of a function
  std::string observe;   // what the program goes on with, and
  std::string expected;  // what it sees where it has the session for itself
};

const std::vector<Trial>& breaking() {
  static const std::vector<Trial> all{
      {"SET work_mem = '77MB';", "SHOW work_mem", "77MB"},
      {"PERFORM set_config('app.tenant', 'a', false);",
       "SELECT coalesce(current_setting('app.tenant', true), 'none')", "a"},
      {"PERFORM pg_advisory_lock(42);", "SELECT pg_advisory_unlock(42)", "t"},
      {"LISTEN orders;", "SELECT count(*) FROM pg_listening_channels()", "1"},
      {"CREATE TEMP TABLE kept AS SELECT 7 AS n;", "SELECT n FROM kept", "7"},
      {"EXECUTE 'PREPARE p AS SELECT 9';", "EXECUTE p", "9"},
      {"EXECUTE 'DECLARE c CURSOR WITH HOLD FOR SELECT 11';", "FETCH c", "11"}};
  return all;
}

TEST_F(PoolingServer, WhatIsSaidToBreakDoes) {
  const std::string program = PoolingServer::program();
  if (program.empty()) GTEST_SKIP() << "could not check: there is no pgbouncer on this machine";
  for (const Trial& trial : breaking()) {
    const auto states = design::growth::session_states_in("BEGIN " + trial.code + " END");
    ASSERT_EQ(states.size(), 1U) << trial.code;
    EXPECT_EQ(states[0].verdict, design::growth::SessionState::Verdict::breaks) << trial.code;
    scratch::Database database = create("pooled");
    ASSERT_EQ(run(database, "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN " +
                                trial.code + " END $f$;"),
              "");
    // Without a pooler it works.
    auto alone = database.connect();
    ASSERT_TRUE(alone);
    one(*alone, "SELECT f()");
    EXPECT_EQ(one(*alone, trial.observe), trial.expected) << trial.code;
    // With one, somebody else's transaction has the session when the program goes on.
    const auto folder = world_->make_temporary_directory("pooling");
    ASSERT_TRUE(folder);
    const world::Account account = world::unprivileged_account();
    ASSERT_EQ(chown(folder->c_str(), account.user, account.group), 0);
    const Bouncer bouncer(program, target(database), *folder);
    auto mine = bouncer.connect(), other = bouncer.connect();
    const std::string done = one(mine, "SELECT f()");
    ASSERT_EQ(done.find("error"), std::string::npos) << done;
    one(other, "BEGIN");
    one(other, "SELECT 1");
    EXPECT_NE(one(mine, trial.observe), trial.expected) << trial.code;
    one(other, "ROLLBACK");
  }
}

TEST_F(PoolingServer, WhatEndsWithTheTransactionDoesNot) {
  const std::string program = PoolingServer::program();
  if (program.empty()) GTEST_SKIP() << "could not check: there is no pgbouncer on this machine";
  const std::vector<std::string> safe{"SET LOCAL work_mem = '77MB';",
                                      "PERFORM pg_advisory_xact_lock(42);",
                                      "CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT 7 AS n;",
                                      "PERFORM set_config('app.tenant', 'a', true);"};
  std::string body;
  for (const std::string& code : safe)
    body += code + "\n";
  EXPECT_TRUE(design::growth::session_states_in("BEGIN " + body + " END").empty());
  scratch::Database database = create("pooled");
  ASSERT_EQ(run(database, "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN " + body +
                              " END $f$;"),
            "");
  const auto folder = world_->make_temporary_directory("pooling");
  ASSERT_TRUE(folder);
  const world::Account account = world::unprivileged_account();
  ASSERT_EQ(chown(folder->c_str(), account.user, account.group), 0);
  const Bouncer bouncer(program, target(database), *folder);
  auto mine = bouncer.connect(), other = bouncer.connect();
  const std::string done = one(mine, "SELECT f()");
  EXPECT_EQ(done.find("error"), std::string::npos) << done;
  // Nothing of it is left in the session that the next one gets.
  EXPECT_NE(one(other, "SHOW work_mem"), "77MB");
  EXPECT_EQ(one(other, "SELECT pg_try_advisory_xact_lock(42)"), "t");
  EXPECT_EQ(one(other, "SELECT coalesce(nullif(current_setting('app.tenant', true), ''), 'none')"),
            "none");
  EXPECT_EQ(one(other, "SELECT to_regclass('kept') IS NULL"), "t");
}

}  // namespace
}  // namespace mimar::verify
