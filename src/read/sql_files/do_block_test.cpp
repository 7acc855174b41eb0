// DO blocks whose variables, loops and questions can be followed without a server.
#include <gtest/gtest.h>

#include "emit/ddl/ddl.h"
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

const std::string made =
    "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a int); CREATE INDEX i ON t (a); "
    "CREATE INDEX j ON t (a); CREATE VIEW v AS SELECT a AS x FROM t;";

std::string after(const std::string& sql) {
  const auto reading = read({{"x.sql", made + sql}});
  return reading ? emit::ddl::emit(reading->database) : "error: " + reading.error().message;
}

std::string after_block(const std::string& body) {
  return after("DO $$ " + body + " $$;");
}

bool is_said(const std::string& body) {
  const auto reading = read({{"x.sql", made + "DO $$ " + body + " $$;"}});
  return reading && !reading->database->incomplete.empty();
}

TEST(DoBlock, LoopsOverConstantsAreWalked) {
  const std::string two = after("ALTER TABLE t ADD b int; ALTER TABLE t ADD c int;");
  for (const char* body :
       {"DECLARE n text; BEGIN FOREACH n IN ARRAY ARRAY['b', 'c'] LOOP EXECUTE format('ALTER TABLE "
        "t ADD %I int', n); END LOOP; END",
        "DECLARE n text; l text[] := '{b,c}'; BEGIN FOREACH n IN ARRAY l LOOP EXECUTE 'ALTER TABLE "
        "t ADD ' || n || ' int'; END LOOP; END",
        "DECLARE r record; BEGIN FOR r IN SELECT unnest(ARRAY['b', 'c']) AS n LOOP IF NOT EXISTS "
        "(SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = r.n) "
        "THEN EXECUTE 'ALTER TABLE t ADD ' || quote_ident(r.n) || ' int'; END IF; END LOOP; END",
        "DECLARE n text; BEGIN FOR n IN SELECT x FROM unnest(ARRAY['b', 'c']) AS x LOOP EXECUTE "
        "format('ALTER TABLE t ADD %s int', n); END LOOP; END"})
    EXPECT_EQ(after_block(body), two) << body;
  EXPECT_EQ(after_block("BEGIN FOR i IN 1..2 LOOP FOR k IN 3..4 LOOP EXECUTE format('ALTER TABLE t "
                        "ADD c%s%s int', i, k); END LOOP; END LOOP; END"),
            after("ALTER TABLE t ADD c13 int, ADD c14 int, ADD c23 int, ADD c24 int;"));
}

TEST(DoBlock, VariablesThatGetAConstantAreFollowed) {
  const std::string one = after("ALTER TABLE t ADD b int;");
  for (const char* body :
       {"DECLARE n CONSTANT text DEFAULT 'b'; BEGIN EXECUTE format('ALTER TABLE t ADD %I int', n); "
        "END",
        "DECLARE n text := COALESCE(current_setting('app.column', true), 'b'); s text; BEGIN s := "
        "'ALTER TABLE t ADD ' || n || ' int'; EXECUTE s; END",
        "DECLARE x bool = COALESCE(current_setting('app.x', true), 'false')::boolean; BEGIN IF x "
        "THEN RETURN; END IF; IF x = false THEN ALTER TABLE t ADD b int; END IF; END"}) {
    EXPECT_EQ(after_block(body), one) << body;
    EXPECT_FALSE(is_said(body)) << body;
  }
}

TEST(DoBlock, WhatIsNotCertainIsSaid) {
  for (const char* body :
       {"DECLARE n text := 'b'; BEGIN SELECT a INTO n FROM t; EXECUTE format('ALTER TABLE t ADD %I "
        "int', n); END",
        "DECLARE n text := 'b'; BEGIN IF random() > 0.5 THEN n := 'c'; END IF; EXECUTE "
        "format('ALTER TABLE t ADD %I int', n); END",
        "DECLARE n text := 'b'; BEGIN DECLARE n text; BEGIN NULL; END; EXECUTE format('ALTER TABLE "
        "t ADD %I int', n); END",
        "DECLARE n text; BEGIN FOREACH n IN ARRAY ARRAY['b', 'c'] LOOP EXIT WHEN n = 'c'; EXECUTE "
        "format('ALTER TABLE t ADD %I int', n); END LOOP; END",
        "BEGIN FOR i IN 1..(SELECT count(*) FROM t) LOOP EXECUTE format('ALTER TABLE t ADD c%s "
        "int', i); END LOOP; END",
        "BEGIN IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'v' AND "
        "column_name = 'x') THEN ALTER TABLE t ADD b int; END IF; END"})
    EXPECT_TRUE(is_said(body)) << body;
}

TEST(DoBlock, CountsAreCompared) {
  const std::string indexes = "FROM pg_indexes WHERE indexname IN ('i', 'j', 'k')";
  for (const char* condition :
       {"(SELECT count(*) = 2 ", "(SELECT count(*) > 1 ", "(SELECT count(*) < 3 ",
        "(SELECT count(*) <> 3 ", "2 = 2 AND (SELECT count(*) >= 2 "})
    EXPECT_EQ(after_block(std::string("BEGIN IF ") + condition + indexes +
                          ") THEN DROP INDEX i; END IF; END"),
              after("DROP INDEX i;"))
        << condition;
  for (const char* condition : {"= 3", "> 2", "< 2", "= 0"})
    EXPECT_EQ(after_block("BEGIN IF (SELECT count(*) " + indexes + ") " + condition +
                          " THEN DROP INDEX i; END IF; END"),
              after(""))
        << condition;
}

}  // namespace
}  // namespace mimar::read::sql_files
