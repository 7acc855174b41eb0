#include "sql/rename_names.h"

#include <gtest/gtest.h>

namespace mimar::sql {
namespace {

std::string with(std::string_view sql, Mention what, const model::Name& from,
                 const model::Name& to) {
  return rename_names(sql, [&](Mention mention, const model::Name& written) {
    const bool same = mention == what && written.name == from.name &&
                      (written.schema.empty() || written.schema == from.schema);
    return same ? std::optional(to) : std::nullopt;
  });
}

TEST(RenameNames, OfEachKindOnly) {
  const model::Name from{"public", "f"}, to{"app", "New"};
  EXPECT_EQ(with("f(a) + public.f(f)", Mention::function, from, to),
            "app.\"New\"(a) + app.\"New\"(f)");
  EXPECT_EQ(with("'x'::f || CAST(a AS public.f) || b::f[]", Mention::type, from, to),
            "'x'::app.\"New\" || CAST(a AS app.\"New\") || b::app.\"New\"[]");
  EXPECT_EQ(with("a COLLATE f < b COLLATE \"f\"", Mention::collation, from, to),
            "a COLLATE app.\"New\" < b COLLATE app.\"New\"");
  EXPECT_EQ(with("SELECT f.a FROM f JOIN public.f x ON f(1) = 2", Mention::relation, from, to),
            "SELECT f.a FROM app.\"New\" f JOIN app.\"New\" x ON f(1) = 2");
}

TEST(RenameNames, LeavesOthersAlone) {
  const model::Name from{"public", "f"}, to{"public", "g"};
  EXPECT_EQ(with("other.f(1) + pg_catalog.f(2)", Mention::function, from, to),
            "other.f(1) + pg_catalog.f(2)");
  EXPECT_EQ(with("WITH f AS (SELECT 1 AS a) SELECT a FROM f", Mention::relation, from, to),
            "WITH f AS (SELECT 1 AS a) SELECT a FROM f");
  EXPECT_EQ(with("RANGE (f)", Mention::type, from, to), "RANGE (f)");
  EXPECT_EQ(with("not sql (", Mention::function, from, to), "not sql (");
}

TEST(RenameNames, InStatements) {
  const model::Name from{"public", "f"}, to{"public", "g"};
  EXPECT_EQ(with("INSERT INTO f SELECT a FROM f", Mention::relation, from, to),
            "INSERT INTO public.g SELECT a FROM public.g f");
  EXPECT_EQ(with("RETURN f(1)", Mention::function, from, to), "RETURN public.g(1)");
  EXPECT_EQ(with("BEGIN ATOMIC DELETE FROM f WHERE f.a = 1; SELECT f(2); END", Mention::relation,
                 from, to),
            "BEGIN ATOMIC DELETE FROM public.g f WHERE f.a = 1; SELECT f(2); END");
}

}  // namespace
}  // namespace mimar::sql
