#include "sql/privilege.h"

namespace mimar::sql {
namespace {

using Names = std::vector<std::string>;

TEST(Privilege, PlainStatementsAreTheOwners) {
  for (const char* sql :
       {"SELECT 1", "CREATE TABLE t (a int)", "DROP TABLE t", "COMMENT ON TABLE t IS 'x'",
        "nonsense here", "COPY t TO PROGRAM 'sh'", "ALTER SYSTEM SET fsync = off",
        "CREATE PUBLICATION p FOR TABLE t", "SELECT 'CREATE EXTENSION hstore'", ""}) {
    EXPECT_EQ(need_of(sql).privilege, Privilege::owner) << sql;
    EXPECT_TRUE(need_of(sql).roles.empty()) << sql;
  }
}

TEST(Privilege, ASecondStatementTakesTheFirstOnesPrivilege) {
  EXPECT_EQ(need_of("CREATE EXTENSION hstore; SELECT f()").privilege, Privilege::owner);
}

TEST(Privilege, StatementsAboutTheServerAreSkipped) {
  for (const char* sql :
       {"CREATE DATABASE d", "DROP DATABASE d", "ALTER DATABASE d SET x = 1", "DROP TABLESPACE s",
        "ALTER ROLE r SUPERUSER", "DROP ROLE r", "COMMENT ON DATABASE d IS 'x'",
        "GRANT CONNECT ON DATABASE d TO r", "CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql",
        "ALTER DATABASE d OWNER TO r"}) {
    EXPECT_EQ(need_of(sql).privilege, Privilege::skip) << sql;
    EXPECT_FALSE(need_of(sql).what.empty()) << sql;
  }
}

TEST(Privilege, WhatChangesTheDatabaseWithoutBeingItsOwnersIsLeftOut) {
  for (const char* sql :
       {"IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b", "GRANT USAGE ON LANGUAGE plpgsql TO r",
        "ALTER LANGUAGE l OWNER TO r", "COMMENT ON LANGUAGE plpgsql IS 'x'"}) {
    EXPECT_EQ(need_of(sql).privilege, Privilege::leave_out) << sql;
    EXPECT_FALSE(need_of(sql).what.empty()) << sql;
  }
}

TEST(Privilege, ASchemasOwnerMayTakeFromHimself) {
  EXPECT_EQ(need_of("REVOKE USAGE ON SCHEMA a FROM CURRENT_USER").privilege,
            Privilege::own_on_schema);
  EXPECT_EQ(need_of("REVOKE USAGE ON SCHEMA a FROM PUBLIC").privilege, Privilege::owner);
  EXPECT_EQ(need_of("GRANT SELECT ON t TO CURRENT_USER").privilege, Privilege::owner);
}

TEST(Privilege, ExtensionsCarryTheirClauses) {
  const Need need = need_of(
      "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA tools VERSION '1.1' CASCADE");
  EXPECT_EQ(need.privilege, Privilege::create_extension);
  EXPECT_EQ(need.names, Names{"uuid-ossp"});
  EXPECT_EQ(need.schema, "tools");
  EXPECT_TRUE(need.if_not_exists);
  EXPECT_TRUE(need.cascade);
  const Need comment = need_of("COMMENT ON EXTENSION plpgsql IS 'it''s'");
  EXPECT_EQ(comment.privilege, Privilege::comment_extension);
  EXPECT_EQ(comment.comment, "it's");
  EXPECT_EQ(need_of("COMMENT ON EXTENSION plpgsql IS NULL").comment, std::nullopt);
  EXPECT_EQ(need_of("DROP EXTENSION IF EXISTS a, b CASCADE").names, (Names{"a", "b"}));
}

TEST(Privilege, RolesThatMustExistAreNamed) {
  EXPECT_EQ(need_of("GRANT SELECT ON t TO app, PUBLIC, CURRENT_USER").roles, Names{"app"});
  EXPECT_EQ(need_of("REVOKE ALL ON SCHEMA public FROM postgres").roles, Names{"postgres"});
  EXPECT_EQ(need_of("ALTER TABLE t OWNER TO app").roles, Names{"app"});
  EXPECT_EQ(need_of("ALTER FUNCTION f() OWNER TO app").roles, Names{"app"});
  EXPECT_EQ(need_of("ALTER VIEW v OWNER TO app").roles, Names{"app"});
  EXPECT_EQ(need_of("CREATE POLICY p ON t TO app, PUBLIC USING (true)").roles, Names{"app"});
  EXPECT_EQ(need_of("CREATE SCHEMA s AUTHORIZATION app").roles, Names{"app"});
  EXPECT_EQ(
      need_of("ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s GRANT SELECT ON TABLES TO b").roles,
      (Names{"b", "a"}));
  EXPECT_EQ(need_of("SET ROLE app").roles, Names{"app"});
  EXPECT_EQ(need_of("SET SESSION AUTHORIZATION 'app'").roles, Names{"app"});
  EXPECT_EQ(need_of("RESET SESSION AUTHORIZATION").privilege, Privilege::set_session);
  EXPECT_EQ(need_of("DO $$BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'a') THEN "
                    "CREATE ROLE a; END IF; GRANT SELECT ON t TO b; END$$")
                .roles,
            (Names{"a", "b"}));
  const Need dynamic = need_of(
      "DO $$DECLARE r text := 'a'; BEGIN EXECUTE 'CREATE ROLE ' || r; EXECUTE 'GRANT ' || r || ' "
      "TO b'; GRANT SELECT ON t TO c; END$$");
  EXPECT_EQ(dynamic.roles, (Names{"a", "b", "a", "c"}));
  EXPECT_EQ(dynamic.privilege, Privilege::owner);
  const Need roles =
      need_of("DO $$BEGIN CREATE ROLE a; EXCEPTION WHEN duplicate_object THEN NULL; END$$");
  EXPECT_EQ(roles.roles, Names{"a"});
  EXPECT_EQ(roles.privilege, Privilege::skip);
  EXPECT_TRUE(need_of("SET ROLE NONE").roles.empty());
}

TEST(Privilege, TablespacesThatMustExistAreNamed) {
  EXPECT_EQ(need_of("CREATE TABLE t (a int PRIMARY KEY USING INDEX TABLESPACE x) TABLESPACE y")
                .tablespaces,
            (Names{"y", "x"}));
  EXPECT_EQ(need_of("CREATE INDEX ON t (a) TABLESPACE x").tablespaces, Names{"x"});
  EXPECT_EQ(need_of("ALTER TABLE t SET TABLESPACE x").tablespaces, Names{"x"});
  EXPECT_EQ(need_of("SET default_tablespace = x").tablespaces, Names{"x"});
  EXPECT_TRUE(need_of("SET default_tablespace = ''").tablespaces.empty());
  EXPECT_TRUE(need_of("ALTER TABLE t SET TABLESPACE pg_default").tablespaces.empty());
  EXPECT_EQ(need_of("CREATE TABLESPACE x LOCATION '/y'").privilege, Privilege::create_tablespace);
}

// Only names reach the superuser; tables and their filters are published by the owner.
TEST(Privilege, PublishedSchemasAreTakenOutOfTheStatement) {
  const Need create = need_of(
      "CREATE PUBLICATION p FOR TABLE a (x), ONLY s.b WHERE (y > 1), TABLES IN SCHEMA s, "
      "CURRENT_SCHEMA WITH (publish = 'insert')");
  EXPECT_EQ(create.privilege, Privilege::publish_schemas);
  EXPECT_EQ(create.schemas, (Names{"s", ""}));
  EXPECT_EQ(create.rest,
            "CREATE PUBLICATION p FOR TABLE a (x), ONLY s.b WHERE (y > 1) WITH (publish = "
            "'insert')");
  const Need set = need_of("ALTER PUBLICATION p SET TABLES IN SCHEMA s, TABLE a");
  EXPECT_EQ(set.verb, "SET");
  EXPECT_EQ(set.rest, "ALTER PUBLICATION p ADD TABLE a");
  EXPECT_EQ(need_of("ALTER PUBLICATION p DROP TABLE a").privilege, Privilege::owner);
  EXPECT_EQ(need_of("CREATE PUBLICATION p FOR TABLE a").privilege, Privilege::owner);
}

TEST(Privilege, TheRest) {
  EXPECT_EQ(need_of("CREATE SCHEMA s").names, Names{"s"});
  EXPECT_EQ(need_of("CREATE USER app SUPERUSER PASSWORD 'x'").privilege, Privilege::create_role);
  const Need grant = need_of("GRANT a, b TO c");
  EXPECT_EQ(grant.privilege, Privilege::grant_role);
  EXPECT_EQ(grant.names, (Names{"a", "b"}));
  EXPECT_EQ(grant.roles, Names{"c"});
  EXPECT_EQ(need_of("SET default_with_oids = false").names, Names{"default_with_oids"});
  EXPECT_EQ(need_of("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE").privilege, Privilege::owner);
  EXPECT_EQ(need_of("CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()").privilege,
            Privilege::create_event_trigger);
  EXPECT_EQ(need_of("CREATE PUBLICATION p FOR ALL TABLES").privilege,
            Privilege::publish_all_tables);
}

}  // namespace
}  // namespace mimar::sql
