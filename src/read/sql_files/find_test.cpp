#include "read/sql_files/find.h"

namespace mimar::read::sql_files {
namespace {

TEST(FindSqlFiles, OrdersVersionsAsNumbers) {
  EXPECT_TRUE(natural_before("V2__a.sql", "V10__b.sql"));
  EXPECT_FALSE(natural_before("V10__b.sql", "V2__a.sql"));
  EXPECT_TRUE(natural_before("0001_a.sql", "0002_a.sql"));
  EXPECT_TRUE(natural_before("a", "ab"));
}

Purpose purpose(const char* sql) {
  return purpose_of({"x.sql", sql});
}

TEST(FindSqlFiles, TellsSchemaQueriesAndDataApart) {
  EXPECT_EQ(purpose("CREATE TABLE a (i int); INSERT INTO a VALUES (1);"), Purpose::schema);
  EXPECT_EQ(purpose("-- name: x\nSELECT * FROM a WHERE i = :id;\n/* two */ UPDATE a SET i = ?;"),
            Purpose::queries);
  EXPECT_EQ(purpose("INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);"), Purpose::data);
  EXPECT_EQ(purpose("-- nothing\n"), Purpose::schema);
}

}  // namespace
}  // namespace mimar::read::sql_files
