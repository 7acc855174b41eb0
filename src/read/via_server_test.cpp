// SQL that is executed on scratch and read live.
#include <filesystem>
#include <fstream>

#include "read/source.h"
#include "support/server.h"

namespace mimar::read {
namespace {

class ViaServer : public support::TestServer {
 protected:
  static Result<Reading> via_server(const std::string& sql) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("mimar_via_" + std::to_string(getpid()) + ".sql");
    std::ofstream(file) << sql;
    Result<Reading> reading = read(file.string(), *world_, {true, ""});
    std::filesystem::remove(file);
    return reading;
  }
};

TEST_F(ViaServer, ReadsWhatTheServerMakesOfIt) {
  const Result<Reading> reading =
      via_server("DO $$ BEGIN EXECUTE 'CREATE TABLE t' || 1 || ' (a int)'; END $$;");
  ASSERT_TRUE(reading) << support::why(reading.error());
  ASSERT_EQ(reading->database->tables.size(), 1U);
  EXPECT_EQ(reading->database->tables[0].name.text(), "public.t1");
  EXPECT_TRUE(reading->files.empty());
  EXPECT_EQ(reading->read_with, " --via-server");
  ASSERT_EQ(reading->inputs.size(), 1U);
  EXPECT_FALSE(reading->inputs[0].digest.empty());
}

// Findings point at the file, though the server made the database. What only the server
// understands in between does not hide the rest.
TEST_F(ViaServer, WhatIsWrittenHasItsPlace) {
  const Result<Reading> reading = via_server(
      "CREATE TABLE t (\n  a int,\n  b int CHECK (b > 0)\n);\n"
      "DO $$ DECLARE n text; BEGIN SELECT 'made' INTO n FROM pg_class LIMIT 1;"
      " EXECUTE 'CREATE TABLE ' || n || ' (a int)'; END $$;\n"
      "ALTER TABLE made ADD b int;\nCREATE INDEX i ON t (a);\n");
  ASSERT_TRUE(reading) << support::why(reading.error());
  const model::Table* t = model::find_table(reading->database, {"public", "t"});
  ASSERT_NE(t, nullptr);
  ASSERT_TRUE(t->origin.span && t->columns[1].origin.span && t->indexes[0].origin.span);
  EXPECT_EQ(t->origin.span->line, 1U);
  EXPECT_EQ(t->columns[1].origin.span->line, 3U);
  EXPECT_EQ(t->checks[0].origin.span->line, 3U);
  EXPECT_EQ(t->indexes[0].origin.span->line, 7U);
  EXPECT_FALSE(model::find_table(reading->database, {"public", "made"})->origin.span);
}

TEST_F(ViaServer, WhatARefusalIsAboutHasItsPlace) {
  const Result<Reading> reading =
      via_server("CREATE TABLE t (a int);\nCREATE TABLE u (a nothing);");
  ASSERT_FALSE(reading);
  EXPECT_NE(reading.error().message.find("refused it: type \"nothing\" does not exist"),
            std::string::npos)
      << reading.error().message;
  ASSERT_TRUE(reading.error().where);
  EXPECT_EQ(reading.error().where->line, 2U);
}

TEST_F(ViaServer, WhatAMissingExtensionBringsIsLeftOutAndTold) {
  const Result<Reading> reading = via_server(
      "CREATE EXTENSION no_such_extension;\nCOMMENT ON EXTENSION no_such_extension IS 'x';\n"
      "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (e no_such_type);\n"
      "CREATE INDEX ON b (e);\nCREATE TABLE c (id int REFERENCES a);");
  ASSERT_TRUE(reading) << support::why(reading.error());
  EXPECT_EQ(reading->database->tables.size(), 2U);
  const std::vector<std::string>& told = reading->database->incomplete;
  ASSERT_EQ(told.size(), 4U);
  EXPECT_NE(told[0].find(".sql:1: left out, because an extension is not on this server: "),
            std::string::npos)
      << told[0];
  EXPECT_NE(told[2].find(".sql:4: left out"), std::string::npos) << told[2];
}

TEST_F(ViaServer, AServerThatIsNotThereIsNamed) {
  const Result<Reading> reading = read("x.sql", *world_, {true, "/nowhere"});
  EXPECT_FALSE(reading);
  scratch::Options options;
  options.binaries = "99";
  const auto scratch = scratch::Scratch::start(*world_, options);
  ASSERT_FALSE(scratch);
  EXPECT_NE(scratch.error().message.find("PostgreSQL 99 is not on this machine"),
            std::string::npos);
}

}  // namespace
}  // namespace mimar::read
