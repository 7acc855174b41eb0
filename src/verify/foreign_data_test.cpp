// Foreign data wrappers, servers, user mappings and foreign tables: every field arrives by both
// readers, and our DDL makes the same again.
#include "emit/ddl/ddl.h"
#include "model/json.h"
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using ForeignDataServer = support::BothWays;
using Options = std::map<std::string, std::string>;

TEST_F(ForeignDataServer, EveryFieldOfAWrapperAndAServer) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER "Mine" VALIDATOR postgresql_fdw_validator;
    CREATE FOREIGN DATA WRAPPER plain OPTIONS (debug 'true', "Odd name" 'it''s', gone 'x');
    ALTER FOREIGN DATA WRAPPER plain OPTIONS (SET debug 'false', ADD more '1', DROP gone);
    ALTER FOREIGN DATA WRAPPER "Mine" NO VALIDATOR;
    ALTER FOREIGN DATA WRAPPER "Mine" VALIDATOR pg_catalog.postgresql_fdw_validator;
    COMMENT ON FOREIGN DATA WRAPPER plain IS 'nothing''s';
    CREATE SERVER here TYPE 'file' VERSION '1.0' FOREIGN DATA WRAPPER plain OPTIONS (host 'a');
    ALTER SERVER here VERSION '2' OPTIONS (SET host 'b', ADD port '1');
    CREATE SERVER IF NOT EXISTS here FOREIGN DATA WRAPPER plain;
    COMMENT ON SERVER here IS 'somewhere';
    CREATE SERVER gone FOREIGN DATA WRAPPER "Mine"; DROP SERVER gone;
    ALTER SERVER here RENAME TO "There";
    ALTER FOREIGN DATA WRAPPER plain RENAME TO "Plain";)");
  EXPECT_EQ(defined<model::ForeignDataWrapper>(database, "Mine").validator,
            (model::Name{"", "postgresql_fdw_validator"}));
  EXPECT_EQ(defined<model::ForeignDataWrapper>(database, "Plain").options,
            (Options{{"debug", "false"}, {"Odd name", "it's"}, {"more", "1"}}));
  EXPECT_EQ(defined<model::ForeignServer>(database, "There"),
            (model::ForeignServer{"There", "file", "2", "Plain", {{"host", "b"}, {"port", "1"}}}));
}

TEST_F(ForeignDataServer, SecretsAreHidden) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER w;
    CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (api_key 'sesame-1', host 'h');
    CREATE USER MAPPING FOR app_user SERVER s OPTIONS (user 'remote', password 'sesame-2', passfile 'sesame-3');
    CREATE USER MAPPING FOR PUBLIC SERVER s;
    CREATE USER MAPPING IF NOT EXISTS FOR public SERVER s OPTIONS (user 'nobody');
    ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (ADD user 'x', ADD password 'sesame-4');
    ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET password 'sesame-5');
    CREATE USER MAPPING FOR gone SERVER s; DROP USER MAPPING FOR gone SERVER s;
    DROP USER MAPPING IF EXISTS FOR gone SERVER s;
    ALTER SERVER s RENAME TO t;)");
  EXPECT_EQ(defined<model::UserMapping>(database, "app_user SERVER t").options,
            (Options{{"user", "remote"}, {"password", "(hidden)"}, {"passfile", "(hidden)"}}));
  EXPECT_EQ(defined<model::UserMapping>(database, "public SERVER t").options,
            (Options{{"user", "x"}, {"password", "(hidden)"}}));
  EXPECT_EQ(defined<model::ForeignServer>(database, "t").options,
            (Options{{"api_key", "(hidden)"}, {"host", "h"}}));
  const std::string everything = model::to_json(database) + emit::ddl::emit(database);
  EXPECT_EQ(everything.find("sesame"), std::string::npos) << everything;
}

TEST_F(ForeignDataServer, EveryFieldOfAForeignTable) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('sad');
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE FOREIGN TABLE app."Rows" (
      id int OPTIONS (column_name 'ID') NOT NULL,
      name varchar(20) OPTIONS (a 'b', "C" 'it''s') COLLATE "C" DEFAULT 'x' || 'y',
      feeling mood DEFAULT 'sad', amount numeric(5,2) CHECK (amount > 0),
      twice int GENERATED ALWAYS AS (id * 2) STORED,
      CONSTRAINT named CHECK (id > 0) NO INHERIT
    ) SERVER s OPTIONS (table_name 'rows', password 'sesame');
    COMMENT ON FOREIGN TABLE app."Rows" IS 'far';
    COMMENT ON COLUMN app."Rows".name IS 'what';
    COMMENT ON CONSTRAINT named ON app."Rows" IS 'why';
    ALTER FOREIGN TABLE app."Rows" ALTER COLUMN name SET STATISTICS 50;
    CREATE FOREIGN TABLE nothing () SERVER s;)");
  const auto& rows = defined<model::ForeignTable>(database, "app.Rows");
  EXPECT_EQ(rows.server, "s");
  EXPECT_EQ(rows.options, (Options{{"table_name", "rows"}, {"password", "(hidden)"}}));
  ASSERT_EQ(rows.columns.size(), 5U);
  EXPECT_EQ(rows.columns[0].options, (Options{{"column_name", "ID"}}));
  EXPECT_TRUE(rows.columns[0].not_null);
  EXPECT_EQ(rows.columns[1].collation, (model::Name{"", "C"}));
  EXPECT_EQ(rows.columns[1].comment, "what");
  EXPECT_EQ(rows.columns[1].statistics_target, 50);
  ASSERT_EQ(rows.checks.size(), 2U);
  EXPECT_EQ(rows.checks[0].name, "Rows_amount_check");
  EXPECT_TRUE(rows.checks[1].no_inherit);
  EXPECT_EQ(rows.checks[1].comment, "why");
}

TEST_F(ForeignDataServer, AForeignTableAltered) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE FOREIGN TABLE f (a int OPTIONS (x '1', y '2'), b text, c text CHECK (c <> '')) SERVER s
      OPTIONS (o '1', p '2');
    ALTER FOREIGN TABLE f ADD COLUMN d date OPTIONS (z '3') NOT NULL, DROP COLUMN b,
      ALTER COLUMN a TYPE bigint, ALTER COLUMN a SET NOT NULL, ALTER COLUMN c SET DEFAULT 'n',
      OPTIONS (SET o '9', DROP p, ADD q '3');
    ALTER FOREIGN TABLE f ALTER a OPTIONS (SET x '7', DROP y, ADD z '8');
    ALTER FOREIGN TABLE f DROP CONSTRAINT f_c_check;
    ALTER FOREIGN TABLE f ADD CONSTRAINT later CHECK (a > 0) NOT VALID;
    ALTER FOREIGN TABLE f ADD CONSTRAINT now CHECK (a > 1);
    ALTER TABLE f RENAME COLUMN a TO "A a";
    ALTER FOREIGN TABLE f RENAME TO g;
    CREATE SCHEMA app; ALTER FOREIGN TABLE g SET SCHEMA app;
    ALTER FOREIGN TABLE IF EXISTS gone RENAME TO there;
    CREATE FOREIGN TABLE gone (a int) SERVER s; DROP FOREIGN TABLE gone;
    DROP FOREIGN TABLE IF EXISTS gone;)");
  const auto& table = defined<model::ForeignTable>(database, "app.g");
  EXPECT_EQ(table.options, (Options{{"o", "9"}, {"q", "3"}}));
  EXPECT_EQ(table.columns[0].options, (Options{{"x", "7"}, {"z", "8"}}));
  EXPECT_EQ(table.columns[0].name, "A a");
  ASSERT_EQ(table.checks.size(), 2U);
  EXPECT_TRUE(table.checks[0].not_valid);
}

TEST_F(ForeignDataServer, AForeignTableIsARelation) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE FOREIGN TABLE f (id int, name text) SERVER s;
    CREATE VIEW v AS SELECT * FROM f WHERE name LIKE 'a%';
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER t BEFORE INSERT OR UPDATE ON f FOR EACH ROW WHEN (NEW.id > 0) EXECUTE FUNCTION touch();
    CREATE FUNCTION all_of() RETURNS SETOF f LANGUAGE sql AS 'SELECT * FROM f';
    CREATE TABLE copy_of (LIKE f);
    GRANT SELECT ON f TO reader;
    CREATE TABLE holds (one f);
    CREATE STATISTICS st ON id, name FROM f;)");
  EXPECT_EQ(database->views.size(), 1U);
  const model::Table* copy = model::find_table(database, {"public", "copy_of"});
  ASSERT_NE(copy, nullptr);
  EXPECT_EQ(copy->columns.size(), 2U);
}

TEST_F(ForeignDataServer, PartitionsAndChildren) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
    CREATE TABLE parent (id int NOT NULL, at date DEFAULT '2020-01-01', CHECK (id > 0)) PARTITION BY RANGE (at);
    CREATE FOREIGN TABLE old PARTITION OF parent (id DEFAULT 7) FOR VALUES FROM ('2019-01-01') TO ('2020-01-01')
      SERVER s OPTIONS (o '1');
    CREATE FOREIGN TABLE older (id int OPTIONS (x 'y') NOT NULL, at date, CONSTRAINT parent_id_check CHECK (id > 0))
      SERVER s;
    ALTER TABLE parent ATTACH PARTITION older FOR VALUES FROM ('2018-01-01') TO ('2019-01-01');
    CREATE TABLE new PARTITION OF parent FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    CREATE INDEX i ON parent (at);
    ALTER TABLE parent ADD COLUMN more text;
    CREATE FOREIGN TABLE far (a int, b text) SERVER s;
    CREATE TABLE near () INHERITS (far);
    ALTER FOREIGN TABLE far ADD COLUMN d date;
    CREATE FOREIGN TABLE farther (c int) INHERITS (near) SERVER s;
    CREATE FOREIGN TABLE loose (id int, at date, more text) SERVER s;
    ALTER TABLE parent DETACH PARTITION older;)");
  EXPECT_EQ(defined<model::ForeignTable>(database, "public.old").partition_of->parent,
            (model::Name{"public", "parent"}));
  EXPECT_FALSE(defined<model::ForeignTable>(database, "public.older").partition_of);
  EXPECT_EQ(defined<model::ForeignTable>(database, "public.farther").inherits,
            (std::vector<model::Name>{{"public", "near"}}));
  const model::Table* near = model::find_table(database, {"public", "near"});
  ASSERT_NE(near, nullptr);
  EXPECT_EQ(near->columns.size(), 3U);
}

TEST_F(ForeignDataServer, CascadeTakesWhatDepends) {
  const model::Database database = agreed(R"(
    CREATE FOREIGN DATA WRAPPER a; CREATE FOREIGN DATA WRAPPER b;
    CREATE SERVER of_a FOREIGN DATA WRAPPER a; CREATE SERVER of_b FOREIGN DATA WRAPPER b;
    CREATE SERVER also_b FOREIGN DATA WRAPPER b;
    CREATE USER MAPPING FOR PUBLIC SERVER of_a; CREATE USER MAPPING FOR PUBLIC SERVER of_b;
    CREATE FOREIGN TABLE fa (x int) SERVER of_a; CREATE FOREIGN TABLE fb (x int) SERVER of_b;
    CREATE FOREIGN TABLE keep (x int) SERVER also_b;
    CREATE VIEW v AS SELECT x FROM fa; CREATE VIEW w AS SELECT x FROM keep;
    DROP FOREIGN DATA WRAPPER a CASCADE;
    DROP SERVER of_b CASCADE;)");
  EXPECT_EQ(names(database),
            (std::vector<std::string>{"foreign data wrapper b", "foreign server also_b",
                                      "foreign table public.keep"}));
  EXPECT_EQ(database->views.size(), 1U);
}

// The wrappers of contrib come with their extensions; on scratch they reach nothing.
TEST_F(ForeignDataServer, WrappersOfExtensions) {
  const model::Database database = agreed(R"(
    CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public;
    CREATE EXTENSION file_fdw;
    CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db', dbname 'x', port '5432');
    CREATE USER MAPPING FOR app SERVER far OPTIONS (user 'x', password 'sesame');
    CREATE FOREIGN TABLE remote (id bigint OPTIONS (column_name 'ID') NOT NULL) SERVER far
      OPTIONS (schema_name 'public', table_name 'remote', fetch_size '100');
    CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
    CREATE FOREIGN TABLE lines (line text) SERVER files OPTIONS (filename '/var/log/x', format 'csv');
    CREATE VIEW all_of AS SELECT r.id, l.line FROM remote r, lines l;)");
  EXPECT_EQ(defined<model::ForeignServer>(database, "far").wrapper, "postgres_fdw");
}

}  // namespace
}  // namespace mimar::verify
