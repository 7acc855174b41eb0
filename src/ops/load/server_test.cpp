#include "ops/load/load.h"
#include "ops/operations.h"
#include "support/given_server.h"

namespace mimar::ops::load {
namespace {

constexpr const char* shop =
    "CREATE ROLE clerk; CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY "
    "KEY, "
    "name text NOT NULL);"
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint "
    "NOT NULL REFERENCES customers); GRANT SELECT ON orders TO clerk;"
    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON orders TO clerk USING "
    "(true);";

class LoadOnGivenServer : public support::GivenServer {
 protected:
  std::string state() {
    const auto rows = postgres->execute(
        "SELECT string_agg(datname, ' ' ORDER BY datname) || ' | ' || (SELECT "
        "string_agg(rolname, ' ') FROM pg_roles WHERE rolname !~ '^pg_') FROM pg_database");
    return rows ? rows->rows.at(0).at(0).value_or("") : rows.error().message;
  }

  Result<Found> prove_there() {
    const auto reading = read::read_files({{"shop.sql", shop}});
    Arguments given;
    for (const auto& [name, value] : {std::pair{"source", "shop.sql"},
                                      {"rows", "2000"},
                                      {"seconds", "1"},
                                      {"clients", "2"},
                                      {"growth", "2"}})
      given.add(name, value);
    given.add("scratch", url);
    const auto arguments = complete(load_proof, given);
    if (!reading || !arguments) throw std::runtime_error("the test is wrong");
    report::Report report;
    auto job = read_job(*arguments, *reading, report, *world);
    if (!job) throw std::runtime_error(job.error().message);
    return prove(*job, report, *world);
  }

  std::string why_not() {
    const auto found = prove_there();
    return found ? "" : found.error().message + " / " + found.error().hint;
  }
};

TEST_F(LoadOnGivenServer, RunsInADatabaseOfItsOwnAndLeavesNothingBehind) {
  const std::string before = state();
  const auto found = prove_there();
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->growth.size(), 2U);
  EXPECT_EQ(found->growth.back().extrapolated, "");
  EXPECT_GT(found->first.figures.patterns.size(), 3U);
  EXPECT_TRUE(found->first.figures.no_checkpoint.empty()) << found->first.figures.no_checkpoint;
  EXPECT_EQ(found->first.figures.settings.at("fsync"), "off") << "the server's own settings";
  EXPECT_EQ(state(), before);
}

TEST_F(LoadOnGivenServer, IsRefusedWhereSomebodyHasSomething) {
  ASSERT_TRUE(postgres->execute("CREATE DATABASE theirs"));
  EXPECT_NE(why_not().find("database theirs"), std::string::npos) << why_not();
  ASSERT_TRUE(postgres->execute("DROP DATABASE theirs"));
  for (const auto& [make, what, drop] :
       {std::tuple{"CREATE TABLE t (a int)", "relation t", "DROP TABLE t"},
        {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "function f()",
         "DROP FUNCTION f()"},
        {"CREATE TYPE mood AS ENUM ('good')", "type mood", "DROP TYPE mood"},
        {"CREATE SCHEMA s", "schema s", "DROP SCHEMA s"}}) {
    ASSERT_TRUE(postgres->execute(make));
    const std::string before = state();
    EXPECT_NE(why_not().find(what), std::string::npos) << why_not();
    EXPECT_EQ(state(), before);
    ASSERT_TRUE(postgres->execute(drop));
  }
  ASSERT_TRUE(postgres->execute("CREATE DATABASE mimar_load"));
  EXPECT_NE(why_not().find("database mimar_load"), std::string::npos) << "it has not our mark";
}

TEST_F(LoadOnGivenServer, RemovesWhatAKilledRunLeft) {
  ASSERT_TRUE(postgres->execute("CREATE DATABASE mimar_load"));
  ASSERT_TRUE(postgres->execute(
      "COMMENT ON DATABASE mimar_load IS 'made by mimar load; it is removed when that ends'"));
  {
    const auto user = open("host=" + folder + "/server user=chief dbname=mimar_load");
    EXPECT_NE(why_not().find("another mimar load runs"), std::string::npos) << why_not();
  }
  // The server notices a moment later that the other is gone.
  for (bool there = true; there;) {
    const auto rows =
        postgres->execute("SELECT FROM pg_stat_activity WHERE datname = 'mimar_load'");
    ASSERT_TRUE(rows);
    there = !rows->rows.empty();
  }
  EXPECT_EQ(why_not(), "");
}

TEST_F(LoadOnGivenServer, SaysWhichPrivilegeIsMissing) {
  ASSERT_TRUE(postgres->execute("CREATE ROLE weak LOGIN"));
  url = "host=" + folder + "/server user=weak dbname=postgres";
  EXPECT_NE(why_not().find("CREATEDB"), std::string::npos) << why_not();
}

}  // namespace
}  // namespace mimar::ops::load
