#include "emit/ddl/ddl.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;

model::Table table(std::string name, const std::string& type = "integer") {
  model::Table result;
  result.name = {"public", std::move(name)};
  result.columns.resize(1);
  result.columns[0].name = "id";
  result.columns[0].type.name.name = type;
  return result;
}

std::string emitted(model::Objects objects) {
  const Result<model::Database> database = model::build(std::move(objects));
  return database ? emit(*database) : database.error().message;
}

void expect_in_order(const std::string& sql, const std::vector<std::string>& pieces) {
  std::size_t after = 0;
  for (const std::string& piece : pieces) {
    const std::size_t at = sql.find(piece);
    ASSERT_NE(at, std::string::npos) << piece << " is not in\n" << sql;
    EXPECT_GE(at, after) << piece << " comes too early in\n" << sql;
    after = at;
  }
}

TEST(DdlEmit, OfNothingIsNothing) {
  EXPECT_EQ(emitted({}), "");
}

TEST(DdlEmit, FollowsDependenciesAgainstTheAlphabet) {
  model::Objects objects;
  objects.tables = {table("a"), table("z")};
  objects.tables[0].columns[0].default_value = model::Expression("next_id()");
  objects.tables[0].columns[0].default_value->references = {{Kind::function, {"", "next_id"}, ""}};
  model::OtherObject function{"function", "public.next_id()", "CREATE FUNCTION next_id() ...;", {}, {}};
  function.references = {{Kind::type, {"public", "z"}, ""}};
  objects.others = {function};
  model::View first, second;
  first.name = {"public", "a_view"};
  first.query = model::Expression("SELECT * FROM z_view");
  first.query.references = {{Kind::relation, {"public", "z_view"}, "id"}};
  second.name = {"public", "z_view"};
  second.query = model::Expression("SELECT id FROM a");
  second.query.references = {{Kind::relation, {"public", "a"}, "id"}};
  objects.views = {first, second};
  const std::string sql = emitted(objects);
  expect_in_order(sql, {"SET check_function_bodies", "TABLE public.z", "FUNCTION next_id()",
                        "TABLE public.a", "VIEW public.z_view", "VIEW public.a_view"});
}

TEST(DdlEmit, ForeignKeysComeAfterAllTables) {
  model::Objects objects;
  objects.tables = {table("a"), table("b")};
  for (model::Table& own : objects.tables) {
    const std::string other = own.name.name == "a" ? "b" : "a";
    own.primary_key.emplace();
    own.primary_key->name = own.name.name + "_pkey";
    own.primary_key->columns = {"id"};
    own.foreign_keys.resize(1);
    own.foreign_keys[0].name = own.name.name + "_fkey";
    own.foreign_keys[0].columns = {"id"};
    own.foreign_keys[0].referenced_table = {"public", other};
  }
  expect_in_order(emitted(objects), {"TABLE public.a ", "TABLE public.b ", "ADD CONSTRAINT a_fkey",
                                     "ADD CONSTRAINT b_fkey"});
}

TEST(DdlEmit, PartitionsMirrorTheirParentOrAreAttached) {
  model::Objects objects;
  objects.tables = {table("p"), table("p1"), table("p2")};
  objects.tables[0].partition_by = model::Expression("RANGE (id)");
  objects.tables[1].partition_of =
      model::PartitionOf{{"public", "p"}, model::Expression("FOR VALUES FROM (0) TO (9)")};
  objects.tables[2].partition_of =
      model::PartitionOf{{"public", "p"}, model::Expression("DEFAULT")};
  objects.tables[2].columns[0].default_value = model::Expression("7");
  const std::string sql = emitted(objects);
  expect_in_order(
      sql, {"PARTITION BY RANGE (id);\n", "PARTITION OF public.p FOR VALUES FROM (0) TO (9);\n",
            "id integer DEFAULT 7\n", "ATTACH PARTITION public.p2 DEFAULT;\n"});
}

TEST(DdlEmit, ChildrenNameOnlyTheirOwnColumns) {
  model::Objects objects;
  objects.tables = {table("base"), table("child"), table("reordered")};
  model::Column own = objects.tables[0].columns[0];
  own.name = "own";
  objects.tables[1].columns.push_back(own);
  objects.tables[1].inherits = {{"public", "base"}};
  objects.tables[2].columns.insert(objects.tables[2].columns.begin(), own);
  objects.tables[2].inherits = {{"public", "base"}};
  const std::string sql = emitted(objects);
  expect_in_order(sql, {"TABLE public.child (\n  own integer\n) INHERITS (public.base);\n",
                        "TABLE public.reordered (\n  own integer,\n  id  integer\n);\n"
                        "ALTER TABLE public.reordered INHERIT public.base;\n"});
}

TEST(DdlEmit, OpaqueObjectsOfOtherSchemasAreCreatedThere) {
  model::Objects objects;
  objects.schemas = {{"app", {}, {}}};
  objects.others = {{"domain", "app.named", "CREATE DOMAIN app.named AS text;", {}, {}},
                     {"domain", "app.bare", "CREATE DOMAIN bare AS text;", {}, {}}};
  EXPECT_EQ(emitted(objects),
            "SET search_path = public, app;\n\nCREATE SCHEMA app;\n\n"
            "SET search_path = app, public, app;\nCREATE DOMAIN bare AS text;\nSET search_path = "
            "public, app;\n\n"
            "CREATE DOMAIN app.named AS text;\n");
}

}  // namespace
}  // namespace mimar::emit::ddl
