#include "support/server.h"

namespace mimar::scratch {
namespace {

using support::TestServer;
using support::why;

// SQL that wants out of its database. Every attempt is made twice: on the owner's connection and as
// a script through the broker.
class ScratchHostileServer : public TestServer {
 protected:
  static void refused(Database& database, const std::string& sql,
                      std::string_view sqlstate = "42501") {
    const std::string direct = one(database.owner(), sql);
    EXPECT_EQ(direct.substr(0, 11), "error " + std::string(sqlstate)) << sql << "\n" << direct;
    const Result<void> script = database.run_script(sql, "hostile.sql");
    ASSERT_FALSE(script) << sql;
    EXPECT_EQ(script.error().sqlstate, sqlstate) << sql << "\n" << why(script.error());
  }
};

TEST_F(ScratchHostileServer, CannotReachTheFilesOfTheMachine) {
  Database database = create();
  refused(database, "COPY (SELECT 1) TO PROGRAM 'id'");
  refused(database, "CREATE TEMP TABLE t (a text); COPY t FROM PROGRAM 'id'");
  refused(database, "COPY (SELECT 1) TO '/tmp/mimar-hostile'");
  refused(database, "CREATE TEMP TABLE u (a text); COPY u FROM '/etc/passwd'");
  refused(database, "SELECT pg_read_file('/etc/passwd')");
  refused(database, "SELECT pg_read_binary_file('/etc/passwd')");
  refused(database, "SELECT pg_ls_dir('/')");
  refused(database, "SELECT pg_stat_file('/etc/passwd')");
  refused(database, "SELECT lo_import('/etc/passwd')");
  refused(database, "SELECT lo_export(1, '/tmp/mimar-hostile')");
  refused(database, "SELECT * FROM pg_hba_file_rules");
  refused(database, "SELECT pg_current_logfile()");
}

TEST_F(ScratchHostileServer, CannotLoadCode) {
  Database database = create();
  refused(database,
          "CREATE FUNCTION system(cstring) RETURNS int LANGUAGE c AS 'libc.so.6', 'system'");
  refused(database, "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_read_file'");
  refused(database, "LOAD '/lib/x86_64-linux-gnu/libc.so.6'");
  refused(database, "CREATE TRUSTED LANGUAGE mine HANDLER plpgsql_call_handler");
  refused(database, "CREATE EXTENSION dblink");
  refused(database, "CREATE EXTENSION adminpack");
  refused(database, "CREATE EXTENSION xml2");
  refused(database, "CREATE EXTENSION pageinspect CASCADE");
  for (const char* language : {"plpython3u", "plperlu"}) {
    EXPECT_NE(run(database, fmt::format("CREATE EXTENSION {};", language)), "");
  }
}

// Wrappers are there to be named; none of them works.
TEST_F(ScratchHostileServer, ForeignDataReachesNothing) {
  Database database = create();
  EXPECT_EQ(one(database.owner(), "CREATE EXTENSION file_fdw").substr(0, 11), "error 42501");
  EXPECT_EQ(one(database.owner(), "CREATE FOREIGN DATA WRAPPER w").substr(0, 11), "error 42501");
  ASSERT_EQ(run(database, R"(
    CREATE EXTENSION file_fdw;
    CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
    CREATE FOREIGN TABLE passwords (line text) SERVER files OPTIONS (filename '/etc/passwd');
    CREATE EXTENSION postgres_fdw;
    CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '/tmp', dbname 'postgres');
    CREATE USER MAPPING FOR PUBLIC SERVER other;
    CREATE FOREIGN TABLE users (usename text) SERVER other;
    CREATE FOREIGN DATA WRAPPER mine VALIDATOR postgresql_fdw_validator;)"),
            "");
  for (const char* sql : {"SELECT * FROM passwords", "SELECT * FROM users",
                          "INSERT INTO passwords VALUES ('x')", "ANALYZE passwords"}) {
    const std::string answer = one(database.owner(), sql);
    EXPECT_NE(answer.find("no handler"), std::string::npos) << sql << " " << answer;
  }
  refused(database, "ALTER FOREIGN DATA WRAPPER mine HANDLER file_fdw_handler");
  refused(database, "ALTER FOREIGN DATA WRAPPER file_fdw HANDLER file_fdw_handler");
  refused(database, "CREATE FOREIGN DATA WRAPPER yours HANDLER file_fdw_handler");
  refused(database, "CREATE FOREIGN DATA WRAPPER yours VALIDATOR public.postgresql_fdw_validator");
  EXPECT_NE(one(database.owner(), "IMPORT FOREIGN SCHEMA public FROM SERVER other INTO public")
                .find("no handler"),
            std::string::npos);
}

// A superuser runs what a text search template names.
TEST_F(ScratchHostileServer, TextSearchTakesNoFunctionsOfOnesOwn) {
  Database database = create();
  refused(database,
          "CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsnowball_lexize)");
  refused(database, "CREATE TEXT SEARCH TEMPLATE t (LEXIZE = public.dsimple_lexize)");
  refused(database,
          "CREATE TEXT SEARCH PARSER p (START = prsd_start, GETTOKEN = prsd_nexttoken,"
          " END = prsd_end, LEXTYPES = prsd_headline)");
}

TEST_F(ScratchHostileServer, CannotBecomeTheSuperuser) {
  Database database = create();
  refused(database, "SET ROLE mimar_admin");
  refused(database, "SET SESSION AUTHORIZATION mimar_admin");
  refused(database, "SELECT set_config('role', 'mimar_admin', false)");
  refused(database, "GRANT ALL ON pg_authid TO CURRENT_USER");
  refused(database, "SELECT rolpassword FROM pg_authid");
  refused(database, "UPDATE pg_authid SET rolsuper = true");
  refused(database, "ALTER SYSTEM SET fsync = on");
  refused(database, "SELECT pg_reload_conf()");
  refused(database,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mimar_admin'");
  refused(database, "SELECT pg_promote()");
  refused(database, "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p");
}

// Statements the broker answers itself, tried with the superuser and the server's own groups.
TEST_F(ScratchHostileServer, GetsNoPowerFromTheBroker) {
  Database database = create();
  EXPECT_EQ(run(database,
                "ALTER ROLE CURRENT_USER SUPERUSER;\nALTER ROLE mimar_admin PASSWORD 'x';\nCREATE "
                "ROLE boss SUPERUSER LOGIN;\n"
                "GRANT mimar_admin TO boss;\nGRANT pg_read_server_files TO boss;\nGRANT "
                "pg_execute_server_program TO boss;\n"
                "GRANT boss TO mimar_admin;\nDROP ROLE mimar_admin;\nCREATE ROLE mimar_admin;\n"
                "SET temp_file_limit = -1;\nSET session_preload_libraries = 'x';\n"),
            "");
  EXPECT_NE(run(database, "SET ROLE mimar_admin;"), "");
  EXPECT_NE(run(database, "SET ROLE pg_read_server_files;"), "");
  EXPECT_EQ(run(database, "SET ROLE boss;"), "");
  EXPECT_NE(run(database, "SET ROLE boss; SELECT pg_read_file('/etc/passwd');"), "");
  EXPECT_EQ(one(database.owner(), "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolsuper"),
            "mimar_admin");
  EXPECT_EQ(one(database.owner(),
                "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'pg\\_%' AND rolname <> "
                "'pg_database_owner' "
                "AND pg_has_role(current_user, oid, 'member')"),
            "0");
  EXPECT_EQ(one(database.owner(), "SHOW temp_file_limit"), "5GB");
  EXPECT_NE(
      run(database,
          "ALTER TABLE pg_catalog.pg_authid OWNER TO boss;\nSELECT rolpassword FROM pg_authid;"),
      "");
  EXPECT_EQ(run(database, "ALTER FUNCTION pg_catalog.pg_read_file(text) OWNER TO boss;"), "")
      << "passed over, not done";
  EXPECT_EQ(
      one(database.owner(),
          "SELECT proowner::regrole FROM pg_proc WHERE oid = 'pg_read_file(text)'::regprocedure"),
      "mimar_admin");
}

// Whatever the superuser's connection executes must not call what a user has put in its way.
TEST_F(ScratchHostileServer, PlantedFunctionsNeverRunAsTheSuperuser) {
  Database database = create();
  const std::string planted =
      "CREATE TABLE public.ran (who text);\n"
      "CREATE FUNCTION public.trap() RETURNS event_trigger LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO public.ran VALUES (current_user); END $$;\n"
      "CREATE FUNCTION public.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO public.ran VALUES (current_user); RETURN ''; END $$;\n"
      "CREATE FUNCTION public.strpos(text, text) RETURNS int LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO public.ran VALUES (current_user); RETURN 1; END $$;\n"
      "CREATE FUNCTION public.equal(name, text) RETURNS bool LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO public.ran VALUES (current_user); RETURN true; END $$;\n"
      "CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = text, FUNCTION = public.equal);\n"
      "CREATE FUNCTION public.owns(oid, regrole) RETURNS bool LANGUAGE plpgsql AS "
      "$$ BEGIN INSERT INTO public.ran VALUES (current_user); RETURN true; END $$;\n"
      "CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = regrole, FUNCTION = public.owns);\n"
      "SET search_path = public, pg_catalog;\nCREATE TYPE public.shell;\n"
      "CREATE EVENT TRIGGER trap ON ddl_command_start EXECUTE FUNCTION public.trap();\n"
      "CREATE EXTENSION moddatetime;\nCREATE EXTENSION earthdistance CASCADE;\n"
      "CREATE ROLE someone;\nGRANT someone TO another;\nCREATE PUBLICATION p FOR ALL TABLES;\n"
      "COMMENT ON EXTENSION plpgsql IS 'x';\n";
  EXPECT_EQ(run(database, planted), "");
  EXPECT_EQ(one(database.owner(), "SELECT count(*) FROM public.ran WHERE who = 'mimar_admin'"),
            "0");
}

TEST_F(ScratchHostileServer, CannotReadAnotherScratchDatabase) {
  Database mine = create("mine"), other = create("other");
  EXPECT_EQ(run(other, "CREATE TABLE secret (a int); ALTER TABLE secret OWNER TO postgres;"), "");
  EXPECT_EQ(run(mine, "CREATE TABLE t (a int); ALTER TABLE t OWNER TO postgres;"), "")
      << "both act as the role postgres";
  EXPECT_EQ(one(mine.owner(), fmt::format("SELECT pg_has_role('{0}', '{1}_owner', 'member') OR "
                                          "has_database_privilege('{0}', '{1}', 'connect')",
                                          mine.name(), other.name())),
            "f");
  // Its own password does not open the other database either.
  const std::string socket = scratch_->folder() + "/socket";
  for (const std::string& user : {std::string("mimar_admin"), mine.name(), other.name()}) {
    for (const std::string& database : {std::string("template1"), other.name()}) {
      const auto opened = engine::postgres::Connection::open(
          fmt::format("host={} dbname={} user={} password=''", socket, database, user));
      EXPECT_FALSE(opened) << user << " in " << database;
    }
  }
}

TEST_F(ScratchHostileServer, StatementsThatDoNotEndAreStopped) {
  Options options;
  options.statement_limit = std::chrono::seconds(1);
  Result<Scratch> impatient = Scratch::start(*world_, options);
  ASSERT_TRUE(impatient) << why(impatient.error());
  Result<Database> database = impatient->create_database();
  ASSERT_TRUE(database);
  for (const char* sql :
       {"SELECT pg_sleep(60);", "SET statement_timeout = 0; SELECT pg_sleep(60);",
        "SET statement_timeout = 0; SELECT count(*) FROM generate_series(1, 1000000000000);",
        "SET statement_timeout = 0; WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT 1 FROM r) "
        "SELECT count(*) FROM r;",
        "SET statement_timeout = 0; DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(0.01); EXCEPTION WHEN "
        "OTHERS THEN "
        "NULL; END; END LOOP; END $$;"}) {
    const auto started = world_->now();
    const Result<void> done = database->run_script(sql, "endless.sql");
    ASSERT_FALSE(done) << sql;
    EXPECT_EQ(done.error().sqlstate, "57014") << sql << why(done.error());
    EXPECT_LT(world_->now() - started, std::chrono::seconds(30)) << sql;
  }
  const std::string deep = one(database->owner(),
                               "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE "
                               "OR REPLACE FUNCTION f() RETURNS int "
                               "LANGUAGE sql AS 'SELECT f()'; SELECT f()");
  EXPECT_EQ(deep.substr(0, 11), "error 54001") << deep;
}

}  // namespace
}  // namespace mimar::scratch
