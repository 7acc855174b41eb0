#include "ops/design/live_rows.h"

#include <gtest/gtest.h>

namespace mimar::ops::designing {
namespace {

TEST(LiveRows, ConditionStandsBeforeTheOthersInParentheses) {
  EXPECT_EQ(with_condition("SELECT a\nFROM t\nWHERE b = $1 OR c = $2\nORDER BY a\nLIMIT 5", "d"),
            "SELECT a\nFROM t\nWHERE d AND (b = $1 OR c = $2)\nORDER BY a\nLIMIT 5");
  EXPECT_EQ(with_condition("SELECT a\nFROM t\nLIMIT 5", "d"), "SELECT a\nFROM t\nWHERE d\nLIMIT 5");
  EXPECT_EQ(with_condition("SELECT a\nFROM t", "d"), "SELECT a\nFROM t\nWHERE d");
}

TEST(LiveRows, OnlySelectsOfTheTableChange) {
  design::Draft draft;
  for (const char* sql : {"SELECT p.id\nFROM public.patients\nWHERE email = $1",
                          "SELECT id\nFROM public.patients_old", "DELETE\nFROM public.patients"}) {
    draft.accesses.emplace_back();
    draft.accesses.back().pattern.query.sql = sql;
  }
  read_live_rows(draft, {"public", "patients"}, "deleted_at");
  EXPECT_NE(
      draft.accesses[0].pattern.query.sql.find("patients.deleted_at IS NULL AND (email = $1)"),
      std::string::npos);
  EXPECT_EQ(draft.accesses[1].pattern.query.sql, "SELECT id\nFROM public.patients_old");
  EXPECT_EQ(draft.accesses[2].pattern.query.sql, "DELETE\nFROM public.patients");
}

}  // namespace
}  // namespace mimar::ops::designing
