// A range type with a canonical function, which is written in C: no scratch server makes one.
#include "emit/ddl/ddl.h"
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

// The type's shell first, then the function that takes it, then the type, then who uses it.
TEST(ShellTypes, ComeBeforeTheCanonicalFunction) {
  const auto reading = read({{"x.sql", R"(
    CREATE SCHEMA app;
    CREATE TYPE app.steps;
    CREATE FUNCTION app.whole(app.steps) RETURNS app.steps IMMUTABLE LANGUAGE c AS 'lib', 'whole';
    CREATE TYPE app.steps AS RANGE (SUBTYPE = int8, CANONICAL = app.whole);
    CREATE TABLE t (a app.steps, b app.steps_multirange[]);)"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_TRUE(reading->database->incomplete.empty());
  ASSERT_EQ(reading->database->others.size(), 2U);
  const std::string sql = emit::ddl::emit(reading->database);
  std::size_t at = 0;
  for (const char* next : {"CREATE TYPE app.steps;", "CREATE FUNCTION app.whole(",
                           "CREATE TYPE app.steps AS RANGE", "CREATE TABLE public.t"}) {
    const std::size_t found = sql.find(next);
    ASSERT_NE(found, std::string::npos) << next << "\n" << sql;
    EXPECT_GE(found, at) << next << "\n" << sql;
    at = found;
  }
}

}  // namespace
}  // namespace mimar::read::sql_files
