// Every field of the definitions of functions, aggregates, triggers and rules, as statements give
// it.
#include "model/fields.h"
#include "sql/parse.h"
#include "sql/type_text.h"

namespace mimar::sql {
namespace {

using model::ArgumentMode;

template <class T>
T only(const std::string& sql) {
  const Result<Script> script = parse_script(sql, "x.sql");
  if (!script) throw std::runtime_error(script.error().message);
  return std::get<T>(script->statements.at(0).action);
}

template <class T>
T defined(const std::string& sql) {
  return std::get<T>(only<model::ObjectStatement>(sql).object.definition);
}

template <class T>
struct DefaultFields {
  const T& object;
  T fresh = {};
  std::vector<std::string> names = {};
  template <class F>
  void operator()(const char* name, F T::*field) {
    if (object.*field == fresh.*field) names.push_back(name);
  }
};

// The fields of `object` that are as nobody set them.
template <class T>
std::vector<std::string> at_default(const T& object) {
  DefaultFields<T> visitor{object};
  fields(visitor, static_cast<T*>(nullptr));
  return visitor.names;
}

using Names = std::vector<std::string>;

TEST(TranslateRoutine, EveryField) {
  const auto one = defined<model::Routine>(
      "CREATE FUNCTION s.f(a int DEFAULT 1) RETURNS SETOF text TRANSFORM FOR TYPE s.h, FOR TYPE "
      "jsonb LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT LEAKPROOF SECURITY DEFINER WINDOW COST 0.1 "
      "ROWS 7 SUPPORT s.helps SET search_path TO a, \"B c\" AS 'lib', 'symbol'");
  EXPECT_EQ(at_default(one), (Names{"procedure", "sql_body"}));
  EXPECT_EQ(one.name, (model::Name{"s", "f"}));
  EXPECT_EQ(one.language, "c");
  EXPECT_EQ(one.library, "lib");
  EXPECT_EQ(one.body, "symbol");
  EXPECT_EQ(one.cost, 0.1);
  EXPECT_EQ(one.rows, 7);
  EXPECT_EQ(one.support, (model::Name{"s", "helps"}));
  EXPECT_EQ(one.settings.at("search_path"), "a, \"B c\"");
  EXPECT_EQ(to_sql(one.transforms.at(0)), "s.h");
  EXPECT_EQ(one.arguments.at(0).default_value->sql, "1");
}

TEST(TranslateRoutine, Bodies) {
  EXPECT_EQ(defined<model::Routine>("CREATE FUNCTION f() RETURNS int AS 'lib' LANGUAGE c").body,
            "f");
  EXPECT_EQ(
      defined<model::Routine>("CREATE FUNCTION f() RETURNS int AS $$ a\n$$ LANGUAGE sql").body,
      " a\n");
  const auto returns = defined<model::Routine>("CREATE FUNCTION f(a int) RETURNS int RETURN a+1");
  EXPECT_EQ(returns.sql_body->sql, "RETURN a + 1");
  EXPECT_EQ(returns.language, "sql");
  const auto atomic = only<model::ObjectStatement>(
      "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (1); DELETE FROM s.u; END");
  EXPECT_EQ(std::get<model::Routine>(atomic.object.definition).sql_body->sql,
            "BEGIN ATOMIC INSERT INTO t VALUES (1); DELETE FROM s.u; END");
  EXPECT_EQ(atomic.object.references.size(), 2U);
}

TEST(TranslateRoutine, ResultsAndCosts) {
  const auto out =
      defined<model::Routine>("CREATE FUNCTION f(OUT a int, INOUT b text) AS '' LANGUAGE sql");
  EXPECT_EQ(to_sql(*out.returns), "record");
  EXPECT_EQ(
      to_sql(*defined<model::Routine>("CREATE FUNCTION f(OUT a varchar(3)) AS '' LANGUAGE sql")
                  .returns),
      "character varying");
  const auto table = defined<model::Routine>(
      "CREATE FUNCTION f() RETURNS TABLE (a int, b text) AS '' LANGUAGE sql");
  EXPECT_TRUE(table.returns_set);
  EXPECT_EQ(table.rows, 1000);
  EXPECT_EQ(table.arguments.at(1).mode, ArgumentMode::table);
  EXPECT_FALSE(
      defined<model::Routine>("CREATE PROCEDURE f(INOUT a int) AS '' LANGUAGE sql").returns);
  EXPECT_EQ(
      defined<model::Routine>("CREATE FUNCTION f() RETURNS int AS 'x' LANGUAGE internal").cost, 1);
}

TEST(TranslateRoutine, SettingsAreSpelledAsTheCatalogDoes) {
  const auto one = defined<model::Routine>(
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = '' SET DateStyle TO ISO, DMY "
      "SET work_mem = 4096 SET jit TO off SET my.x = 'a b' SET TIME ZONE 'UTC' AS ''");
  const std::map<std::string, std::string> expected{
      {"datestyle", "iso, dmy"}, {"jit", "off"},      {"my.x", "a b"},
      {"search_path", "\"\""},   {"timezone", "UTC"}, {"work_mem", "4096"}};
  EXPECT_EQ(one.settings, expected);
}

TEST(TranslateRoutine, Alter) {
  const auto alter = only<model::AlterRoutine>(
      "ALTER FUNCTION s.f(int) STABLE STRICT NOT LEAKPROOF SECURITY DEFINER PARALLEL RESTRICTED "
      "COST 2 ROWS 3 SUPPORT h SET a TO 1 RESET b RESET ALL SET c FROM CURRENT");
  EXPECT_EQ(alter.object.word, "function");
  EXPECT_EQ(alter.volatility, model::Volatility::stable);
  EXPECT_EQ(alter.parallel, model::Parallel::restricted);
  EXPECT_EQ(alter.strict, true);
  EXPECT_EQ(alter.leakproof, false);
  EXPECT_EQ(alter.security_definer, true);
  EXPECT_EQ(alter.cost, 2);
  EXPECT_EQ(alter.rows, 3);
  EXPECT_EQ(alter.support, (model::Name{"", "h"}));
  ASSERT_EQ(alter.settings.size(), 4U);
  EXPECT_EQ(alter.settings[0].value, "1");
  EXPECT_FALSE(alter.settings[1].value);
  EXPECT_TRUE(alter.settings[2].name.empty());
  EXPECT_TRUE(alter.settings[3].current);
}

TEST(TranslateRoutine, Aggregates) {
  const auto one = defined<model::Aggregate>(
      "CREATE AGGREGATE s.a(int ORDER BY VARIADIC x text) (SFUNC = s.f, STYPE = numeric(3), "
      "INITCOND = 0, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_WRITE, PARALLEL = UNSAFE, SORTOP = "
      "OPERATOR(s.<), HYPOTHETICAL)");
  EXPECT_EQ(at_default(one), Names{});
  const std::map<std::string, std::string> expected{
      {"finalfunc_extra", "true"}, {"hypothetical", "true"}, {"initcond", "'0'"}, {"sfunc", "s.f"},
      {"sortop", "OPERATOR(s.<)"}, {"stype", "numeric"}};
  EXPECT_EQ(one.properties, expected);
  EXPECT_TRUE(
      defined<model::Aggregate>("CREATE AGGREGATE a (BASETYPE = 'ANY', SFUNC = f, STYPE = int)")
          .arguments.empty());
}

TEST(TranslateTrigger, EveryField) {
  const auto one = defined<model::Trigger>(
      "CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF b OR DELETE OR TRUNCATE ON s.u FROM v "
      "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION s.f('x', 2)");
  EXPECT_EQ(at_default(one), (Names{"old_table", "new_table", "enabled"}));
  EXPECT_EQ(one.arguments, (Names{"x", "2"}));
  const auto other = defined<model::Trigger>(
      "CREATE TRIGGER t AFTER UPDATE ON u REFERENCING OLD TABLE AS o NEW TABLE AS n EXECUTE "
      "FUNCTION f()");
  EXPECT_EQ(other.old_table, "o");
  EXPECT_EQ(other.new_table, "n");
  const auto enabled = only<model::AlterTable>("ALTER TABLE s.u ENABLE ALWAYS TRIGGER t");
  const auto& set = std::get<model::SetEnabled>(enabled.actions.at(0));
  EXPECT_EQ(set.name, "t");
  EXPECT_EQ(set.state, model::Enabled::always);
}

TEST(TranslateTrigger, RulesAndEventTriggers) {
  const auto rule = defined<model::Rule>(
      "CREATE RULE r AS ON UPDATE TO s.u WHERE NEW.a > 1 DO INSTEAD (INSERT INTO v VALUES (1); "
      "NOTIFY x, 'y')");
  EXPECT_EQ(at_default(rule), Names{"enabled"});
  ASSERT_EQ(rule.actions.size(), 2U);
  EXPECT_EQ(rule.actions[1].sql, "NOTIFY x, 'y'");
  const auto event = defined<model::EventTrigger>(
      "CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('drop table', 'ALTER TABLE') EXECUTE "
      "FUNCTION f()");
  EXPECT_EQ(at_default(event), Names{"enabled"});
  EXPECT_EQ(event.tags, (Names{"ALTER TABLE", "DROP TABLE"}));
  EXPECT_EQ(only<model::AlterEventTrigger>("ALTER EVENT TRIGGER e ENABLE REPLICA").state,
            model::Enabled::replica);
}

TEST(TypeText, BackFromText) {
  EXPECT_EQ(to_sql(*type_of_text("public.\"Odd one\"[]")), "public.\"Odd one\"[]");
  EXPECT_EQ(to_sql(*type_of_text("timestamp with time zone")), "timestamp with time zone");
  EXPECT_EQ(name_of_text("s.\"F x\""), (model::Name{"s", "F x"}));
  EXPECT_FALSE(name_of_text("no name at all"));
}

}  // namespace
}  // namespace mimar::sql
