// When the server does not show everything, stops in the middle, or changes while it is read.
#include <future>

#include "base/text.h"
#include "read/source.h"
#include "scratch/binaries.h"
#include "scratch/template.h"
#include "support/server.h"

namespace mimar::read::postgres {
namespace {

using engine::postgres::Connection;

class LiveReaderRobustServer : public support::TestServer {
 protected:
  // What the superuser of the scratch server connects with; user SQL never does.
  static std::string admin_url(const std::string& database) {
    const auto binaries = scratch::find_binaries(*world_, "");
    const auto from = scratch::cached_template(*world_, *binaries);
    return "postgres://mimar_admin:" + from->admin_password + "@/" + database +
           "?port=5432&host=" + scratch_->folder() + "/socket";
  }
  static Connection admin(const std::string& database) {
    Result<Connection> connection = Connection::open(admin_url(database));
    if (!connection) throw std::runtime_error(support::why(connection.error()));
    return std::move(*connection);
  }
  // Until somebody waits for a lock; how many seconds that took does not matter.
  static void wait_for_a_waiter(Connection& admin) {
    for (int tries = 0; tries < 400; ++tries) {
      // Within a transaction the first look at the activity is the one all others see.
      one(admin, "SELECT count(*) FROM (SELECT pg_stat_clear_snapshot()) cleared");
      if (one(admin, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == "1")
        return;
      one(admin, "SELECT pg_sleep(0.01)");
    }
    throw std::runtime_error("nobody waited");
  }
};

TEST_F(LiveReaderRobustServer, WhatTheRoleMayNotSeeIsTold) {
  scratch::Database database = create();
  ASSERT_EQ(run(database,
                "CREATE TABLE t (a int PRIMARY KEY); COMMENT ON TABLE t IS 'x';\n"
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"),
            "");
  Connection superuser = admin(database.name());
  one(superuser,
      "REVOKE SELECT ON pg_catalog.pg_description, pg_catalog.pg_subscription,"
      " pg_catalog.pg_event_trigger FROM PUBLIC");
  const Result<Reading> reading = read(database.owner());
  ASSERT_TRUE(reading) << support::why(reading.error());
  ASSERT_EQ(reading->database->tables.size(), 1U);
  EXPECT_TRUE(reading->database->tables[0].primary_key);
  EXPECT_EQ(reading->database->others.size(), 1U);
  const std::vector<std::string>& told = reading->database->incomplete;
  ASSERT_EQ(told.size(), 3U);
  for (const char* table : {"pg_description", "pg_event_trigger", "pg_subscription"}) {
    EXPECT_EQ(
        std::count_if(told.begin(), told.end(),
                      [&](const std::string& sentence) {
                        return sentence.ends_with(
                            std::string("were not read: permission denied for table ") + table);
                      }),
        1)
        << table << ": " << text::join(told, "\n");
  }
  EXPECT_FALSE(database.owner().in_transaction());
}

TEST_F(LiveReaderRobustServer, WithoutTablesThereIsNoReading) {
  scratch::Database database = create();
  Connection superuser = admin(database.name());
  one(superuser, "REVOKE SELECT ON pg_catalog.pg_constraint FROM PUBLIC");
  const Result<Reading> reading = read(database.owner());
  ASSERT_FALSE(reading);
  EXPECT_TRUE(reading.error().message.ends_with(
      " cannot be read: permission denied for table pg_constraint"))
      << reading.error().message;
  EXPECT_NE(reading.error().hint.find("GRANT SELECT"), std::string::npos);
}

TEST_F(LiveReaderRobustServer, ABrokenFunctionIsTold) {
  scratch::Database database = create();
  ASSERT_EQ(run(database,
                "CREATE TABLE t (a int); CREATE TYPE x AS ENUM ('a');\n"
                "CREATE FUNCTION f(x) RETURNS int LANGUAGE sql AS 'SELECT 1';"),
            "");
  Connection superuser = admin(database.name());
  one(superuser,
      "SET allow_system_table_mods = on; DELETE FROM pg_depend WHERE refobjid = "
      "'public.x'::regtype; DELETE FROM pg_type WHERE oid = 'public.x'::regtype");
  const Result<Reading> reading = read(database.owner());
  ASSERT_TRUE(reading) << support::why(reading.error());
  EXPECT_EQ(reading->database->tables.size(), 1U);
  const std::vector<std::string>& told = reading->database->incomplete;
  EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const std::string& sentence) {
    return sentence == "function public.f is read without a type that no longer exists";
  })) << text::join(told, "\n");
}

TEST_F(LiveReaderRobustServer, ALostConnectionIsOneErrorAndNoPartialResult) {
  scratch::Database database = create();
  ASSERT_EQ(run(database, "CREATE TABLE t (a int);"), "");
  Connection superuser = admin(database.name());
  one(superuser, "BEGIN; LOCK TABLE pg_catalog.pg_enum IN ACCESS EXCLUSIVE MODE");
  const std::string url = admin_url(database.name());
  auto reading = std::async(std::launch::async, [&] { return read::read(url, *world_); });
  wait_for_a_waiter(superuser);
  one(superuser,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = "
      "'Lock'");
  const Result<read::Reading> result = reading.get();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::environment);
  EXPECT_NE(result.error().message.find("was lost while the catalog was read"), std::string::npos)
      << result.error().message;
  EXPECT_EQ(result.error().message.find("mimar_admin:"),
            result.error().message.find("mimar_admin:***"));
  EXPECT_NE(result.error().hint.find("nothing was kept"), std::string::npos);
}

TEST_F(LiveReaderRobustServer, OneSnapshotWhateverOthersCommit) {
  scratch::Database database = create();
  ASSERT_EQ(run(database, "CREATE TABLE t (a int);"), "");
  Connection superuser = admin(database.name());
  one(superuser, "BEGIN; LOCK TABLE pg_catalog.pg_enum IN ACCESS EXCLUSIVE MODE");
  auto reading = std::async(std::launch::async, [&] { return read(database.owner()); });
  wait_for_a_waiter(superuser);
  one(superuser,
      "CREATE FUNCTION public.later() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE "
      "SEQUENCE public.later_ids; COMMIT");
  const Result<Reading> result = reading.get();
  ASSERT_TRUE(result) << support::why(result.error());
  EXPECT_EQ(result->database->tables.size(), 1U);
  EXPECT_TRUE(result->database->others.empty());
  EXPECT_TRUE(result->database->sequences.empty());
}

}  // namespace
}  // namespace mimar::read::postgres
