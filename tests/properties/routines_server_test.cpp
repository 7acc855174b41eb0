// Functions, aggregates, triggers, rules and event triggers: what the SQL says by itself, what the
// server has after executing it, and what it has after executing what we emit, are the same.

#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "read/execution.h"
#include "read/sql_files/reader.h"
#include "support/server.h"

namespace mimar {
namespace {

class RoutinesServer : public support::TestServer {
 protected:
  static model::Database executed(const std::string& sql) { return read_after(sql).database; }

  static model::Database read_statically(const std::string& sql) {
    Result<read::sql_files::Reading> reading = read::sql_files::read({{"test.sql", sql}});
    if (!reading) throw std::runtime_error(reading.error().message + "\n" + sql);
    return reading->database;
  }
};

void expect_same(const model::Database& left, const model::Database& right, const char* what,
                 const std::string& sql, bool everything_checked = true) {
  const model::Comparison comparison = model::compare(left, right);
  for (const model::Difference& difference : comparison.differences)
    ADD_FAILURE() << what << ": " << difference.object << " " << difference.what << ": "
                  << difference.left << " | " << difference.right << "\n"
                  << sql;
  if (!everything_checked) return;
  for (const model::Difference& open : comparison.could_not_check)
    ADD_FAILURE() << what << ", could not check: " << open.object << " " << open.what << ": "
                  << open.left << " | " << open.right;
}

constexpr const char* world_of_tables = R"(
  CREATE SCHEMA other;
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TABLE film (id int PRIMARY KEY, title varchar(40), length int, rating numeric(4,1), note text);
  CREATE TABLE other.note (id int, body text);
  CREATE VIEW films AS SELECT id, title FROM film;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE FUNCTION other.seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
)";

struct Case {
  const char* name;
  const char* sql;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class RoutineCasesServer : public RoutinesServer, public ::testing::WithParamInterface<Case> {};

TEST_P(RoutineCasesServer, ReadAlikeAndEmitted) {
  const std::string sql = world_of_tables + std::string(GetParam().sql);
  const model::Database written = read_statically(sql);
  EXPECT_TRUE(written->incomplete.empty()) << written->incomplete.front();
  const model::Database live = read::with_event_triggers_of(written, executed(sql));
  expect_same(written, live, "static and live", sql);
  for (const model::OtherObject& object : live->others)
    EXPECT_FALSE(object.opaque()) << object.kind << " " << object.name;
  const std::string emitted = emit::ddl::emit(written);
  expect_same(written, read::with_event_triggers_of(written, executed(emitted)), "emitted",
              emitted);
  const std::string again = emit::ddl::emit(live);
  expect_same(live, read::with_event_triggers_of(live, executed(again)), "emitted from the server",
              again);
}

constexpr Case cases[] = {
    {"Plain", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1';"},
    {"Attributes",
     "CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER "
     "PARALLEL RESTRICTED COST 7.25 ROWS 33 SET search_path = pg_catalog, \"Odd, one\", public "
     "SET work_mem TO '64MB' SET timezone TO 'Europe/Berlin' AS 'select a';"},
    {"EmptyPath",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE SET "
     "search_path = '' AS 'select 1';"},
    {"Names",
     "CREATE FUNCTION other.\"F x\"(\"A b\" int, c other.note, VARIADIC d text[]) RETURNS void "
     "LANGUAGE sql AS 'select';"},
    {"Defaults",
     "CREATE FUNCTION f(a int, b text DEFAULT 'x', c numeric(10,2) = 1 + 2, d mood DEFAULT 'sad', "
     "e int[] DEFAULT '{1,2}', f timestamptz DEFAULT now(), g text DEFAULT NULL) RETURNS int "
     "LANGUAGE sql AS 'select 1';"},
    {"Out",
     "CREATE FUNCTION f(IN a int, OUT b text, INOUT c mood) LANGUAGE plpgsql AS $$ BEGIN "
     "b := 'x'; END $$; CREATE FUNCTION g(OUT a int) LANGUAGE sql AS 'select 1';"
     "CREATE FUNCTION h(OUT a int) RETURNS SETOF int LANGUAGE sql AS 'select 1';"},
    {"Table",
     "CREATE FUNCTION f(a int) RETURNS TABLE (b int, \"C\" other.note[]) LANGUAGE plpgsql "
     "AS $$ BEGIN RETURN; END $$; CREATE FUNCTION g() RETURNS TABLE (x varchar(7)) "
     "LANGUAGE sql AS 'select title from film';"},
    {"Rows",
     "CREATE FUNCTION f(film) RETURNS SETOF film LANGUAGE sql AS 'select $1.*';"
     "CREATE FUNCTION g(films) RETURNS text LANGUAGE sql AS 'select $1.title';"},
    {"TypeOfColumn",
     "CREATE FUNCTION f(a film.title%TYPE, b public.film.rating%TYPE) RETURNS other.note.body%TYPE "
     "LANGUAGE sql AS $$ select 'x' $$;"},
    {"Polymorphic",
     "CREATE FUNCTION f(anyelement, anyarray) RETURNS anyarray LANGUAGE sql AS 'select $2';"},
    {"Characters",
     "CREATE FUNCTION f(a char(3), b char, c bpchar, d \"char\", e bit(3)) RETURNS "
     "char LANGUAGE sql AS $$ select 'x' $$;"},
    {"Overloads",
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE FUNCTION "
     "f(text, int) RETURNS int LANGUAGE sql AS 'select 2'; CREATE FUNCTION f() "
     "RETURNS int LANGUAGE sql AS 'select 3'; COMMENT ON FUNCTION f(text, int) IS 'x';"
     "ALTER FUNCTION f() STABLE;"},
    {"Procedure",
     "CREATE PROCEDURE p(a int, INOUT b int DEFAULT 3) LANGUAGE plpgsql SECURITY "
     "DEFINER SET search_path = public AS $$ BEGIN b := 1; END $$; COMMENT ON "
     "PROCEDURE p IS 'it';"},
    {"Bodies",
     "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'select ''$$ $body$ \\n''  \n\n "
     "-- $'; CREATE FUNCTION g() RETURNS text LANGUAGE sql AS 'select 1 -- $body';"
     "CREATE FUNCTION h() RETURNS text LANGUAGE plpgsql AS $x$\tBEGIN\n  RETURN $$ü$$;\n"
     "END;  $x$;"},
    {"Return",
     "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + "
     "f.b * 2; CREATE FUNCTION g() RETURNS text RETURN 'x';"},
    {"Altered",
     "CREATE FUNCTION f(a int) RETURNS SETOF int LANGUAGE sql SET work_mem = '1MB' SET jit = off "
     "AS 'select 1'; ALTER FUNCTION f(int) IMMUTABLE STRICT PARALLEL SAFE COST 3 ROWS 5; ALTER "
     "FUNCTION f SECURITY DEFINER RESET work_mem SET search_path TO public, pg_temp; CREATE "
     "FUNCTION g() RETURNS int LANGUAGE sql STRICT SET jit = off AS 'select 1'; ALTER ROUTINE g() "
     "CALLED ON NULL INPUT RESET ALL; ALTER FUNCTION g() SECURITY DEFINER; ALTER FUNCTION g() "
     "EXTERNAL SECURITY INVOKER;"},
    {"Replaced",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE COST 5 AS 'select 1'; COMMENT ON "
     "FUNCTION "
     "f() IS 'kept'; CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 2';"},
    {"RenamedAndMoved",
     "CREATE FUNCTION f(a mood) RETURNS int LANGUAGE plpgsql AS 'begin end'; CREATE TRIGGER t "
     "BEFORE INSERT ON film FOR EACH ROW EXECUTE FUNCTION touch(); ALTER FUNCTION touch() RENAME "
     "TO touched; ALTER FUNCTION touched() SET SCHEMA other; ALTER TYPE mood RENAME TO feeling; "
     "ALTER TRIGGER t ON film RENAME TO u; ALTER TABLE film RENAME TO movie; ALTER TABLE movie "
     "SET SCHEMA other;"},
    {"Dropped",
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1'; CREATE FUNCTION "
     "g(text) RETURNS int LANGUAGE sql AS 'select 1'; DROP FUNCTION f(int4); DROP "
     "ROUTINE g; CREATE TRIGGER t BEFORE INSERT ON film FOR EACH ROW EXECUTE FUNCTION "
     "touch(); CREATE TRIGGER u BEFORE INSERT ON film FOR EACH ROW EXECUTE FUNCTION "
     "other.seen(); DROP FUNCTION touch() CASCADE; DROP FUNCTION other.seen CASCADE;"},
    {"Aggregates",
     "CREATE FUNCTION add(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select $1 + $2';"
     "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0', COMBINEFUNC = add, "
     "PARALLEL = SAFE); CREATE FUNCTION other.longer(text, VARIADIC text[]) RETURNS text LANGUAGE "
     "sql "
     "AS 'select $1'; CREATE AGGREGATE other.longest(VARIADIC b text[]) (sfunc = other.longer, "
     "stype = text); CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = int8, "
     "INITCOND = 0); CREATE AGGREGATE least_of(int) (SFUNC = int4smaller, STYPE = int4, SORTOP = "
     "<); CREATE AGGREGATE oldest (BASETYPE = int, SFUNC1 = add, STYPE1 = int, INITCOND1 = '1');"
     "COMMENT ON AGGREGATE total(int) IS 'sum';"},
    {"MovingAggregate",
     "CREATE AGGREGATE s(int) (SFUNC = int4pl, STYPE = int4, SSPACE = 12, MSFUNC = int4pl, "
     "MINVFUNC = int4mi, MSTYPE = int4, MINITCOND = '0', MSSPACE = 8, FINALFUNC = int4abs, "
     "FINALFUNC_MODIFY = SHAREABLE, MFINALFUNC = int4abs);"},
    {"OrderedSet",
     "CREATE FUNCTION nth(float8[], float8) RETURNS float8 LANGUAGE sql AS 'select $2'; CREATE "
     "AGGREGATE p(float8 ORDER BY float8) (SFUNC = array_append, STYPE = float8[], FINALFUNC = "
     "nth); "
     "CREATE AGGREGATE q(ORDER BY int) (SFUNC = int4larger, STYPE = int, FINALFUNC = int4abs, "
     "FINALFUNC_MODIFY = READ_ONLY);"},
    {"Trigger",
     "CREATE TRIGGER t BEFORE INSERT OR UPDATE OF title, id OR DELETE ON film FOR EACH ROW WHEN "
     "(pg_trigger_depth() < 2) EXECUTE FUNCTION touch('a', 'it''s', '\\x', 'ü', '');"},
    {"TriggerConditions",
     "CREATE TRIGGER a BEFORE UPDATE ON film FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM "
     "NEW.title AND new.length > 3) EXECUTE PROCEDURE touch(); CREATE TRIGGER b AFTER UPDATE ON "
     "film FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION touch(); CREATE "
     "TRIGGER c BEFORE INSERT ON film FOR EACH ROW WHEN (NEW.rating IN (1, 2) OR NEW.title = 'x') "
     "EXECUTE FUNCTION touch();"},
    {"TransitionTables",
     "CREATE TRIGGER t AFTER UPDATE ON film REFERENCING NEW TABLE AS \"New ones\" OLD TABLE AS "
     "gone "
     "FOR EACH STATEMENT EXECUTE FUNCTION touch(); CREATE TRIGGER u AFTER TRUNCATE ON film EXECUTE "
     "FUNCTION other.seen();"},
    {"ConstraintTrigger",
     "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON film FROM other.note DEFERRABLE INITIALLY "
     "DEFERRED FOR EACH ROW EXECUTE FUNCTION touch(); CREATE CONSTRAINT TRIGGER u AFTER UPDATE ON "
     "film DEFERRABLE FOR EACH ROW WHEN (new.id > 1) EXECUTE FUNCTION touch();"},
    {"ViewTrigger",
     "CREATE TRIGGER t INSTEAD OF INSERT OR UPDATE OR DELETE ON films FOR EACH ROW EXECUTE "
     "FUNCTION touch(); COMMENT ON TRIGGER t ON films IS 'x';"},
    {"PartitionedTrigger",
     "CREATE TABLE log (id int, at date) PARTITION BY RANGE (at); CREATE TABLE log_1 PARTITION OF "
     "log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01'); CREATE TRIGGER t AFTER INSERT ON log "
     "FOR EACH ROW EXECUTE FUNCTION touch(); CREATE TABLE log_2 PARTITION OF log DEFAULT;"},
    {"TriggersSwitched",
     "CREATE TRIGGER a BEFORE INSERT ON film EXECUTE FUNCTION touch(); CREATE TRIGGER b BEFORE "
     "INSERT ON film EXECUTE FUNCTION touch(); CREATE TRIGGER c BEFORE INSERT ON film EXECUTE "
     "FUNCTION touch(); CREATE TRIGGER d BEFORE INSERT ON film EXECUTE FUNCTION touch(); ALTER "
     "TABLE film DISABLE TRIGGER USER; ALTER TABLE film ENABLE TRIGGER a, ENABLE REPLICA TRIGGER "
     "b, ENABLE ALWAYS TRIGGER c;"},
    {"TriggerColumns",
     "CREATE TRIGGER a BEFORE UPDATE OF title ON film FOR EACH ROW WHEN (old.title <> new.title) "
     "EXECUTE FUNCTION touch(); ALTER TABLE film RENAME title TO name; CREATE TRIGGER b BEFORE "
     "UPDATE OF note ON film EXECUTE FUNCTION touch(); ALTER TABLE film DROP COLUMN note CASCADE;"},
    {"TriggerReplaced",
     "CREATE TRIGGER a BEFORE UPDATE ON film FOR EACH ROW EXECUTE FUNCTION touch(); COMMENT ON "
     "TRIGGER a ON film IS 'x'; CREATE OR REPLACE TRIGGER a AFTER INSERT ON film FOR EACH ROW "
     "EXECUTE FUNCTION other.seen(); DROP TRIGGER IF EXISTS b ON film;"},
    {"EventTriggers",
     "CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end'; CREATE EVENT "
     "TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION "
     "noted(); ALTER EVENT TRIGGER e DISABLE; COMMENT ON EVENT TRIGGER e IS 'x';"},
    {"Atomic",
     "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM "
     "film "
     "WHERE id > a AND length = $2; SELECT f.a + $1; END; CREATE PROCEDURE p(n text) BEGIN ATOMIC "
     "INSERT INTO film (id, title) VALUES (1, n), (2, DEFAULT); INSERT INTO other.note VALUES (1, "
     "'x'); UPDATE film SET note = n, rating = 2 WHERE id = 1; DELETE FROM other.note WHERE body = "
     "n AND id IN (1, 2); END; CREATE FUNCTION g() RETURNS SETOF films BEGIN ATOMIC SELECT * FROM "
     "films; END;"},
    {"Rules",
     "CREATE RULE a AS ON INSERT TO film WHERE new.id > 3 DO INSTEAD NOTHING; CREATE RULE b AS ON "
     "DELETE TO film DO ALSO (INSERT INTO other.note VALUES (old.id, 'gone'); DELETE FROM "
     "other.note WHERE note.id = old.id; NOTIFY films, 'x''y'); CREATE RULE c AS ON UPDATE TO film "
     "WHERE old.title <> new.title DO ALSO UPDATE other.note SET body = new.title WHERE id = "
     "new.id; COMMENT ON RULE b ON film IS 'x'; ALTER TABLE film DISABLE RULE a; ALTER TABLE film "
     "ENABLE ALWAYS RULE b; CREATE RULE d AS ON UPDATE TO films DO INSTEAD UPDATE film SET title = "
     "new.title WHERE film.id = old.id; CREATE OR REPLACE RULE d AS ON UPDATE TO films DO INSTEAD "
     "SELECT new.id; ALTER RULE c ON film RENAME TO z;"},
    {"DefaultOverOwnRow",
     "CREATE TABLE own (id int, total int); CREATE FUNCTION next_total(own) RETURNS int LANGUAGE "
     "sql AS 'select 1'; CREATE FUNCTION first_total() RETURNS int LANGUAGE sql AS 'select 1';"
     "CREATE FUNCTION any_total(own DEFAULT NULL) RETURNS int LANGUAGE sql AS 'select 1'; ALTER "
     "TABLE own ALTER total SET DEFAULT any_total(), ALTER id SET DEFAULT first_total(); ALTER "
     "TABLE own ADD CONSTRAINT positive CHECK (next_total(own) > 0);"},
};

INSTANTIATE_TEST_SUITE_P(All, RoutineCasesServer, ::testing::ValuesIn(cases),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace mimar
