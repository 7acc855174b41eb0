// engine/postgres/connection.h against a real server; here because a server is to be had here.

#include <atomic>
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "support/server.h"
#include "world/memory_world.h"

namespace mimar::scratch {
namespace {

using support::TestServer;
using support::why;

using engine::postgres::Connection;
using engine::postgres::Value;

class ConnectionServer : public TestServer {
 protected:
  Database database_ = create();
  Connection& connection_ = database_.owner();
};

TEST_F(ConnectionServer, GivesTheRowsOfTheLastStatement) {
  const auto rows = connection_.execute(
      "SELECT 1; SELECT 2 AS a, NULL AS b, '' AS c UNION ALL SELECT 3, 'x', 'é' ORDER BY 1");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->columns, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(rows->rows.size(), 2U);
  EXPECT_EQ(rows->rows[0], (std::vector<Value>{"2", std::nullopt, ""}));
  EXPECT_EQ(rows->rows[1], (std::vector<Value>{"3", "x", "é"}));
  EXPECT_EQ(connection_.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)")->command,
            "INSERT 0 2");
  EXPECT_TRUE(connection_.execute("")) << "an empty statement is no error";
}

TEST_F(ConnectionServer, BindsParametersAsText) {
  const auto rows = connection_.execute("SELECT $1::int + 1, $2::text, $3::text",
                                        {"41", "'; DROP", std::nullopt});
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->rows[0], (std::vector<Value>{"42", "'; DROP", std::nullopt}));
  const auto two = connection_.execute("SELECT 1; SELECT 2", {});
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().sqlstate, "42601");
}

TEST_F(ConnectionServer, ErrorsCarryWhatTheServerSaid) {
  const auto wrong = connection_.execute("SELECT 'é',\n  lenght('x')");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::database);
  EXPECT_EQ(wrong.error().sqlstate, "42883");
  EXPECT_EQ(wrong.error().message, "function lenght(unknown) does not exist");
  EXPECT_NE(wrong.error().hint, "");
  ASSERT_TRUE(wrong.error().where);
  EXPECT_EQ(wrong.error().where->line, 2U);
  EXPECT_EQ(wrong.error().where->column, 3U);
  EXPECT_EQ(wrong.error().where->offset, 15U) << "é has two bytes";
  EXPECT_EQ(one(connection_, "SELECT 1"), "1") << "the connection stays usable";
}

TEST_F(ConnectionServer, AFailedStatementEndsTheBatch) {
  EXPECT_FALSE(connection_.execute("CREATE TABLE a (); SELECT 1/0; CREATE TABLE b ()"));
  EXPECT_EQ(one(connection_, "SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL"), "t");
}

TEST_F(ConnectionServer, KnowsWhetherATransactionIsOpen) {
  EXPECT_FALSE(connection_.in_transaction());
  one(connection_, "BEGIN");
  EXPECT_TRUE(connection_.in_transaction());
  one(connection_, "SELECT 1/0");
  EXPECT_TRUE(connection_.in_failed_transaction());
  one(connection_, "ROLLBACK");
  EXPECT_FALSE(connection_.in_failed_transaction());
}

TEST_F(ConnectionServer, CopiesRows) {
  one(connection_, "CREATE TABLE t (a int, b text)");
  ASSERT_TRUE(connection_.copy_begin("COPY t FROM STDIN"));
  std::string rows;
  for (int i = 0; i < 100000; ++i)
    rows += std::to_string(i) + "\tsome text\n";
  ASSERT_TRUE(connection_.copy_write(rows));
  ASSERT_TRUE(connection_.copy_write("-1\t\\N\n"));
  EXPECT_EQ(connection_.copy_end().value(), 100001U);
  EXPECT_EQ(one(connection_, "SELECT count(*) || ' ' || count(b) FROM t"), "100001 100000");
}

TEST_F(ConnectionServer, ABadRowFailsTheCopyAndNotTheConnection) {
  one(connection_, "CREATE TABLE t (a int)");
  ASSERT_TRUE(connection_.copy_begin("COPY t FROM STDIN"));
  ASSERT_TRUE(connection_.copy_write("1\nx\n"));
  const auto ended = connection_.copy_end();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().sqlstate, "22P02");
  EXPECT_EQ(ended.error().where->line, 2U);
  EXPECT_EQ(one(connection_, "SELECT count(*) FROM t"), "0");
}

TEST_F(ConnectionServer, CopyWhereAQueryIsMeantIsRefused) {
  for (const char* sql : {"COPY pg_class TO STDOUT", "CREATE TABLE t (a int); COPY t FROM STDIN"}) {
    const auto refused = connection_.execute(sql);
    ASSERT_FALSE(refused) << sql;
    EXPECT_EQ(refused.error().kind, ErrorKind::unsupported);
    EXPECT_EQ(one(connection_, "SELECT 1"), "1") << sql;
  }
  EXPECT_FALSE(connection_.copy_begin("SELECT 1"));
  EXPECT_FALSE(connection_.copy_begin("COPY pg_class TO STDOUT"));
  EXPECT_EQ(one(connection_, "SELECT 1"), "1");
}

TEST_F(ConnectionServer, CancelStopsTheRunningStatement) {
  // Again and again, for a request that comes before the statement has begun stops nothing.
  std::atomic<bool> over{false};
  std::thread canceller([&] {
    while (!over) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      if (!over) connection_.cancel();
    }
  });
  const auto stopped = connection_.execute("SELECT pg_sleep(60)");
  over = true;
  canceller.join();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().sqlstate, "57014");
}

TEST_F(ConnectionServer, ALostServerIsNoHang) {
  EXPECT_EQ(one(connection_, "SELECT pg_terminate_backend(pg_backend_pid())").substr(0, 5),
            "error");
  const auto lost = connection_.execute("SELECT 1");
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::database);
  EXPECT_NE(lost.error().message.find("connection"), std::string::npos);
}

TEST_F(ConnectionServer, AnInterruptCancelsAndIsTheResult) {
  world::MemoryWorld asked;
  asked.interrupt_after(2);
  const std::string socket = scratch_->folder() + "/socket";
  one(connection_, "ALTER ROLE CURRENT_USER PASSWORD 'here'");
  Result<Connection> watched =
      Connection::open(fmt::format("host={} dbname={} user={} password=here", socket,
                                   database_.name(), database_.name()),
                       engine::postgres::stop_when_interrupted(asked));
  ASSERT_TRUE(watched) << why(watched.error());
  const auto started = world_->now();
  const auto stopped = watched->execute("SELECT pg_sleep(60)");
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
  EXPECT_LT(world_->now() - started, std::chrono::seconds(30)) << "of 60";
}

TEST_F(ConnectionServer, AWrongPasswordIsNotShown) {
  const auto refused =
      Connection::open(fmt::format("postgresql://{}:s3cret@/{}?host={}", database_.name(),
                                   database_.name(), scratch_->folder() + "/socket"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::environment);
  EXPECT_EQ(refused.error().message.find("s3cret"), std::string::npos) << refused.error().message;
}

TEST_F(ConnectionServer, NoticesAreSwallowed) {
  testing::internal::CaptureStderr();
  one(connection_, "DROP TABLE IF EXISTS nothing; DO $$ BEGIN RAISE WARNING 'x'; END $$");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

// The whole way: a process with the real handlers gets SIGINT in the middle of a statement and ends
// in order.
TEST_F(ConnectionServer, CtrlCStopsAScriptAndCleansUp) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    world::install_signal_handlers();
    std::string folder;
    int code = 1;
    {
      Result<Scratch> scratch = Scratch::start(*world_);
      Result<Database> database = scratch->create_database();
      folder = scratch->folder();
      if (write(ends[1], folder.data(), folder.size()) < 0) _exit(2);
      const Result<void> done = database->run_script("SELECT pg_sleep(60);", "x.sql");
      code = !done && done.error().kind == ErrorKind::interrupted ? 0 : 3;
    }
    _exit(code == 0 && world_->exists(folder) ? 4 : code);
  }
  std::string folder(4096, '\0');
  ASSERT_GT(::read(ends[0], folder.data(), folder.size()), 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  close(ends[0]);
  close(ends[1]);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace mimar::scratch
