#include "sql/output_names.h"

#include "sql/edit.h"

namespace mimar::sql {
namespace {

TEST(OutputNames, AreWrittenOrImplied) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(output_names("SELECT a, t.b, c AS d, lower(e), 1, f::text FROM t"),
            (Names{"a", "b", "d", "lower", "?column?", "f"}));
  EXPECT_EQ(output_names("SELECT a FROM t UNION SELECT b FROM u"), Names{"a"});
  EXPECT_FALSE(output_names("SELECT * FROM t"));
  EXPECT_FALSE(output_names("SELECT t.* FROM t"));
  EXPECT_FALSE(output_names("VALUES (1)"));
}

TEST(OutputNames, ARenamedOneStaysWhatItWas) {
  EXPECT_EQ(rename_output("SELECT a, b FROM t", "a", "c"), "SELECT a AS c, b FROM t");
  EXPECT_EQ(rename_output("SELECT a AS x FROM t ORDER BY x DESC", "x", "y"),
            "SELECT a AS y FROM t ORDER BY 1 DESC");
  EXPECT_EQ(rename_output("SELECT a FROM t GROUP BY a", "a", "y"),
            "SELECT a AS y FROM t GROUP BY a");
  EXPECT_EQ(rename_output("SELECT a FROM t UNION SELECT b FROM u ORDER BY a", "a", "y"),
            "SELECT a AS y FROM t UNION SELECT b FROM u ORDER BY 1");
  EXPECT_FALSE(rename_output("SELECT lower(a) AS x FROM t GROUP BY x", "x", "y"));
  EXPECT_FALSE(rename_output("SELECT * FROM t", "x", "y"));
}

TEST(RenamedRelation, QualifiersFollowWhereTheyAreClear) {
  const auto renamed = [](const char* query) {
    return rename_relation_in_query(query, {"public", "old"}, {"public", "new"});
  };
  EXPECT_EQ(renamed("SELECT old.a, public.old.b, c FROM public.old WHERE old.d > 0"),
            "SELECT new.a, public.new.b, c FROM public.new WHERE new.d > 0");
  EXPECT_EQ(renamed("SELECT o.a FROM old o"), "SELECT o.a FROM public.new o");
  EXPECT_EQ(renamed("SELECT old.a FROM old, other new"),
            "SELECT old.a FROM public.new old, other new");
  EXPECT_EQ(renamed("SELECT old FROM old"), "SELECT old FROM public.new old");
  EXPECT_EQ(renamed("SELECT old.a FROM old, app.old x"),
            "SELECT old.a FROM public.new old, app.old x");
}

}  // namespace
}  // namespace mimar::sql
