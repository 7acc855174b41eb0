#include "emit/ddl/definition.h"

namespace mimar::emit::ddl {
namespace {

TEST(EmitRoutine, DollarQuotesSurviveAnyBody) {
  EXPECT_EQ(dollar_quoted("select 1"), "$$select 1$$");
  EXPECT_EQ(dollar_quoted(""), "$$$$");
  EXPECT_EQ(dollar_quoted("$1"), "$$$1$$");
  EXPECT_EQ(dollar_quoted("ends in $"), "$body$ends in $$body$");
  EXPECT_EQ(dollar_quoted("$$ x"), "$body$$$ x$body$");
  EXPECT_EQ(dollar_quoted("$$ and $body"), "$body1$$$ and $body$body1$");
  EXPECT_EQ(dollar_quoted("$$ $body$ $body1"), "$body2$$$ $body$ $body1$body2$");
}

TEST(EmitRoutine, FunctionsOfLibraries) {
  model::Routine one;
  one.name = {"public", "f"};
  one.returns = model::DataType{{"", "integer"}, {}, "", false};
  one.language = "c";
  one.library = "$libdir/x";
  one.body = "sym'bol";
  one.cost = 1;
  one.leakproof = one.window = one.strict = true;
  one.support = {"public", "help"};
  one.transforms = {{{"public", "hstore"}, {}, "", false}};
  EXPECT_EQ(create(one),
            "CREATE FUNCTION public.f()\n RETURNS integer\n LANGUAGE c\n TRANSFORM FOR TYPE "
            "public.hstore WINDOW LEAKPROOF STRICT SUPPORT public.help\nAS '$libdir/x', "
            "'sym''bol';\n");
}

TEST(EmitRoutine, Settings) {
  model::Routine one;
  one.name = {"public", "p"};
  one.procedure = true;
  one.language = "sql";
  one.settings = {{"my.own", "a b"}, {"search_path", "pg_catalog, \"a, \"\"b\", \"\""}};
  EXPECT_EQ(create(one),
            "CREATE PROCEDURE public.p()\n LANGUAGE sql\n SET my.own TO 'a b'\n SET search_path TO "
            "'pg_catalog', 'a, \"b', ''\nAS $$$$;\n");
}

TEST(EmitTrigger, StatesAreAltered) {
  model::Trigger one;
  one.table = {"public", "T"};
  one.name = "t";
  one.on_update = true;
  one.function = {"", "suppress_redundant_updates_trigger"};
  one.enabled = model::Enabled::always;
  EXPECT_EQ(create(one),
            "CREATE TRIGGER t BEFORE UPDATE ON public.\"T\" FOR EACH STATEMENT EXECUTE FUNCTION "
            "suppress_redundant_updates_trigger();\nALTER TABLE public.\"T\" ENABLE ALWAYS TRIGGER "
            "t;\n");
}

TEST(EmitTrigger, Rules) {
  model::Rule one;
  one.table = {"public", "t"};
  one.name = "r";
  one.event = "INSERT";
  one.condition = model::Expression("new.a > 1");
  EXPECT_EQ(create(one),
            "CREATE RULE r AS ON INSERT TO public.t WHERE (new.a > 1) DO ALSO NOTHING;\n");
  one.instead = true;
  one.actions = {model::Expression("DELETE FROM u"), model::Expression("SELECT 1")};
  EXPECT_EQ(create(one),
            "CREATE RULE r AS ON INSERT TO public.t WHERE (new.a > 1) DO INSTEAD (DELETE "
            "FROM u; SELECT 1);\n");
}

}  // namespace
}  // namespace mimar::emit::ddl
