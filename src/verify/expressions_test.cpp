// Expressions and queries of every class: both readers come to the same comparison form, and our
// DDL of it makes the same again.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using ExpressionsServer = support::BothWays;

TEST_F(ExpressionsServer, OverTypesOfExtensions) {
  agreed(R"(
    CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;
    CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;
    CREATE DOMAIN email AS citext CHECK (VALUE ~ '^[^@]+@[^@]+$' AND length(VALUE) < 200);
    CREATE TABLE t (name citext DEFAULT 'x' CHECK (length(name) BETWEEN 2 AND 24 AND name ~ '^[a-z]'),
      other citext CHECK (other LIKE 'a%' AND other IN ('a', 'b') AND other <> 'c' AND name % 'x'),
      mail email, tags hstore CHECK (tags ? 'a' AND tags -> 'a' <> ''), path ltree);
    CREATE INDEX ON t (lower(name)); CREATE INDEX ON t ((tags -> 'a')) WHERE other = 'b';
    CREATE INDEX ON t (nlevel(path)) WHERE path <@ 'a.b';
    CREATE INDEX ON t USING gin (other gin_trgm_ops) WHERE other <> 'x';
    CREATE VIEW v AS SELECT name || '!' AS loud, max(other), replace(name, 'a', 'b') AS r,
      nlevel(path) AS levels FROM t JOIN (SELECT name AS n FROM t) u ON u.n = t.name
      WHERE mail = 'a@b' AND other = ANY (ARRAY['x', 'y']) GROUP BY name, path;)");
}

TEST_F(ExpressionsServer, OverRangesAndArrays) {
  agreed(R"(
    CREATE TYPE floats AS RANGE (subtype = float8);
    CREATE TABLE t (a floats DEFAULT floats(1, 2), b floats DEFAULT '[1,2]' CHECK (b @> 1.5::float8),
      c int4range DEFAULT '[1,5]' CHECK (NOT isempty(c) AND c <> '(3,)'),
      d daterange DEFAULT daterange('2020-01-01', NULL, '[)') CHECK (d && '[2020-01-01,2020-12-31]'),
      e tstzrange CHECK (lower(e) < upper(e)), f nummultirange DEFAULT '{[1,2]}',
      g int[] DEFAULT '{1,2}' CHECK (3 = ANY (g) AND g || 4 <> ARRAY[1, 2] AND array_length(g, 1) < 9),
      h text[] DEFAULT ARRAY[]::text[] CHECK (h <@ ARRAY['a', 'b']), i floats_multirange);
    ALTER TABLE t ALTER i SET DEFAULT floats_multirange(floats(1, 2));)");
}

TEST_F(ExpressionsServer, ConstantsOfEveryClass) {
  agreed(R"(
    CREATE TABLE t (a inet DEFAULT '10.0.0.1/32', b cidr DEFAULT '10.0.0.0/8',
      c macaddr DEFAULT '08-00-2B-01-02-03', d regclass DEFAULT 'pg_class', e regtype DEFAULT 'int',
      f bit(4) DEFAULT B'0101', g bit varying DEFAULT '10', h point DEFAULT '1, 2',
      i uuid DEFAULT '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', j json DEFAULT '{"a":  1}',
      k jsonb DEFAULT '{"b":1,"a":[1,  2]}', l jsonpath DEFAULT '$.a[*]', m interval DEFAULT '1 day 2h',
      n oid DEFAULT '12', o "char" DEFAULT 'x', p name DEFAULT 'n', q xml);)");
}

TEST_F(ExpressionsServer, ConstantsThatTheirTypeChanges) {
  agreed(R"(
    CREATE DOMAIN dp AS int; CREATE DOMAIN ivd AS interval(3);
    CREATE DOMAIN word AS varchar(3);
    CREATE TABLE t (a dp DEFAULT '1', b interval(3) DEFAULT '1.23456 s', c interval(3) DEFAULT NULL,
      d interval DEFAULT interval '1' day, e varchar DEFAULT ('abc' COLLATE "C"), f oid DEFAULT '-1',
      g ivd DEFAULT '1.23456 s', h int DEFAULT -2147483648, i bytea DEFAULT ('x' COLLATE "C"),
      j dp[] DEFAULT ARRAY['1', '2']::dp[], k varchar DEFAULT 'abcd'::varchar(3),
      l time DEFAULT '00:00:00.0000015', m word DEFAULT 'abcdef', n word DEFAULT 'abcdef'::word,
      o word DEFAULT NULL, p word[] DEFAULT '{abc}', q varchar(3) DEFAULT 'abcdef'::varchar(3));
    CREATE VIEW v AS SELECT ARRAY[]::varchar(3)[] AS a, bit '101' AS b, '101'::bit AS c,
      interval '1' day AS d, '1.23456 s'::interval(3) AS e, 'pg_catalog.pg_class'::regclass AS f;)");
}

TEST_F(ExpressionsServer, ClausesThatTheServerRewrites) {
  agreed(R"(
    CREATE TYPE pr AS (x int, y text);
    CREATE TABLE t (id int, a int, b bigint, s text, ia int[], p pr, ts timestamp);
    CREATE FUNCTION rows(int) RETURNS SETOF int LANGUAGE sql AS 'select $1';
    CREATE VIEW v1 AS SELECT count(*) FROM t GROUP BY (a, b), a;
    CREATE VIEW v2 AS SELECT count(*) FROM t GROUP BY GROUPING SETS (a, GROUPING SETS ((a, b), ()));
    CREATE VIEW v3 AS SELECT rank('1') WITHIN GROUP (ORDER BY b),
      rank(1.5, 'a') WITHIN GROUP (ORDER BY a, s) AS second FROM t;
    CREATE VIEW v4 AS SELECT sum(a) OVER (ORDER BY ts, ts) AS x,
      sum(a) OVER (ORDER BY ts RANGE '1 day' PRECEDING) AS y FROM t;
    CREATE VIEW v5 AS SELECT (a, s) IS DISTINCT FROM (1, '2') AS x, p IS DISTINCT FROM NULL AS y,
      t IS NOT DISTINCT FROM NULL AS z, (a, s) = ANY (SELECT 1, 'x') AS u, ia[1:2][1] AS v FROM t;
    CREATE VIEW v6 AS SELECT row_to_json(ROW(1, t.*)) AS x, (t).a AS y, (t.p).x AS z FROM t;
    CREATE VIEW v7 AS SELECT * FROM ROWS FROM (rows(1)) AS r, ROWS FROM (rows(1), rows(2)) AS q (c, d),
      unnest(ARRAY[1], ARRAY['a']) AS u (e, f);
    CREATE VIEW v8 AS SELECT * FROM json_to_recordset('[]') AS r (a text COLLATE "C", b varchar(3));
    CREATE VIEW v9 AS SELECT DISTINCT ON (b, a) a, b FROM t ORDER BY a, b, a DESC;
    CREATE VIEW v10 AS SELECT 1 AS x UNION VALUES (2), (3);)");
}

TEST_F(ExpressionsServer, DefaultsOfDomains) {
  agreed(R"(
    CREATE DOMAIN one AS int DEFAULT 1; CREATE DOMAIN two AS one DEFAULT NULL;
    CREATE DOMAIN three AS two; CREATE DOMAIN four AS varchar(3) DEFAULT NULL;
    CREATE TABLE t (a one DEFAULT NULL, b two DEFAULT NULL, c three, d four DEFAULT NULL,
      e two DEFAULT 3, f int DEFAULT NULL, g varchar(3) DEFAULT NULL);)");
}

TEST_F(ExpressionsServer, AnIndexExpressionThatBecomesItsColumn) {
  agreed(R"(
    CREATE TABLE t (d timestamp, e int, f text); CREATE INDEX one ON t (date(d), e);
    CREATE INDEX two ON t ((e::int), (f::text) DESC); ALTER TABLE t ALTER d TYPE date;)");
}

TEST_F(ExpressionsServer, ViewsOverMergedColumns) {
  agreed(R"(
    CREATE TABLE a (id int PRIMARY KEY, x varchar(5), y int);
    CREATE TABLE b (id bigint, x text, z int); CREATE TABLE c (z int, w int);
    CREATE VIEW v1 AS SELECT a.*, z FROM a NATURAL JOIN b;
    CREATE VIEW v2 AS SELECT * FROM a JOIN c ON true JOIN (SELECT id FROM b) d USING (id);
    CREATE VIEW v3 AS SELECT id, x, z FROM a FULL JOIN b USING (id, x) LEFT JOIN c USING (z);
    CREATE VIEW v4 AS SELECT id + 1 AS n, a.x, b.x AS bx FROM a RIGHT JOIN b USING (id);
    CREATE VIEW v5 AS SELECT j.id, z FROM (a JOIN b USING (id)) AS j NATURAL LEFT JOIN c;
    CREATE VIEW v6 AS SELECT count(*) FROM a NATURAL FULL JOIN b GROUP BY id HAVING max(x) > 'a';
    CREATE VIEW v7 AS SELECT u.id FROM a JOIN b USING (id, x) AS u;)");
}

TEST_F(ExpressionsServer, ViewsThatChange) {
  agreed(R"(
    CREATE TABLE a (id int, x text, y int); CREATE VIEW v (k, l) AS SELECT id, x FROM a;
    CREATE VIEW over AS SELECT k, l AS m FROM v; ALTER VIEW v RENAME COLUMN l TO label;
    CREATE OR REPLACE VIEW v AS SELECT id AS k, x AS label, y, id + y AS sum FROM a;
    CREATE VIEW stars AS SELECT * FROM v; ALTER VIEW stars RENAME COLUMN sum TO total;
    ALTER VIEW v RENAME COLUMN k TO key; ALTER TABLE a RENAME COLUMN x TO xx;
    CREATE VIEW united AS SELECT id FROM a UNION SELECT y FROM a;
    ALTER VIEW united RENAME COLUMN id TO number; ALTER VIEW v RENAME TO w;
    CREATE MATERIALIZED VIEW mat AS SELECT number AS n FROM united;
    ALTER MATERIALIZED VIEW mat RENAME COLUMN n TO m; CREATE INDEX ON mat ((m + 1));)");
}

TEST_F(ExpressionsServer, BodiesOfFunctions) {
  agreed(R"(
    CREATE TABLE t (id int PRIMARY KEY, a text, b numeric(10,2) DEFAULT 0);
    CREATE TABLE log (t_id int, what text);
    CREATE FUNCTION f1(x int, y text) RETURNS SETOF t BEGIN ATOMIC
      INSERT INTO t (id, a) VALUES (x, y) ON CONFLICT (id) DO UPDATE SET a = excluded.a, b = t.b + 1
        WHERE t.a <> excluded.a RETURNING *;
    END;
    CREATE FUNCTION f2(x int) RETURNS int BEGIN ATOMIC
      WITH gone AS (DELETE FROM t WHERE id = x RETURNING id, a)
        INSERT INTO log (t_id, what) SELECT id, a FROM gone;
      UPDATE t SET a = l.what FROM log l WHERE l.t_id = t.id AND t.id > x RETURNING t.id;
    END;
    CREATE FUNCTION f3(x int) RETURNS void BEGIN ATOMIC
      DELETE FROM log AS l USING t WHERE t.id = l.t_id AND t.b > 1.5 AND t.id = x;
      INSERT INTO t (id) VALUES (1), (2) ON CONFLICT DO NOTHING;
      INSERT INTO t (id, b) SELECT id + 1, b FROM t ON CONFLICT ON CONSTRAINT t_pkey DO NOTHING;
    END;
    CREATE FUNCTION f4(x int) RETURNS TABLE (n bigint, m text) BEGIN ATOMIC
      WITH s AS (SELECT count(*) AS n FROM t), changed AS (UPDATE t SET b = b * 2 WHERE id = x
        RETURNING a) SELECT s.n, changed.a FROM s, changed;
    END;
    CREATE FUNCTION f5() RETURNS text BEGIN ATOMIC SELECT '1'; END;)");
}

}  // namespace
}  // namespace mimar::verify
