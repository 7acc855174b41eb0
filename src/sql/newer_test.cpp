#include "sql/newer.h"

#include <gtest/gtest.h>

#include "sql/parse.h"

namespace mimar::sql {
namespace {

// What the parser's only complaint is about, or its message.
std::string newer_in(const std::string& sql) {
  const Result<Script> script = parse_script(sql, "test.sql");
  if (!script) return "error: " + script.error().message;
  for (const model::Statement& statement : script->statements) {
    if (const auto* newer = std::get_if<model::NewerStatement>(&statement.action))
      return newer->syntax;
  }
  return "";
}

TEST(Newer, WhatLaterVersionsBroughtIsKnown) {
  const std::pair<const char*, const char*> known[] = {
      {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * (2)) VIRTUAL)", "VIRTUAL"},
      {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * (2)), c int)",
       "a virtual generated column"},
      {"CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED)", "ENFORCED"},
      {"ALTER TABLE t ALTER CONSTRAINT c NOT ENFORCED", "ENFORCED"},
      {"CREATE TABLE t (a int, b daterange, PRIMARY KEY (a, b WITHOUT OVERLAPS))",
       "WITHOUT OVERLAPS"},
      {"ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES u (a, PERIOD b)", "PERIOD"},
      {"ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID", "a NOT NULL constraint of the table"},
      {"CREATE TABLE t (a int, CONSTRAINT c NOT NULL a)", "a NOT NULL constraint of the table"},
      {"CREATE TABLE t (a int NOT NULL NO INHERIT)", "NO INHERIT"},
      {"CREATE TABLE t (a text STORAGE external)", "STORAGE in a column definition"},
      {"ALTER TABLE t ALTER a SET STORAGE DEFAULT", "STORAGE DEFAULT"},
      {"ALTER TABLE t ALTER a SET EXPRESSION AS (b + 1)", "SET EXPRESSION"},
      {"CREATE VIEW v AS SELECT json_object('a' VALUE 1)", "JSON_OBJECT"},
      {"CREATE VIEW v AS SELECT * FROM json_table('[]', '$[*]' COLUMNS (a int)) j", "JSON_TABLE"},
      {"CREATE VIEW v AS SELECT x IS JSON FROM t", "IS JSON"},
      {"CREATE VIEW v AS SELECT * FROM (SELECT 1)", "a subquery without an alias"},
      {"CREATE VIEW v AS SELECT 1_000 AS n", "the notation of a number"},
      {"CREATE VIEW v AS SELECT 0xff", "the notation of a number"},
      {"CREATE VIEW v AS SELECT now() AT LOCAL", "AT LOCAL"},
      {"CREATE STATISTICS ON a, b FROM t", "statistics without a name"},
      {"GRANT a TO b WITH INHERIT TRUE", "options of a membership"},
  };
  for (const auto& [sql, syntax] : known)
    EXPECT_EQ(newer_in(sql), syntax) << sql;
}

TEST(Newer, WhatIsWrongEverywhereIsAnError) {
  for (const char* sql :
       {"CREATE TABLE t (a int NOT)", "CREATE TABLE t (a int VIRTUAL)", "SELEC 1",
        "CREATE TABLE t (a int, )", "CREATE TABLE t (a int auto_increment)", "SELECT 12abc",
        "ALTER TABLE t ADD CONSTRAINT c", "CREATE VIEW v AS SELECT f('a' VALUE 1)"}) {
    EXPECT_EQ(newer_in(sql).substr(0, 6), "error:") << sql;
  }
}

TEST(Newer, TheRestOfTheScriptIsParsed) {
  const Result<Script> script = parse_script(
      "CREATE TABLE a (x int); CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED); CREATE TABLE b "
      "(y "
      "int);",
      "test.sql");
  ASSERT_TRUE(script);
  ASSERT_EQ(script->statements.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<model::CreateTable>(script->statements[2].action));
}

TEST(Newer, TellsWhatAStatementMakes) {
  const auto told = [](const char* sql) {
    const Made made = made_by(sql);
    return made.kind + " " + made.schema + " " + made.name;
  };
  EXPECT_EQ(told("create /* x */ unlogged table if not exists A.\"B \"\"c\" (x int)"),
            "table a B \"c");
  EXPECT_EQ(told("CREATE OR REPLACE VIEW v AS SELECT 1"), "view  v");
  EXPECT_EQ(told("CREATE MATERIALIZED VIEW s.v AS SELECT 1"), "view s v");
  EXPECT_EQ(told("CREATE INDEX ON t (a)"), "  ");
  EXPECT_EQ(told("ALTER TABLE t ADD x int"), "  ");
  EXPECT_EQ(told("CREATE TABLE"), "  ");
}

}  // namespace
}  // namespace mimar::sql
