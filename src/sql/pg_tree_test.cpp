#include "sql/pg_tree.h"

namespace mimar::sql {
namespace {

TEST(ParseTree, HoldsStatements) {
  const ParseTree tree("SELECT 1; CREATE TABLE t (a int)");
  ASSERT_TRUE(tree.ok());
  ASSERT_EQ(tree.statements().size(), 2U);
  EXPECT_EQ(tag_of(as<RawStmt>(tree.statements()[1]).stmt), T_CreateStmt);
}

TEST(ParseTree, ErrorsPointAtBytes) {
  const ParseTree tree("SELECT 'é', FROM t");
  EXPECT_EQ(tree.message(), "syntax error at or near \"FROM\"");
  EXPECT_EQ(tree.error_offset(), 13U);
}

TEST(ParseTree, SurvivesNesting) {
  const ParseTree outer("SELECT 1");
  {
    const ParseTree inner("SELEC");
    EXPECT_FALSE(inner.ok());
  }
  EXPECT_EQ(outer.statements().size(), 1U);
}

}  // namespace
}  // namespace mimar::sql
