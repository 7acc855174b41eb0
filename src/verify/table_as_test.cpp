// CREATE TABLE AS and SELECT INTO: names, types and collations of what a query puts out, without a
// server and with one.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using TableAsServer = support::BothWays;

// Columns of every class of types, and what queries take them from.
const std::string source = R"(
  CREATE TYPE mood AS ENUM ('a', 'b'); CREATE DOMAIN em AS varchar(20);
  CREATE DOMAIN sorted AS text COLLATE "C"; CREATE TYPE comp AS (x int, y text);
  CREATE TABLE s (a int PRIMARY KEY, b varchar(3), c numeric(10,2), d text COLLATE "C", m mood, e em,
    f mood[], g timestamp(3), h interval day to second(2), i char(4), j jsonb, k bit(3),
    l varchar(5)[], n name, o "char", p comp, q sorted);
  CREATE FUNCTION fn(x int) RETURNS mood LANGUAGE sql AS 'select ''a''::mood';
  CREATE FUNCTION rows_of(x int, OUT y int, OUT z text) RETURNS SETOF record
    LANGUAGE sql AS 'select 1, ''a''';
  CREATE VIEW sv AS SELECT a, b AS bb, d FROM s;)";

TEST_F(TableAsServer, TakesColumnsAsTheyAre) {
  agreed(source + R"(
    CREATE TABLE t1 AS SELECT * FROM s; CREATE TABLE t2 (x, y) AS SELECT a, b, c FROM s;
    CREATE TABLE t3 AS SELECT * FROM sv; CREATE TABLE t4 AS TABLE s WITH NO DATA;
    CREATE UNLOGGED TABLE t5 WITH (fillfactor = 70) AS
      WITH q AS (SELECT a AS qa, d AS qd FROM s) SELECT * FROM q;
    CREATE TABLE t6 AS SELECT s.a, u.b FROM s JOIN s u USING (a);
    CREATE MATERIALIZED VIEW mv AS SELECT a, sum(c) FROM s GROUP BY a;
    CREATE TABLE t7 AS SELECT * FROM mv; CREATE TABLE IF NOT EXISTS t7 AS SELECT 1 AS other;
    ALTER TABLE t1 ADD PRIMARY KEY (a); CREATE INDEX ON t2 (x);
    ALTER TABLE t7 RENAME COLUMN sum TO total;)");
}

TEST_F(TableAsServer, SelectInto) {
  agreed(source + R"(
    SELECT a, b AS bee INTO t1 FROM s; SELECT a INTO t2 FROM s UNION ALL SELECT 2;
    SELECT * INTO UNLOGGED t3 FROM sv;)");
}

TEST_F(TableAsServer, TypesOfExpressions) {
  agreed(source + R"(
    CREATE TABLE t1 AS SELECT count(*), sum(a), avg(a), max(b), min(c), array_agg(b),
      string_agg(b, ','), 1 AS one, 1.5 AS num, 'lit' AS lit, NULL AS nothing, now(), CURRENT_DATE,
      true AS yes, 99999999999 AS big FROM s WHERE false;
    CREATE TABLE t2 AS SELECT a::bigint, b::text AS bt, c::numeric(5,1) AS c5, b::varchar AS bv,
      coalesce(b, 'x') AS cb, nullif(c, 0) AS nc, nullif(b, 'x') AS nb,
      CASE WHEN a > 1 THEN c END AS cc, CASE WHEN a > 1 THEN c ELSE c END AS cc2, fn(a),
      j ->> 'a' AS ja, j -> 'a' AS jb, i || 'x' AS ix, f[1] AS f1, l[1] AS l1, (p).x, (p).y AS py
      FROM s;
    CREATE TABLE t3 AS SELECT a + 1 AS ap, a / 2.0 AS ad, extract(year FROM g) AS y, g - g AS iv,
      date_trunc('day', g) AS dt, row_number() OVER (ORDER BY a), (SELECT max(c) FROM s) AS sub,
      EXISTS (SELECT 1 FROM s) AS ex, ARRAY(SELECT b FROM s) AS arr, ARRAY[b, b] AS arr2,
      ARRAY[1, 2] AS arr3, greatest(b, b) AS gr, lower(b) AS lo, a IS NULL AS isn FROM s;
    CREATE TABLE t4 AS SELECT 'a'::bpchar AS bp, '1'::bit(3) AS bb, o, 'x'::name AS nn, i,
      interval '1 day' AS iv, '{}'::int[] AS ia, date '2020-01-01' AS dd,
      'a'::mood AS moo, e, e || 'x' AS ee FROM s WHERE false;)");
}

TEST_F(TableAsServer, QueriesOfEveryShape) {
  agreed(source + R"(
    CREATE TABLE t1 AS SELECT a, b FROM s UNION SELECT 1, 'x';
    CREATE TABLE t2 AS SELECT b, c FROM s UNION ALL SELECT b, c FROM s EXCEPT SELECT b, 1 FROM s;
    CREATE TABLE t3 AS VALUES (1, 'a'), (2, NULL);
    CREATE TABLE t4 AS SELECT r.*, g FROM rows_of(1) r, generate_series(1, 3) g;
    CREATE TABLE t5 AS SELECT x.* FROM (SELECT a AS u, c FROM s) x LEFT JOIN s ON true LIMIT 0;
    CREATE TABLE t6 AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3)
      SELECT n, n::text AS word FROM r;
    CREATE TABLE t7 AS SELECT m.mood FROM unnest('{a,b}'::mood[]) AS m(mood);)");
}

TEST_F(TableAsServer, Collations) {
  agreed(source + R"(
    CREATE TABLE t1 AS SELECT d, d COLLATE "POSIX" AS dd, b COLLATE "C" AS bc, n, q FROM s;
    CREATE TABLE t2 AS SELECT d FROM s UNION SELECT d FROM s; CREATE TABLE t3 AS SELECT * FROM sv;
    CREATE TABLE t4 AS SELECT length(d) AS l, d IS NULL AS dn, b || 'x' AS bx FROM s;)");
}

// What is neither a plain column nor a COLLATE has the collation of what it is made of.
TEST(TableAs, WhatOnlyAServerKnowsIsSaid) {
  for (const char* query :
       {"SELECT lower(d) AS x FROM s", "SELECT n::text AS x FROM s", "SELECT q::text AS x FROM s",
        "SELECT d FROM s UNION SELECT b FROM s", "SELECT * FROM pg_class", "SELECT nowhere.*",
        "SELECT no_such_function(a) FROM s", "SELECT B'101' AS bits",
        "SELECT upper(x) FROM (SELECT d AS x FROM s) y"}) {
    const auto reading = read::read_files(
        {{"t.sql", source + "\nCREATE TABLE made AS " + query + "; ALTER TABLE made ADD z int;"}});
    ASSERT_TRUE(reading) << query << ": " << reading.error().message;
    EXPECT_EQ(reading->database->incomplete.size(), 1U) << query;
    EXPECT_EQ(model::find_table(reading->database, {"public", "made"}), nullptr) << query;
  }
}

TEST(TableAs, Refused) {
  const std::string table = "CREATE TABLE t AS SELECT 1 AS a;\n";
  EXPECT_FALSE(read::read_files({{"t.sql", table + "CREATE TABLE t AS SELECT 2 AS b;"}}));
  EXPECT_FALSE(read::read_files({{"t.sql", table + "CREATE TABLE u (x, y) AS SELECT 2;"}}));
}

}  // namespace
}  // namespace mimar::verify
