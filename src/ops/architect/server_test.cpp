#include "ops/architect/server.h"

namespace mimar::ops::architect {
namespace {

Result<std::optional<int>> stated(const char* text) {
  Task task;
  task.database.push_back({text, {"TASK.md", 7, 1, 0, 0}});
  return stated_version(task);
}

TEST(StatedVersion, StandsBehindTheName) {
  EXPECT_EQ(stated("PostgreSQL").value(), std::nullopt);
  EXPECT_EQ(stated("PostgreSQL 16").value(), 16);
  EXPECT_EQ(stated("Postgres 17.2 on RDS, 8 cores").value(), 17);
  EXPECT_EQ(stated("postgresql v14").value(), 14);
  EXPECT_EQ(stated("PostgreSQL on 3 nodes").value(), std::nullopt);
  EXPECT_EQ(stated_version({}).value(), std::nullopt);
}

TEST(StatedVersion, ThatMimarDoesNotReviewIsRefused) {
  for (const char* text : {"PostgreSQL 13", "PostgreSQL 99", "PostgreSQL 9.6", "MySQL 8"}) {
    const auto refused = stated(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().where->line, 7u);
    EXPECT_FALSE(refused.error().hint.empty());
  }
  EXPECT_NE(stated("PostgreSQL 13").error().message.find("14 to 18"), std::string::npos);
}

TEST(StatedVersion, OnAnotherServerNothingIsProvenForIt) {
  EXPECT_EQ(version_gap("16.4", 16), "");
  EXPECT_EQ(version_gap("16.4", std::nullopt), "");
  EXPECT_NE(version_gap("15.20", 16).find("PostgreSQL 15.20"), std::string::npos);
}

}  // namespace
}  // namespace mimar::ops::architect
