#include "read/sql_files/unknown_types.h"

#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

std::vector<std::string> notes(const std::string& sql) {
  const auto reading = read({{"x.sql", sql}});
  if (!reading) throw std::runtime_error(reading.error().message);
  return reading->notes;
}

TEST(UnknownTypes, AreNamedOnceAndTheRestIsKept) {
  EXPECT_EQ(notes("CREATE TABLE a (g geometry(Point, 4326), h geometry, e nobodys);"
                  "CREATE TABLE b (id int PRIMARY KEY);"),
            (std::vector<std::string>{
                "nothing here makes the type public.geometry of public.a.g: CREATE EXTENSION "
                "postgis brings it",
                "nothing here makes the type public.nobodys of public.a.e: of an extension?"}));
}

TEST(UnknownTypes, AreKnownWhenSomethingMakesThem) {
  EXPECT_TRUE(
      notes("CREATE TYPE m AS ENUM ('a'); CREATE DOMAIN d AS m; CREATE TYPE c AS (x d);"
            "CREATE TYPE r AS RANGE (SUBTYPE = int); CREATE TABLE a (x m, y d, z c[]);"
            "CREATE VIEW v AS SELECT x FROM a; CREATE TABLE b (o a, p r, q r_multirange, w v);")
          .empty());
  // Nobody here knows what this extension brings.
  EXPECT_TRUE(notes("CREATE EXTENSION mine; CREATE TABLE a (x nobodys);").empty());
  EXPECT_TRUE(notes("CREATE EXTENSION postgis; CREATE TABLE a (x geometry);").empty());
}

}  // namespace
}  // namespace mimar::read::sql_files
