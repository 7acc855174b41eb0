// Tablespaces, clustering and defaults of view columns, both ways.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using StorageServer = support::BothWays;

const model::Table& table_of(const model::Database& database, const char* name) {
  const model::Table* table = model::find_table(database, {"public", name});
  if (table == nullptr) throw std::runtime_error(std::string("no table ") + name);
  return *table;
}

TEST_F(StorageServer, TablespacesOfEverything) {
  const model::Database database = agreed(R"(
    CREATE TABLE a (id int PRIMARY KEY USING INDEX TABLESPACE fast, b int UNIQUE) TABLESPACE slow;
    CREATE INDEX a_b ON a (b) TABLESPACE fast;
    CREATE MATERIALIZED VIEW m TABLESPACE slow AS SELECT id FROM a;
    SET default_tablespace = 'slow';
    CREATE TABLE c (LIKE a INCLUDING INDEXES);
    CREATE INDEX ON c (b) TABLESPACE pg_default;
    CREATE TABLE d (id int) TABLESPACE pg_default;
    CREATE TABLE f AS SELECT id FROM a;
    CREATE MATERIALIZED VIEW n AS SELECT id FROM a;
    RESET default_tablespace;
    CREATE TABLE e (id int PRIMARY KEY, r int4range, EXCLUDE USING gist (r WITH &&) USING INDEX TABLESPACE fast);
    ALTER TABLE e SET TABLESPACE fast;
    ALTER INDEX e_pkey SET TABLESPACE slow;
    ALTER INDEX e_r_excl SET TABLESPACE slow;
    ALTER INDEX a_b SET TABLESPACE pg_default;
    ALTER MATERIALIZED VIEW n SET TABLESPACE fast;)");
  EXPECT_EQ(table_of(database, "a").tablespace, "slow");
  EXPECT_EQ(table_of(database, "a").primary_key->tablespace, "fast");
  EXPECT_EQ(table_of(database, "a").indexes.at(0).tablespace, "");
  EXPECT_EQ(table_of(database, "c").tablespace, "slow");
  EXPECT_EQ(table_of(database, "f").tablespace, "slow");
  EXPECT_EQ(table_of(database, "e").exclusions.at(0).tablespace, "slow");
}

TEST_F(StorageServer, TablespacesOfPartitions) {
  const model::Database database = agreed(R"(
    CREATE TABLE p (id int, b int, PRIMARY KEY (id) USING INDEX TABLESPACE fast) PARTITION BY LIST (id) TABLESPACE slow;
    CREATE INDEX p_b ON p (b) TABLESPACE fast;
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2) TABLESPACE pg_default;
    CREATE TABLE p3 PARTITION OF p FOR VALUES IN (3) TABLESPACE fast;
    ALTER TABLE p SET TABLESPACE fast;
    SET default_tablespace = slow;
    CREATE INDEX p_ib ON p (id, b);
    RESET default_tablespace;
    CREATE TABLE p4 PARTITION OF p FOR VALUES IN (4);
    CREATE TABLE p5 (id int NOT NULL, b int);
    ALTER TABLE p ATTACH PARTITION p5 FOR VALUES IN (5);)");
  EXPECT_EQ(table_of(database, "p1").tablespace, "slow");
  EXPECT_EQ(table_of(database, "p2").tablespace, "");
  EXPECT_EQ(table_of(database, "p4").tablespace, "fast");
}

TEST_F(StorageServer, TheClusteredIndexIsFollowed) {
  const model::Database database = agreed(R"(
    CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE, c int);
    CREATE INDEX a_c ON a (c);
    ALTER TABLE a CLUSTER ON a_c;
    ALTER INDEX a_c RENAME TO a_by_c;
    CREATE TABLE b (id int PRIMARY KEY, c int);
    CLUSTER b USING b_pkey;
    ALTER TABLE b RENAME CONSTRAINT b_pkey TO b_key;
    CREATE TABLE c (id int PRIMARY KEY, c int UNIQUE);
    ALTER TABLE c CLUSTER ON c_c_key;
    ALTER TABLE c DROP COLUMN c;
    CREATE TABLE d (id int CONSTRAINT one PRIMARY KEY);
    ALTER TABLE d CLUSTER ON one;
    ALTER TABLE d SET WITHOUT CLUSTER;)");
  EXPECT_EQ(table_of(database, "a").clustered_on, "a_by_c");
  EXPECT_EQ(table_of(database, "b").clustered_on, "b_key");
  EXPECT_EQ(table_of(database, "c").clustered_on, "");
  EXPECT_EQ(table_of(database, "d").clustered_on, "");
}

TEST_F(StorageServer, ColumnsOfViewsHaveDefaults) {
  const model::Database database = agreed(R"(
    CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE a (id int, b varchar(10), at timestamptz, n numeric(6,2));
    CREATE VIEW v AS SELECT id, b, at, n FROM a;
    ALTER VIEW v ALTER COLUMN id SET DEFAULT f() + 1;
    ALTER VIEW v ALTER b SET DEFAULT 'x';
    ALTER TABLE v ALTER at SET DEFAULT now();
    ALTER VIEW v ALTER n SET DEFAULT 5;
    ALTER VIEW v ALTER n DROP DEFAULT;
    CREATE OR REPLACE VIEW v AS SELECT id, b, at, n, 1 AS one FROM a;)");
  EXPECT_EQ(database->views.at(0).column_defaults.size(), 3U);
}

}  // namespace
}  // namespace mimar::verify
