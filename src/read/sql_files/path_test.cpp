// What unqualified names inside expressions mean where the search path is not the same throughout.
#include <gtest/gtest.h>

#include "model/compare.h"
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

model::Database database(const std::string& sql) {
  const Result<Reading> reading = read({{"test.sql", sql}});
  if (!reading) throw std::runtime_error(reading.error().message + "\n" + sql);
  return reading->database;
}

constexpr const char* two_of_each = R"(
  CREATE SCHEMA s1;
  CREATE FUNCTION public.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION s1.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TYPE public.e AS ENUM ('a'); CREATE TYPE s1.e AS ENUM ('a');
  CREATE TABLE public.t2 (a int); CREATE TABLE s1.t2 (a int);
  CREATE SEQUENCE public.sq; CREATE SEQUENCE s1.sq;
  CREATE TABLE public.t (a int, b text);
)";

TEST(SearchPath, NamesOfTwoSchemasAreNotGuessed) {
  for (const char* made :
       {"CREATE VIEW public.v AS SELECT f(1) x", "CREATE VIEW public.v AS SELECT 'a'::e x",
        "CREATE VIEW public.v AS SELECT a FROM t2",
        "ALTER TABLE public.t ALTER a SET DEFAULT nextval('sq')",
        "ALTER TABLE public.t ADD CHECK (f(a) > 0)", "CREATE INDEX i ON public.t (f(a))"}) {
    const std::string statement = std::string(made) + "; SET search_path = public;";
    const model::Comparison comparison =
        model::compare(database(std::string(two_of_each) + statement),
                       database(two_of_each + ("SET search_path = s1, public; " + statement)));
    EXPECT_FALSE(comparison.equal()) << made;
  }
}

TEST(SearchPath, ASinglePathIsCertainAndSoIsANameOfOneSchema) {
  for (const char* made :
       {"SET search_path = s1, public; CREATE VIEW public.v AS SELECT f(1) x",
        "CREATE VIEW public.w AS SELECT b FROM t; SET search_path = s1; CREATE SCHEMA s2;"
        "CREATE VIEW public.v AS SELECT b FROM public.t"}) {
    const model::Database made_database =
        database("SET search_path = s1, public;" + std::string(two_of_each) + made);
    for (const model::View& view : made_database->views)
      EXPECT_TRUE(view.query.resolved) << view.query.canonical;
  }
}

}  // namespace
}  // namespace mimar::read::sql_files
