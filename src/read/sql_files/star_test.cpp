#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

// The queries of the last view in its comparison form, for a history and for what it comes to.
std::string last_view(const std::string& sql) {
  const auto reading = read({{"x.sql", sql}});
  if (!reading) return "error: " + reading.error().message;
  for (const std::string& note : reading->database->incomplete)
    return "incomplete: " + note;
  const model::Expression& query = reading->database->views.back().query;
  return (query.resolved ? "" : "unresolved: ") + query.canonical;
}

const std::string tables = "CREATE TABLE a (id int, x text); CREATE TABLE b (id int, y text);";
const std::string later =
    "ALTER TABLE a ADD COLUMN later int; ALTER TABLE b ADD COLUMN later int, ADD COLUMN x int;";

void expect_frozen(const std::string& starred, const std::string& spelt_out) {
  EXPECT_EQ(last_view(tables + starred + ";" + later), last_view(tables + spelt_out + ";"))
      << starred;
}

TEST(StarInViews, StandsForTheColumnsOfTheTimeItWasCreated) {
  expect_frozen("CREATE VIEW v AS SELECT * FROM a", "CREATE VIEW v AS SELECT id, x FROM a");
  expect_frozen("CREATE VIEW v AS SELECT p.*, q.y AS z FROM a p JOIN public.b q ON p.id = q.id",
                "CREATE VIEW v AS SELECT p.id, p.x, q.y AS z FROM a p JOIN b q ON p.id = q.id");
  expect_frozen("CREATE VIEW v AS SELECT a.x, b.* FROM a, b",
                "CREATE VIEW v AS SELECT a.x, b.id, b.y FROM a, b");
  expect_frozen("CREATE MATERIALIZED VIEW v AS SELECT * FROM a",
                "CREATE MATERIALIZED VIEW v AS SELECT id, x FROM a");
}

TEST(StarInViews, OfMergedColumnsCommonTablesAndUnions) {
  expect_frozen("CREATE VIEW v AS SELECT * FROM a JOIN b USING (id)",
                "CREATE VIEW v AS SELECT a.id, a.x, b.y FROM a JOIN b ON a.id = b.id");
  expect_frozen("CREATE VIEW v AS WITH c AS (SELECT * FROM a) SELECT * FROM c",
                "CREATE VIEW v AS WITH c AS (SELECT id, x FROM a) SELECT id, x FROM c");
  expect_frozen("CREATE VIEW v AS SELECT * FROM a UNION ALL SELECT * FROM b",
                "CREATE VIEW v AS SELECT id, x FROM a UNION ALL SELECT id, y FROM b");
  expect_frozen("CREATE VIEW v AS SELECT * FROM (SELECT * FROM a) s",
                "CREATE VIEW v AS SELECT id, x FROM (SELECT id, x FROM a) s");
}

TEST(StarInViews, OverAViewIsThatViewsColumns) {
  expect_frozen("CREATE VIEW u AS SELECT * FROM a; CREATE VIEW v AS SELECT * FROM u",
                "CREATE VIEW u AS SELECT id, x FROM a; CREATE VIEW v AS SELECT id, x FROM u");
}

TEST(StarInViews, TakesTheNamesGivenToTheView) {
  expect_frozen("CREATE VIEW v (k) AS SELECT * FROM a",
                "CREATE VIEW v AS SELECT id AS k, x FROM a");
}

TEST(StarInViews, ThatCannotBeKnownIsSaid) {
  const std::string view =
      last_view("CREATE TABLE t AS SELECT * FROM pg_class;\nCREATE VIEW v AS SELECT * FROM t;");
  EXPECT_EQ(view.substr(0, 12), "incomplete: ");
}

TEST(UnseenTable, LaterStatementsAboutItDoNotFail) {
  const auto reading =
      read({{"x.sql",
             "CREATE TABLE k AS SELECT oid AS x FROM pg_class; ALTER TABLE k ADD PRIMARY KEY (x); "
             "CREATE INDEX ON k "
             "(x); CREATE TABLE r (x int REFERENCES k (x)); CREATE TABLE l (LIKE k);"
             "CREATE TABLE i (a int) INHERITS (k); COMMENT ON COLUMN k.x IS 'x';"
             "ALTER TABLE k RENAME TO kk; CREATE INDEX ON kk (x); DROP TABLE kk;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_GE(reading->database->incomplete.size(), 4u);  // the table and what depends on it
}

TEST(Followed, WhatIsNotIsSaid) {
  const auto notes = [](const std::string& sql) {
    const auto reading = read({{"x.sql", sql}});
    return reading ? reading->database->incomplete.size() : 100;
  };
  const std::string type =
      "CREATE TYPE e AS ENUM ('a'); CREATE FUNCTION f(e) RETURNS int LANGUAGE "
      "sql AS 'select 1';";
  EXPECT_EQ(notes(type), 0u);
  EXPECT_EQ(notes(type + "ALTER TYPE e RENAME TO e2;"), 0u);
  const std::string check = "CREATE TABLE t (a numeric CHECK (a > 0), b int);";
  EXPECT_EQ(notes(check + "ALTER TABLE t ALTER b TYPE bigint, ALTER a TYPE numeric(3);"), 0u);
  EXPECT_EQ(notes(check + "ALTER TABLE t ALTER a TYPE int;"), 1u);
}

TEST(GuardedBlocks, ThatAskForAVariableAreSaid) {
  const auto reading = read(
      {{"x.sql",
        "CREATE TYPE e AS ENUM ('a'); DO $$ DECLARE v text; BEGIN FOR v IN SELECT "
        "name FROM names LOOP IF NOT EXISTS (SELECT 1 FROM pg_enum WHERE enumlabel = v AND "
        "enumtypid = (SELECT oid FROM pg_type WHERE typname = 'e')) THEN EXECUTE format('ALTER "
        "TYPE e ADD VALUE %L', v); END IF; END LOOP; END $$;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_FALSE(reading->database->incomplete.empty());
}

TEST(GuardedBlocks, WhoseConditionIsNotAboutTheStatementAreSaid) {
  const auto notes = [](const std::string& condition, const std::string& statement) {
    const auto reading = read({{"x.sql", "CREATE TABLE t (a int); DO $$ BEGIN IF " + condition +
                                             " THEN " + statement + "; END IF; END $$;"}});
    return reading ? reading->database->incomplete
                   : std::vector<std::string>{reading.error().message};
  };
  EXPECT_TRUE(
      notes("NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e')", "CREATE TYPE e AS ENUM ('a')")
          .empty());
  EXPECT_TRUE(notes("EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND "
                    "column_name = 'a')",
                    "ALTER TABLE t DROP COLUMN a")
                  .empty());
  EXPECT_EQ(notes("EXISTS (SELECT FROM settings WHERE name = 't')", "DROP TABLE t").size(), 1u);
  EXPECT_EQ(notes("EXISTS (SELECT FROM pg_class WHERE relname LIKE 'o%')", "DROP TABLE t").size(),
            1u);
  EXPECT_TRUE(notes("EXISTS (SELECT FROM settings)", "DELETE FROM t").empty());
}

}  // namespace
}  // namespace mimar::read::sql_files
