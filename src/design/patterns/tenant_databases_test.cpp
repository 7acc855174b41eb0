// What tenant-databases promises, attacked on a server with its scripts: the role of one tenant at
// the database of another, rows in the wrong database, a migration that stops half way.

#include <fmt/core.h>

#include "support/given_server.h"
#include "support/pattern_database.h"

namespace mimar::design {
namespace {

const std::string clinic =
    "CREATE TABLE practices (id int PRIMARY KEY, name text NOT NULL);"
    "CREATE TABLE patients (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, practice_id int NOT "
    "NULL REFERENCES practices, name text NOT NULL);"
    "CREATE TABLE drugs (id int PRIMARY KEY);";

class TenantDatabasesServer : public support::GivenServer {
 protected:
  void SetUp() override {
    GivenServer::SetUp();
    const auto read = read::sql_files::read({{"schema.sql", clinic}});
    ASSERT_TRUE(read);
    auto made = find_pattern("tenant-databases")
                    ->apply(read->database, {{"public", "practices"}, {}, {}}, Policy{});
    ASSERT_TRUE(made) << made.error().message;
    draft = std::move(*made);
    for (const char* sql : {"CREATE DATABASE directory", "CREATE DATABASE tenant_template",
                            "CREATE ROLE north LOGIN", "CREATE ROLE south LOGIN"})
      ASSERT_TRUE(postgres->execute(sql)) << sql;
    ASSERT_TRUE(open(url_of("chief", "tenant_template")).execute(clinic + draft.sql));
    ASSERT_EQ(draft.files.at(0).first, "directory.sql");
    ASSERT_TRUE(open(url_of("chief", "directory")).execute(draft.files[0].second));
  }

  // "" or what the script said.
  std::string script(std::size_t file, std::vector<std::string> arguments = {}) {
    world::Command command;
    command.arguments = {"/bin/sh", "-c", draft.files.at(file).second};
    command.arguments.push_back(draft.files.at(file).first);
    for (std::string& argument : arguments)
      command.arguments.push_back(std::move(argument));
    command.environment = {{"PGHOST", folder + "/server"}, {"PGUSER", "chief"}};
    command.unprivileged = true;
    const auto done = world->run(command);
    if (!done) return done.error().message;
    return done->exit_code == 0 ? "" : done->errors + done->output;
  }

  std::string create(const std::string& key, const std::string& name) {
    const std::string row = folder + "/server/" + name + ".sql";
    run({"/bin/sh", "-c",
         fmt::format("echo \"INSERT INTO practices VALUES ({}, '{}');\" > {}", key, name, row)});
    return script(1, {key, name, name, row});
  }

  std::string state(const std::string& user, const std::string& database, const char* sql) {
    auto opened = engine::postgres::Connection::open(url_of(user, database));
    if (!opened) return "no connection: " + opened.error().message;
    const auto done = opened->execute(sql);
    return done ? "" : done.error().sqlstate;
  }

  std::string value(const std::string& database, const std::string& sql) {
    const auto rows = open(url_of("chief", database)).execute(sql);
    return rows ? rows->rows.at(0).at(0).value_or("NULL") : rows.error().message;
  }

  Draft draft;
};

TEST_F(TenantDatabasesServer, ATenantsRoleReachesNothingOfAnothers) {
  ASSERT_EQ(create("1", "north"), "");
  ASSERT_EQ(create("2", "south"), "");
  ASSERT_EQ(state("north", "north", "INSERT INTO patients (practice_id, name) VALUES (1, 'ann')"),
            "");
  EXPECT_EQ(value("south", "SELECT count(*) FROM patients"), "0");
  for (const char* other : {"south", "directory", "tenant_template"}) {
    const bool reached = state("north", other, "SELECT 1 FROM patients").empty() ||
                         state("north", other, "SELECT 1 FROM tenants").empty();
    EXPECT_FALSE(reached) << other;
  }
  EXPECT_NE(state("north", "south", "SELECT 1").find("no connection"), std::string::npos);
  // Rows of the wrong tenant, whoever brings them: his key is not there, and cannot come.
  EXPECT_EQ(state("chief", "south", "INSERT INTO patients (practice_id, name) VALUES (1, 'ann')"),
            "23503");
  EXPECT_EQ(state("chief", "south", "INSERT INTO practices VALUES (1, 'north')"), "23505");
  for (const char* attack :
       {"UPDATE practices SET id = 2", "DELETE FROM practices", "SELECT seal_tenant_database()",
        "INSERT INTO tenant_migrations VALUES (9)", "CREATE TABLE public.own (a int)"})
    EXPECT_EQ(state("north", "north", attack), "42501") << attack;
  // A key, a database and a role are of one tenant.
  EXPECT_NE(create("1", "again").find("tenants_pkey"), std::string::npos);
  EXPECT_EQ(value("postgres", "SELECT count(*) FROM pg_database WHERE datname = 'again'"), "0");
  EXPECT_NE(script(1, {"3", "third", "north", "none.sql"}).find("role_name"), std::string::npos);
}

TEST_F(TenantDatabasesServer, ADatabaseWithoutOrWithTwoTenantsIsNotSealed) {
  EXPECT_EQ(state("chief", "tenant_template", "SELECT seal_tenant_database()"), "55000");
  EXPECT_EQ(state("chief", "tenant_template",
                  "INSERT INTO practices VALUES (1, 'a'), (2, 'b'); SELECT seal_tenant_database()"),
            "55000");
}

TEST_F(TenantDatabasesServer, AChangeReachesEverybodyAndGoesOnWhereItStopped) {
  ASSERT_EQ(create("1", "north"), "");
  ASSERT_EQ(create("2", "south"), "");
  ASSERT_EQ(state("chief", "south", "INSERT INTO patients (practice_id, name) VALUES (2, '')"), "");
  ASSERT_EQ(state("chief", "directory",
                  "INSERT INTO migrations (sql) VALUES ('CREATE TABLE visits (id int)'), ('ALTER "
                  "TABLE patients ADD CHECK (name <> '''')')"),
            "");
  EXPECT_NE(script(2).find("violated"), std::string::npos);
  const std::string versions =
      "SELECT string_agg(database_name || ' ' || version, ',' ORDER BY database_name) FROM tenants";
  EXPECT_EQ(value("directory", versions), "north 2,south 1");
  ASSERT_EQ(state("chief", "south", "UPDATE patients SET name = 'bea'"), "");
  EXPECT_EQ(script(2), "");
  EXPECT_EQ(value("directory", versions), "north 2,south 2");
  EXPECT_EQ(script(2), "");
  EXPECT_EQ(state("north", "north", "SELECT 1 FROM visits"), "");
  // A new one starts with all of it; one whose mark was not written down is not changed twice.
  ASSERT_TRUE(postgres->execute("CREATE ROLE west LOGIN"));
  ASSERT_EQ(create("3", "west"), "");
  EXPECT_EQ(state("west", "west", "SELECT 1 FROM visits"), "");
  ASSERT_EQ(state("chief", "directory", "UPDATE tenants SET version = 0"), "");
  EXPECT_EQ(script(2), "");
  EXPECT_EQ(value("directory", versions), "north 2,south 2,west 2");
}

}  // namespace
}  // namespace mimar::design
