// Foreign tables, where nothing needs a server.
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

const std::string server = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;";

std::string why(const std::string& sql) {
  const auto reading = read({{"x.sql", server + sql}});
  return reading ? "" : reading.error().message;
}

TEST(ForeignTables, HaveNoKeysAndNoIndexes) {
  EXPECT_EQ(why("CREATE FOREIGN TABLE f (a int) SERVER s; CREATE INDEX ON f (a);"),
            "the foreign table `public.f` can have no indexes");
  for (const char* key : {"a int PRIMARY KEY", "a int UNIQUE", "a int, PRIMARY KEY (a)"})
    EXPECT_EQ(why(std::string("CREATE FOREIGN TABLE f (") + key + ") SERVER s;"),
              "the foreign table `public.f` can have no keys: nothing here could hold them");
}

TEST(ForeignTables, OptionsAreAddedOnceAndSetWhenThere) {
  const std::string table = "CREATE FOREIGN TABLE f (a int) SERVER s OPTIONS (x '1');";
  EXPECT_EQ(why(table + "ALTER FOREIGN TABLE f OPTIONS (ADD x '2');"),
            "option `x` is there already");
  EXPECT_EQ(why(table + "ALTER FOREIGN TABLE f OPTIONS (SET y '2');"),
            "option `y` is not there to be set");
  EXPECT_EQ(why("CREATE TABLE t (a int); ALTER FOREIGN TABLE t OPTIONS (ADD y '2');"),
            "`public.t` is no foreign table");
}

TEST(ForeignTables, WhatIsImportedIsSaid) {
  const auto reading =
      read({{"x.sql", server + "IMPORT FOREIGN SCHEMA a FROM SERVER s INTO public;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  ASSERT_EQ(reading->database->incomplete.size(), 1U);
  EXPECT_TRUE(reading->database->incomplete[0].starts_with("IMPORT FOREIGN SCHEMA at x.sql:1"))
      << reading->database->incomplete[0];
}

TEST(ForeignTables, AMappingOfWhoeverRunsItIsSaid) {
  const auto reading = read({{"x.sql", server + "CREATE USER MAPPING FOR CURRENT_USER SERVER s;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->incomplete.size(), 1U);
}

}  // namespace
}  // namespace mimar::read::sql_files
