// Owners, privileges, default privileges and publications, both ways.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using AccessServer = support::BothWays;

const model::Access& of_table(const model::Database& database, const model::Name& name) {
  const model::Table* table = model::find_table(database, name);
  if (table == nullptr) throw std::runtime_error("no table " + name.text());
  return table->access;
}

TEST_F(AccessServer, GrantsOnEverything) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA plain;
    CREATE TABLE plain.t (id serial PRIMARY KEY, a text, b int);
    CREATE TABLE u (id int);
    CREATE VIEW v AS SELECT id FROM u;
    CREATE MATERIALIZED VIEW mv AS SELECT id FROM u;
    CREATE SEQUENCE sq;
    CREATE TYPE mood AS ENUM ('a', 'b');
    GRANT SELECT, INSERT ON plain.t TO reader, writer WITH GRANT OPTION;
    GRANT SELECT (a), UPDATE (a, b), REFERENCES (b) ON plain.t TO clerk;
    GRANT ALL (id) ON v TO clerk;
    GRANT ALL ON u TO PUBLIC;
    REVOKE DELETE ON u FROM PUBLIC;
    REVOKE GRANT OPTION FOR SELECT ON plain.t FROM reader;
    GRANT ALL ON ALL TABLES IN SCHEMA public TO "Admin User";
    REVOKE ALL ON v FROM "Admin User";
    GRANT USAGE ON SCHEMA plain TO reader;
    GRANT CREATE, USAGE ON SCHEMA public TO boss;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SEQUENCE sq TO reader;
    GRANT ALL ON plain.t_id_seq TO writer;
    GRANT UPDATE ON ALL SEQUENCES IN SCHEMA plain TO clerk;
    REVOKE USAGE ON TYPE mood FROM PUBLIC;
    GRANT USAGE ON TYPE mood TO reader;)");
  EXPECT_EQ(of_table(database, {"plain", "t"}).grants.size(), 8U);
  EXPECT_EQ(database->schemas.at(1).name, "public");
  EXPECT_EQ(database->schemas[1].access.grants.size(), 3U);
}

TEST_F(AccessServer, OwnersAndWhatTheyLose) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app AUTHORIZATION boss;
    CREATE SCHEMA plain;
    CREATE TABLE plain.t (id serial PRIMARY KEY, a text);
    CREATE TABLE u (id int);
    CREATE VIEW v AS SELECT id FROM u;
    CREATE TYPE mood AS ENUM ('a', 'b');
    CREATE TABLE kept (id int);
    GRANT SELECT ON u TO boss;
    ALTER TABLE u OWNER TO boss;
    ALTER TABLE plain.t OWNER TO boss;
    ALTER VIEW v OWNER TO boss;
    ALTER TABLE kept OWNER TO CURRENT_USER;
    ALTER SCHEMA plain OWNER TO boss;
    ALTER TYPE mood OWNER TO boss;
    REVOKE TRUNCATE ON u FROM boss;
    GRANT SELECT ON u TO boss WITH GRANT OPTION;
    REVOKE ALL ON kept FROM CURRENT_USER;)");
  EXPECT_EQ(of_table(database, {"public", "u"}).owner, "boss");
  EXPECT_EQ(of_table(database, {"public", "kept"}).owner, "");
  EXPECT_EQ(of_table(database, {"public", "kept"}).grants.size(), 7U);
  EXPECT_EQ(database->sequences.at(0).access.owner, "boss");
}

TEST_F(AccessServer, DefaultPrivilegesAreForWhatComesLater) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app AUTHORIZATION boss;
    CREATE TABLE before (id int);
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO writer;
    ALTER DEFAULT PRIVILEGES FOR ROLE boss IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO reader WITH GRANT OPTION;
    ALTER DEFAULT PRIVILEGES FOR ROLE boss GRANT USAGE ON SEQUENCES TO reader;
    ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO reader;
    ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO boss;
    ALTER DEFAULT PRIVILEGES GRANT DELETE ON TABLES TO nobody;
    ALTER DEFAULT PRIVILEGES REVOKE DELETE ON TABLES FROM nobody;
    CREATE TABLE later (id serial);
    CREATE TYPE later_mood AS ENUM ('x');
    CREATE SCHEMA later_schema;
    SET ROLE boss;
    CREATE TABLE app.of_boss (id serial);
    GRANT SELECT ON app.of_boss TO reader WITH GRANT OPTION;
    GRANT USAGE ON SCHEMA app TO reader;
    GRANT SELECT ON app.of_boss TO writer;
    RESET ROLE;
    SET SESSION AUTHORIZATION 'postgres';
    CREATE TABLE of_postgres (id int);
    SET SESSION AUTHORIZATION DEFAULT;)");
  EXPECT_TRUE(of_table(database, {"public", "before"}).empty());
  EXPECT_EQ(of_table(database, {"public", "later"}).grants.size(), 8U);
  EXPECT_EQ(of_table(database, {"app", "of_boss"}).owner, "boss");
  EXPECT_EQ(of_table(database, {"public", "of_postgres"}).owner, "postgres");
  EXPECT_EQ(database->default_privileges.size(), 7U);
}

// The model does not hold who gave a privilege: the reading says so, and no witness calls what the
// server chose a difference.
TEST_F(AccessServer, APrivilegeThatIsPassedOnIsSaid) {
  const auto reading = read::read_files({{"test.sql", R"(
    CREATE SCHEMA app AUTHORIZATION boss;
    GRANT USAGE ON SCHEMA app TO reader;
    SET ROLE boss;
    CREATE TABLE app.of_boss (id serial);
    GRANT SELECT ON app.of_boss TO reader WITH GRANT OPTION;
    SET ROLE reader;
    GRANT SELECT ON app.of_boss TO writer;
    RESET ROLE;)"}});
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->database->incomplete.size(), 1U);
  EXPECT_NE(reading->database->incomplete[0].find("by the role reader"), std::string::npos);
  EXPECT_EQ(of_table(reading->database, {"app", "of_boss"}).grants.size(), 2U);
  const auto trip = verify::round_trip(*reading, *scratch_);
  ASSERT_TRUE(trip);
  ASSERT_EQ(trip->evidence.size(), 3U);
  for (const evidence::Evidence& claim : trip->evidence)
    EXPECT_EQ(claim.reason, "") << claim.claim << "\n" << seen(claim);
}

TEST_F(AccessServer, MixedOwnersInTheOrderOfADump) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    ALTER SCHEMA app OWNER TO boss;
    CREATE TABLE app.t (id int);
    ALTER TABLE app.t OWNER TO clerk;
    CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    ALTER FUNCTION app.f() OWNER TO clerk;
    CREATE SCHEMA other AUTHORIZATION boss;
    BEGIN;
    CREATE TABLE other.u (id serial PRIMARY KEY);
    ALTER TABLE other.u OWNER TO auditor;
    CREATE VIEW other.v AS SELECT id FROM other.u;
    ALTER VIEW other.v OWNER TO auditor;
    COMMIT;
    GRANT USAGE ON SCHEMA other TO clerk;
    GRANT SELECT ON other.u TO clerk;
    ALTER TABLE other.u OWNER TO clerk;)");
  EXPECT_EQ(of_table(database, {"app", "t"}).owner, "clerk");
  EXPECT_EQ(of_table(database, {"other", "u"}).owner, "clerk");
}

TEST_F(AccessServer, RolesOfBlocksAreThere) {
  const model::Database database = agreed(R"(
    CREATE TABLE u (id int);
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon_user') THEN CREATE ROLE anon_user; END IF;
      IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon_user') THEN GRANT SELECT ON u TO anon_user; END IF;
    END $$;)");
  EXPECT_EQ(of_table(database, {"public", "u"}).grants.size(), 1U);
}

TEST_F(AccessServer, PublicationsInEveryShape) {
  const model::Database database = agreed(R"(
CREATE SCHEMA s; CREATE SCHEMA "Odd One";
CREATE TABLE a (id int PRIMARY KEY, b text, c int NOT NULL);
CREATE TABLE parent (x int, y int); CREATE TABLE child (z int) INHERITS (parent);
CREATE TABLE s.t (i int);
CREATE PUBLICATION every FOR ALL TABLES WITH (publish = 'insert, delete', publish_via_partition_root);
CREATE PUBLICATION nothing;
CREATE PUBLICATION "some" FOR TABLE a (c, id) WHERE (c > 10), parent WITH (publish = 'insert');
CREATE PUBLICATION only_one FOR TABLE ONLY parent;
CREATE PUBLICATION schemas FOR TABLES IN SCHEMA s, TABLE a;
ALTER PUBLICATION nothing ADD TABLE a, TABLES IN SCHEMA "Odd One";
ALTER PUBLICATION nothing DROP TABLE a;
ALTER PUBLICATION nothing RENAME TO something;
ALTER PUBLICATION "some" SET (publish = 'insert, update, delete, truncate');
ALTER PUBLICATION every SET (publish = 'update');
ALTER TABLE a RENAME COLUMN c TO cc;
ALTER TABLE a RENAME TO aa;
ALTER TABLE s.t SET SCHEMA "Odd One";
ALTER PUBLICATION only_one SET TABLE child, aa (id);
COMMENT ON PUBLICATION "some" IS 'some of it';
ALTER PUBLICATION "some" OWNER TO replicator;
)");
  EXPECT_EQ(model::all<model::Publication>(database).size(), 5U);
}

}  // namespace
}  // namespace mimar::verify
