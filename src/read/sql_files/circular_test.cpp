// Views that read each other, and views that rules make.
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

std::string why(const std::string& sql) {
  const auto reading = read({{"x.sql", sql}});
  return reading ? "" : reading.error().message;
}

TEST(CircularViews, AreAnErrorAtTheStatementThatClosesTheCircle) {
  const auto reading = read({{"x.sql",
                              "CREATE VIEW a AS SELECT 1 AS x;\nCREATE VIEW b AS SELECT x FROM a;\n"
                              "CREATE OR REPLACE VIEW a AS SELECT x FROM b;"}});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().message,
            "circular views: `public.a` reads `public.b` reads `public.a`");
  EXPECT_EQ(reading.error().where->line, 3U);
  EXPECT_NE(reading.error().hint.find("infinite recursion"), std::string::npos);
}

TEST(CircularViews, OneThatReadsItself) {
  EXPECT_EQ(why("CREATE VIEW a AS SELECT 1 AS x; CREATE OR REPLACE VIEW a AS SELECT x FROM a;"),
            "circular views: `public.a` reads `public.a`");
}

TEST(CircularViews, ReplacingIsFineOtherwise) {
  EXPECT_EQ(why("CREATE VIEW a AS SELECT 1 AS x; CREATE VIEW b AS SELECT x FROM a;"
                "CREATE VIEW c AS SELECT x FROM b; CREATE OR REPLACE VIEW c AS SELECT x FROM a;"
                "CREATE OR REPLACE VIEW b AS SELECT x FROM a;"),
            "");
  // A common table expression of the same name is no view.
  EXPECT_EQ(why("CREATE VIEW a AS SELECT 1 AS x;"
                "CREATE OR REPLACE VIEW a AS WITH a AS (SELECT 2 AS x) SELECT x FROM a;"),
            "");
}

// As pg_dump broke circles before PostgreSQL 15.
TEST(CircularViews, ARuleOnSelectMakesAView) {
  const auto reading =
      read({{"x.sql",
             "CREATE TABLE t (x int); CREATE TABLE v (x int);\n"
             "COMMENT ON TABLE v IS 'now a view';\n"
             "CREATE RULE \"_RETURN\" AS ON SELECT TO v DO INSTEAD SELECT x FROM t;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(model::find_table(reading->database, {"public", "v"}), nullptr);
  const model::View* view = model::find_view(reading->database, {"public", "v"});
  ASSERT_NE(view, nullptr);
  EXPECT_EQ(view->query.canonical, "SELECT t1.x AS x FROM public.t AS t1");
  EXPECT_EQ(view->comment, "now a view");
  EXPECT_TRUE(reading->database->others.empty());
}

TEST(CircularViews, ByARule) {
  EXPECT_EQ(why("CREATE TABLE v (x int); CREATE VIEW w AS SELECT x FROM v;"
                "CREATE RULE \"_RETURN\" AS ON SELECT TO v DO INSTEAD SELECT x FROM w;"),
            "circular views: `public.v` reads `public.w` reads `public.v`");
}

}  // namespace
}  // namespace mimar::read::sql_files
