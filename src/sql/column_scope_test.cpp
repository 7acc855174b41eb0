#include "sql/column_scope.h"

namespace mimar::sql {
namespace {

// a(x, y), b(x, z); everything in public.
ColumnScope scope_over(const model::Name& table, const std::string& column) {
  return {table,
          [](const model::Name& written) {
            return model::Name{"public", written.name};
          },
          [column](const model::Name& relation) -> std::optional<bool> {
            if (relation.name == "a") return column == "x" || column == "y";
            if (relation.name == "b") return column == "x" || column == "z";
            return std::nullopt;
          }};
}

ScopedEdit renamed(const std::string& sql, const std::string& column, const char* own = "a") {
  const model::Name table = *own == '\0' ? model::Name{} : model::Name{"public", own};
  return rename_column_of(sql, scope_over(table, column), {"public", "a"}, column, "new");
}

TEST(ColumnScope, TheOwnTableNeedsNoFrom) {
  EXPECT_EQ(renamed("x > 0 AND a.x < 5", "x").sql, "new > 0 AND a.new < 5");
  EXPECT_EQ(renamed("x > 0", "x", "b").sql, "x > 0");
}

TEST(ColumnScope, TheInnermostScopeThatHasTheColumnWins) {
  EXPECT_EQ(renamed("EXISTS (SELECT 1 FROM b WHERE x = a.x AND y = z)", "x").sql,
            "EXISTS (SELECT 1 FROM b WHERE x = a.new AND y = z)");
  EXPECT_EQ(renamed("EXISTS (SELECT 1 FROM b WHERE y = z)", "y").sql,
            "EXISTS (SELECT 1 FROM b WHERE new = z)");
  EXPECT_EQ(renamed("EXISTS (SELECT 1 FROM b JOIN a o ON o.x = b.x WHERE b.x = a.x)", "x").sql,
            "EXISTS (SELECT 1 FROM b JOIN a o ON o.new = b.x WHERE b.x = a.new)");
}

TEST(ColumnScope, OutputsOfDerivedTablesKeepTheirNames) {
  EXPECT_EQ(renamed("SELECT s.x FROM (SELECT x FROM a) s", "x", "").sql,
            "SELECT s.x FROM (SELECT new AS x FROM a) s");
}

TEST(ColumnScope, WhatCannotBePlacedIsLeftAndSaid) {
  const ScopedEdit unknown = renamed("EXISTS (SELECT 1 FROM mystery WHERE x = 1)", "x");
  EXPECT_FALSE(unknown.certain);
  EXPECT_EQ(unknown.found, 0U);
  EXPECT_FALSE(renamed("EXISTS (SELECT 1 FROM b JOIN a USING (x))", "x").certain);
  EXPECT_FALSE(renamed("x >", "x").certain);
  EXPECT_TRUE(renamed("EXISTS (SELECT 1 FROM mystery m WHERE m.x = 1)", "x").certain);
}

TEST(ColumnScope, WithTheSameNameItOnlyCounts) {
  const ScopedEdit counted = rename_column_of("x = 1 OR a.x = 2", scope_over({"public", "a"}, "x"),
                                              {"public", "a"}, "x", "x");
  EXPECT_EQ(counted.found, 2U);
  EXPECT_EQ(counted.sql, "x = 1 OR a.x = 2");
}

}  // namespace
}  // namespace mimar::sql
