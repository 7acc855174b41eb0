#include <cstdlib>

#include "support/server.h"

namespace mimar::scratch {
namespace {

using support::TestServer;
using support::why;

class ScratchScriptServer : public TestServer {};

TEST_F(ScratchScriptServer, RunsWhatPsqlWouldRun) {
  Database database = create();
  EXPECT_EQ(
      run(database,
          "\xEF\xBB\xBF\\set ON_ERROR_STOP on\n"
          "SET statement_timeout = 0;\nSET default_table_access_method = heap;\n"
          "SELECT pg_catalog.set_config('search_path', '', false);\n"
          "CREATE TABLE public.t (a int, b text);\n"
          "COPY public.t (a, b) FROM stdin;\n1\tx;y\n2\t\\N\n\\.\n\n"
          "BEGIN; INSERT INTO public.t VALUES (3, ';'); COMMIT;\n"
          "CREATE FUNCTION public.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;\n"
          "CREATE INDEX CONCURRENTLY i ON public.t (a);\n"
          "VACUUM public.t;\n"),
      "");
  EXPECT_EQ(one(database.owner(), "SELECT count(*) || ',' || count(b) FROM t"), "3,2");
  EXPECT_EQ(one(database.owner(), "SHOW search_path"), "\"$user\", public")
      << "sessions do not leak";
}

TEST_F(ScratchScriptServer, PassesOverWhatConcernsTheServer) {
  Database database = create();
  EXPECT_EQ(run(database,
                "CREATE DATABASE other;\n\\connect other\nALTER DATABASE other SET x.y = 1;\n"
                "COMMENT ON DATABASE other IS 'x';\nSET no_such_parameter = 1;\nSET shared_buffers "
                "= '1GB';\n"
                "SET session_replication_role = replica;\n"
                "ALTER ROLE postgres SUPERUSER;\nCREATE TABLE t ();"),
            "");
  ASSERT_EQ(database.notes().size(), 6U);
  EXPECT_EQ(database.notes()[0], "test.sql: CREATE DATABASE is passed over on a scratch server");
  EXPECT_EQ(one(database.owner(), "SELECT 't'::regclass"), "t");
}

TEST_F(ScratchScriptServer, ErrorsPointIntoTheFile) {
  Database database = create();
  const Result<void> done = database.run_script(
      "SELECT 1;\n\n  -- one\n  SELECT 'é',\n    nothing FROM pg_class;\n", "a/b.sql");
  ASSERT_FALSE(done);
  const Error& error = done.error();
  EXPECT_EQ(error.kind, ErrorKind::database);
  EXPECT_EQ(error.sqlstate, "42703");
  EXPECT_EQ(error.message, "column \"nothing\" does not exist");
  ASSERT_TRUE(error.where);
  EXPECT_EQ(error.where->file, "a/b.sql");
  EXPECT_EQ(error.where->line, 5U);
  EXPECT_EQ(error.where->column, 5U);
  EXPECT_EQ(error.excerpt, "    nothing FROM pg_class;\n    ^");
}

TEST_F(ScratchScriptServer, ErrorsWithoutAPositionPointAtTheStatement) {
  Database database = create();
  const Result<void> done = database.run_script(
      "CREATE TABLE t (a int CHECK (a > 0));\nINSERT INTO t\nVALUES (0);", "x.sql");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().sqlstate, "23514");
  EXPECT_EQ(done.error().where->line, 2U);
  EXPECT_EQ(done.error().where->column, 1U);
}

TEST_F(ScratchScriptServer, ABadRowOfCopyIsNamedByItsLine) {
  Database database = create();
  const Result<void> done = database.run_script(
      "CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n2\nthree\n4\n\\.\nSELECT 1;\n", "x.sql");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().sqlstate, "22P02");
  EXPECT_EQ(done.error().where->line, 5U);
  EXPECT_EQ(done.error().excerpt, "three\n^");
}

TEST_F(ScratchScriptServer, RolesOfTheScriptAreMadeAsNeeded) {
  Database database = create();
  const std::string script =
      "CREATE SCHEMA app;\nCREATE TABLE app.t (a int);\nALTER TABLE app.t OWNER TO postgres;\n"
      "ALTER SCHEMA public OWNER TO postgres;\nCREATE USER \"Web App\" SUPERUSER LOGIN PASSWORD "
      "'x';\n"
      "GRANT SELECT ON app.t TO \"Web App\", reporting;\nGRANT reporting TO \"Web App\";\n"
      "ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON app.t TO tenant USING (a = "
      "1);\n"
      "ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT ON TABLES TO "
      "reporting;\n"
      "SET ROLE reporting; SELECT * FROM app.t; RESET ROLE;";
  EXPECT_NE(run(database, script).find("permission denied for schema app"), std::string::npos)
      << "reporting has no USAGE";
  Database second = create();
  EXPECT_EQ(run(second, script.substr(0, script.find("SET ROLE"))), "")
      << "the roles are there already";
  EXPECT_EQ(one(second.owner(), "SELECT tableowner FROM pg_tables WHERE schemaname = 'app'"),
            "postgres");
  EXPECT_EQ(
      one(second.owner(),
          "SELECT count(*) FROM pg_roles WHERE rolname IN ('Web App', 'reporting', 'tenant', "
          "'postgres') "
          "AND NOT (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls)"),
      "4");
  EXPECT_EQ(one(second.owner(), "SELECT pg_has_role('Web App', 'reporting', 'member')"), "t");
}

TEST_F(ScratchScriptServer, ANewOwnerNeedsNoRightInTheSchemaAndGetsNone) {
  Database database = create();
  EXPECT_EQ(run(database,
                "CREATE SCHEMA s AUTHORIZATION one;\nBEGIN;\nCREATE TABLE s.t ();\nALTER TABLE s.t "
                "OWNER TO two;\n"
                "CREATE TABLE s.u ();\nCOMMIT;\nALTER TABLE s.u OWNER TO three;"),
            "");
  EXPECT_EQ(one(database.owner(),
                "SELECT string_agg(tableowner, ',' ORDER BY tablename) FROM pg_tables WHERE "
                "schemaname = 's'"),
            "two,three");
  EXPECT_EQ(one(database.owner(),
                "SELECT count(*) FROM unnest(ARRAY['two', 'three']) AS role(name)"
                " WHERE has_schema_privilege(name, 's', 'CREATE')"),
            "0");
}

TEST_F(ScratchScriptServer, WhatIsNotTheScriptsGetsNoNewOwner) {
  Database database = create();
  const std::string system_function =
      "ALTER FUNCTION pg_catalog.lower(text) OWNER TO one;\nCREATE TABLE t ();";
  EXPECT_EQ(run(database, system_function), "");
  EXPECT_NE(
      one(database.owner(),
          "SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE oid = 'lower(text)'::regprocedure"),
      "one");
}

TEST_F(ScratchScriptServer, HarmlessExtensionsCanBeHad) {
  Database database = create();
  EXPECT_EQ(
      run(database,
          "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;\n"
          "COMMENT ON EXTENSION plpgsql IS 'it''s \\ there';\n"
          "CREATE SCHEMA tools;\nCREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA tools;\n"
          "COMMENT ON EXTENSION pgcrypto IS 'x';\nCREATE EXTENSION \"uuid-ossp\";\nCREATE "
          "EXTENSION citext;\n"
          "CREATE EXTENSION earthdistance CASCADE;\nCREATE EXTENSION moddatetime SCHEMA tools;\n"
          "COMMENT ON EXTENSION moddatetime IS 'y';\nCREATE EXTENSION pg_stat_statements;\n"
          "DROP EXTENSION pg_stat_statements;\nCREATE TABLE t (e citext, u uuid DEFAULT "
          "uuid_generate_v4());\n"
          "CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql;"),
      "");
  EXPECT_EQ(
      one(database.owner(),
          "SELECT string_agg(extname || ':' || nspname, ' ' ORDER BY extname) FROM pg_extension "
          "JOIN pg_namespace n ON n.oid = extnamespace"),
      "citext:public cube:public earthdistance:public moddatetime:tools pgcrypto:tools "
      "plpgsql:pg_catalog uuid-ossp:public");
}

TEST_F(ScratchScriptServer, EventTriggersAreThereButNeverRun) {
  Database database = create();
  EXPECT_EQ(
      run(database,
          "CREATE SCHEMA s;\nSET search_path = s;\n"
          "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'ran as "
          "%', current_user; END $$;\n"
          "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();\nCREATE TABLE t ();\n"
          "CREATE EXTENSION moddatetime;\nALTER EVENT TRIGGER e ENABLE;\nCREATE PUBLICATION p FOR "
          "ALL TABLES;\n"),
      "");
  EXPECT_EQ(one(database.owner(), "SELECT evtname || evtenabled::text FROM pg_event_trigger"),
            "eD");
  EXPECT_EQ(one(database.owner(), "ALTER EVENT TRIGGER e ENABLE").substr(0, 11), "error 42501");
}

TEST_F(ScratchScriptServer, AnExtensionThatIsNotThereSaysWhatToDo) {
  Database database = create();
  const std::string said = run(database, "CREATE EXTENSION no_such_extension;");
  EXPECT_NE(said.find("install the package"), std::string::npos) << said;
}

// The folder is the caller's; without it there is nothing to load and this test is not counted as
// passed.
TEST_F(ScratchScriptServer, LoadsEverySchemaOfAFolder) {
  const char* folder = std::getenv("MIMAR_SCHEMAS");
  if (folder == nullptr) GTEST_SKIP() << "MIMAR_SCHEMAS names no folder of PostgreSQL schemas";
  const std::vector<world::Entry> entries = world_->list(folder).value();
  for (const world::Entry& entry : entries) {
    if (!entry.name.ends_with("pg.sql") && entry.name != "pagila.sql") continue;
    Database database = create(entry.name);
    const auto started = world_->now();
    EXPECT_EQ(run(database, world_->read_file(std::string(folder) + '/' + entry.name).value()), "")
        << entry.name;
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(world_->now() - started);
    std::printf("%s: %ld ms, %zu notes\n", entry.name.c_str(), static_cast<long>(took.count()),
                database.notes().size());
    RecordProperty(entry.name, std::to_string(took.count()));
  }
}

}  // namespace
}  // namespace mimar::scratch
