// View queries as people write them against pg_get_viewdef() of PostgreSQL 15 with an empty search
// path; every pair was observed on a server.

#include "support/comparison_form.h"

namespace mimar::sql {
namespace {

const support::Forms& forms() {
  static const support::Forms over(R"(
create type mood as enum ('sad','ok');
create table c (id int primary key, name varchar(20), m mood, at timestamptz, n numeric(6,2), tags text[], d date, parent_id int);
create table o (id int primary key, c_id int references c, total numeric, at timestamp, status varchar(10), name text, doc jsonb);
create table i (id int, o_id int, qty smallint, price numeric(8,2));
create function ff(a int) returns table (x int, y text) language sql as 'select 1, ''a''';
)");
  return over;
}

model::Expression view(const std::string& sql, const std::vector<std::string>& search_path) {
  return forms().view(sql, search_path);
}

using support::Pair;

const Pair views[] = {
    {"SELECT c_id, sum(total) AS s FROM o GROUP BY c_id",
     "SELECT o.c_id, sum(o.total) AS s FROM public.o GROUP BY o.c_id"},
    {"SELECT * FROM c",
     "SELECT c.id, c.name, c.m, c.at, c.n, c.tags, c.d, c.parent_id FROM public.c"},
    {"SELECT DISTINCT ON (name) name, at FROM c ORDER BY name, at DESC",
     "SELECT DISTINCT ON (c.name) c.name, c.at FROM public.c ORDER BY c.name, c.at DESC"},
    {"SELECT id, row_number() OVER (PARTITION BY name ORDER BY at DESC) AS rn, sum(n) OVER w, "
     "lag(n, 1, 0) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM c WINDOW w AS "
     "(PARTITION BY m ORDER BY at)",
     "SELECT c.id, row_number() OVER (PARTITION BY c.name ORDER BY c.at DESC) AS rn, sum(c.n) OVER "
     "w AS sum, lag(c.n, 1, (0)::numeric) OVER (ORDER BY c.id ROWS BETWEEN 1 PRECEDING AND CURRENT "
     "ROW) AS lag FROM public.c WINDOW w AS (PARTITION BY c.m ORDER BY c.at)"},
    {"SELECT c.id, (SELECT max(total) FROM o WHERE o.c_id = c.id) AS top, EXISTS (SELECT 1 FROM o "
     "WHERE o.c_id = c.id) AS has, ARRAY(SELECT o.id FROM o WHERE o.c_id = c.id ORDER BY o.at) AS "
     "ids FROM c",
     "SELECT c.id, ( SELECT max(o.total) AS max FROM public.o WHERE (o.c_id = c.id)) AS top, "
     "(EXISTS ( SELECT 1 FROM public.o WHERE (o.c_id = c.id))) AS has, ARRAY( SELECT o.id FROM "
     "public.o WHERE (o.c_id = c.id) ORDER BY o.at) AS ids FROM public.c"},
    {"SELECT c.id, l.total FROM c, LATERAL (SELECT total FROM o WHERE o.c_id = c.id ORDER BY at "
     "DESC LIMIT 1) AS l",
     "SELECT c.id, l.total FROM public.c, LATERAL ( SELECT o.total FROM public.o WHERE (o.c_id = "
     "c.id) ORDER BY o.at DESC LIMIT 1) l"},
    {"SELECT g, g * 2 AS d FROM generate_series(1, 10) AS g",
     "SELECT g.g, (g.g * 2) AS d FROM generate_series(1, 10) g(g)"},
    {"SELECT c.id, tag FROM c, unnest(c.tags) AS tag",
     "SELECT c.id, tag.tag FROM public.c, LATERAL unnest(c.tags) tag(tag)"},
    {"SELECT c.id, t.tag, t.ord FROM c CROSS JOIN LATERAL unnest(c.tags) WITH ORDINALITY AS t(tag, "
     "ord)",
     "SELECT c.id, t.tag, t.ord FROM (public.c CROSS JOIN LATERAL unnest(c.tags) WITH ORDINALITY "
     "t(tag, ord))"},
    {"SELECT x, y FROM ff(3)", "SELECT ff.x, ff.y FROM public.ff(3) ff(x, y)"},
    {"SELECT o.id, e.key, e.value FROM o, jsonb_each_text(o.doc) AS e",
     "SELECT o.id, e.key, e.value FROM public.o, LATERAL jsonb_each_text(o.doc) e(key, value)"},
    {"SELECT CASE WHEN total > 100 THEN 'big' WHEN total > 10 THEN 'mid' ELSE 'small' END AS size, "
     "count(*) FILTER (WHERE status = 'x') AS f, string_agg(status, ', ' ORDER BY status) FROM o "
     "GROUP BY 1",
     "SELECT CASE WHEN (o.total > (100)::numeric) THEN 'big'::text WHEN (o.total > (10)::numeric) "
     "THEN 'mid'::text ELSE 'small'::text END AS size, count(*) FILTER (WHERE ((o.status)::text = "
     "'x'::text)) AS f, string_agg((o.status)::text, ', '::text ORDER BY (o.status)::text) AS "
     "string_agg FROM public.o GROUP BY CASE WHEN (o.total > (100)::numeric) THEN 'big'::text WHEN "
     "(o.total > (10)::numeric) THEN 'mid'::text ELSE 'small'::text END"},
    {"SELECT c.*, o.total FROM c JOIN o ON o.c_id = c.id WHERE o.status = 'new'",
     "SELECT c.id, c.name, c.m, c.at, c.n, c.tags, c.d, c.parent_id, o.total FROM (public.c JOIN "
     "public.o ON ((o.c_id = c.id))) WHERE ((o.status)::text = 'new'::text)"},
    {"SELECT c.id FROM c WHERE id IN (SELECT c_id FROM o) AND NOT id IN (SELECT id FROM i) AND "
     "(id, 1) IN (SELECT id, qty FROM i) AND n > ALL (SELECT price FROM i)",
     "SELECT c.id FROM public.c WHERE ((c.id IN ( SELECT o.c_id FROM public.o)) AND (NOT (c.id IN "
     "( SELECT i.id FROM public.i))) AND ((c.id, 1) IN ( SELECT i.id, i.qty FROM public.i)) AND "
     "(c.n > ALL ( SELECT i.price FROM public.i)))"},
    {"SELECT date_trunc('month', at) AS month, EXTRACT(year FROM at) AS y, at::date AS day, at + "
     "'1 day' AS next, COALESCE(name, '') FROM c WHERE at > now() - '30 days'::interval AND d >= "
     "'2020-01-01'",
     "SELECT date_trunc('month'::text, c.at) AS month, EXTRACT(year FROM c.at) AS y, (c.at)::date "
     "AS day, (c.at + '1 day'::interval) AS next, COALESCE(c.name, ''::character varying) AS "
     "\"coalesce\" FROM public.c WHERE ((c.at > (now() - '30 days'::interval)) AND (c.d >= "
     "'2020-01-01'::date))"},
    {"SELECT a.id AS a_id, b.id AS b_id FROM c AS a JOIN c AS b ON a.parent_id = b.id",
     "SELECT a.id AS a_id, b.id AS b_id FROM (public.c a JOIN public.c b ON ((a.parent_id = "
     "b.id)))"},
    {"SELECT id AS p, name AS q FROM c", "SELECT c.id AS p, c.name AS q FROM public.c"},
    {"SELECT m, sum(n) FROM c GROUP BY GROUPING SETS (m, ())",
     "SELECT c.m, sum(c.n) AS sum FROM public.c GROUP BY GROUPING SETS ((c.m), ())"},
    {"SELECT name, m, count(*) FROM c GROUP BY ROLLUP (name, m)",
     "SELECT c.name, c.m, count(*) AS count FROM public.c GROUP BY ROLLUP(c.name, c.m)"},
    {"VALUES (1, 'a'), (2, NULL)", "VALUES (1,'a'::text), (2,NULL::text)"},
    {"SELECT v.a, v.b FROM (VALUES (1, 'x'), (2, 'y')) AS v(a, b)",
     "SELECT v.a, v.b FROM ( VALUES (1,'x'::text), (2,'y'::text)) v(a, b)"},
    {"SELECT s.id, s.t FROM (SELECT id, total AS t FROM o WHERE total IS NOT NULL) AS s WHERE s.t "
     "> 3 OFFSET 2 LIMIT 5",
     "SELECT s.id, s.t FROM ( SELECT o.id, o.total AS t FROM public.o WHERE (o.total IS NOT NULL)) "
     "s WHERE (s.t > (3)::numeric) OFFSET 2 LIMIT 5"},
    {"SELECT c.id, count(*), sum(total), max(o.at) AS last, 'x' AS k, NULL AS nothing, 1 + 1 FROM "
     "c LEFT JOIN o ON c.id = o.c_id GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC, c.id",
     "SELECT c.id, count(*) AS count, sum(o.total) AS sum, max(o.at) AS last, 'x'::text AS k, "
     "NULL::text AS nothing, (1 + 1) AS \"?column?\" FROM (public.c LEFT JOIN public.o ON ((c.id = "
     "o.c_id))) GROUP BY c.id HAVING (count(*) > 1) ORDER BY (count(*)) DESC, c.id"},
    {"SELECT c.id FROM c RIGHT JOIN o ON c.id = o.c_id FULL JOIN i ON i.o_id = o.id",
     "SELECT c.id FROM ((public.c RIGHT JOIN public.o ON ((c.id = o.c_id))) FULL JOIN public.i ON "
     "((i.o_id = o.id)))"},
    {"SELECT id, doc ->> 'a' AS a, (doc ->> 'n')::integer AS n, doc -> 'b' -> 0 AS b0 FROM o WHERE "
     "doc @> '{\"x\": 1}'",
     "SELECT o.id, (o.doc ->> 'a'::text) AS a, ((o.doc ->> 'n'::text))::integer AS n, ((o.doc -> "
     "'b'::text) -> 0) AS b0 FROM public.o WHERE (o.doc @> '{\"x\": 1}'::jsonb)"},
    {"SELECT count(DISTINCT c_id), avg(total)::numeric(10, 2), round(avg(total), 2), "
     "percentile_cont(0.5) WITHIN GROUP (ORDER BY total), bool_or(total > 3), json_agg(o), "
     "jsonb_build_object('n', count(*)), array_agg(name) FROM o",
     "SELECT count(DISTINCT o.c_id) AS count, (avg(o.total))::numeric(10,2) AS avg, "
     "round(avg(o.total), 2) AS round, percentile_cont((0.5)::double precision) WITHIN GROUP "
     "(ORDER BY ((o.total)::double precision)) AS percentile_cont, bool_or((o.total > "
     "(3)::numeric)) AS bool_or, json_agg(o.*) AS json_agg, jsonb_build_object('n', count(*)) AS "
     "jsonb_build_object, array_agg(o.name) AS array_agg FROM public.o"},
    {"SELECT o FROM o", "SELECT o.*::public.o AS o FROM public.o"},
    {"SELECT id FROM c WHERE NOT EXISTS (SELECT FROM o WHERE o.c_id = c.id) AND m <> ALL "
     "(ARRAY['sad', 'ok']::mood[])",
     "SELECT c.id FROM public.c WHERE ((NOT (EXISTS ( SELECT FROM public.o WHERE (o.c_id = "
     "c.id)))) AND (c.m <> ALL (ARRAY['sad'::public.mood, 'ok'::public.mood])))"},
    {"SELECT id FROM c EXCEPT (SELECT c_id FROM o INTERSECT SELECT id FROM i)",
     "SELECT c.id FROM public.c EXCEPT ( SELECT o.c_id AS id FROM public.o INTERSECT SELECT i.id "
     "FROM public.i )"},
    {"(SELECT id FROM c ORDER BY id LIMIT 3) UNION ALL (SELECT id FROM o ORDER BY id DESC LIMIT 2)",
     "( SELECT c.id FROM public.c ORDER BY c.id LIMIT 3) UNION ALL ( SELECT o.id FROM public.o "
     "ORDER BY o.id DESC LIMIT 2)"},
    {"SELECT id, name || ' ' || status AS \"full\", upper(name), length(status), concat_ws(' ', "
     "name, id) FROM o WHERE status ~~* ANY (ARRAY['a%', 'b%'])",
     "SELECT o.id, ((o.name || ' '::text) || (o.status)::text) AS \"full\", upper(o.name) AS "
     "upper, length((o.status)::text) AS length, concat_ws(' '::text, o.name, o.id) AS concat_ws "
     "FROM public.o WHERE ((o.status)::text ~~* ANY (ARRAY['a%'::text, 'b%'::text]))"},
    {"SELECT x.id, x.name FROM c AS x(id, name) WHERE x.name = 'q' AND x.id IN (1, 2, 3)",
     "SELECT x.id, x.name FROM public.c x WHERE (((x.name)::text = 'q'::text) AND (x.id = ANY "
     "(ARRAY[1, 2, 3])))"},
    {"SELECT id, name AS \"Full Name\", c.n AS \"select\" FROM public.c WHERE name IS NOT NULL "
     "ORDER BY \"Full Name\"",
     "SELECT c.id, c.name AS \"Full Name\", c.n AS \"select\" FROM public.c WHERE (c.name IS NOT "
     "NULL) ORDER BY c.name"},
    {"SELECT id, name FROM c UNION SELECT id, status FROM o ORDER BY name",
     "SELECT c.id, c.name FROM public.c UNION SELECT o.id, o.status AS name FROM public.o ORDER BY "
     "2"},
    {"SELECT CURRENT_DATE AS today, now(), LOCALTIMESTAMP, CURRENT_USER, pi(), random() < 0.5 AS "
     "coin",
     "SELECT CURRENT_DATE AS today, now() AS now, LOCALTIMESTAMP AS \"localtimestamp\", "
     "CURRENT_USER AS \"current_user\", pi() AS pi, (random() < (0.5)::double precision) AS coin"},
    {"SELECT c.id, o.total FROM c JOIN (o JOIN i ON i.o_id = o.id) ON o.c_id = c.id WHERE i.qty * "
     "i.price > 100 AND i.qty > 1",
     "SELECT c.id, o.total FROM (public.c JOIN (public.o JOIN public.i ON ((i.o_id = o.id))) ON "
     "((o.c_id = c.id))) WHERE ((((i.qty)::numeric * i.price) > (100)::numeric) AND (i.qty > 1))"},
    {"SELECT id FROM c FULL JOIN i USING (id)",
     "SELECT id FROM (public.c FULL JOIN public.i USING (id))"},
    {"SELECT id, name FROM c RIGHT JOIN i USING (id)",
     "SELECT i.id, c.name FROM (public.c RIGHT JOIN public.i USING (id))"},
    {"SELECT ARRAY[1, 2, 3] AS a, ARRAY[name, status] AS b FROM o",
     "SELECT ARRAY[1, 2, 3] AS a, ARRAY[o.name, (o.status)::text] AS b FROM public.o"},
    {"SELECT (SELECT count(*) FROM i WHERE i.o_id = o.id), id = ANY (SELECT o_id FROM i), id FROM "
     "o WHERE (SELECT true)",
     "SELECT ( SELECT count(*) AS count FROM public.i WHERE (i.o_id = o.id)) AS count, (o.id IN ( "
     "SELECT i.o_id FROM public.i)) AS \"?column?\", o.id FROM public.o WHERE ( SELECT true)"},
    {"SELECT to_char(at, 'YYYY-MM') AS m, sum(total) AS s FROM o GROUP BY to_char(at, 'YYYY-MM') "
     "ORDER BY to_char(at, 'YYYY-MM')",
     "SELECT to_char(o.at, 'YYYY-MM'::text) AS m, sum(o.total) AS s FROM public.o GROUP BY "
     "(to_char(o.at, 'YYYY-MM'::text)) ORDER BY (to_char(o.at, 'YYYY-MM'::text))"},
    {"(SELECT id, 'a' AS kind FROM c UNION ALL SELECT id, NULL FROM o) UNION ALL SELECT 1, 'z'",
     "SELECT c.id, 'a'::text AS kind FROM public.c UNION ALL SELECT o.id, NULL::text AS kind FROM "
     "public.o UNION ALL SELECT 1 AS id, 'z'::text AS kind"},
    {"WITH x AS (SELECT id, name FROM c WHERE m = 'ok'), y(a, b) AS (SELECT id, total FROM o) "
     "SELECT * FROM x JOIN y ON x.id = y.a",
     "WITH x AS ( SELECT c.id, c.name FROM public.c WHERE (c.m = 'ok'::public.mood) ), y(a, b) AS "
     "( SELECT o.id, o.total FROM public.o ) SELECT x.id, x.name, y.a, y.b FROM (x JOIN y ON "
     "((x.id = y.a)))"},
    {"WITH RECURSIVE t(n, path) AS (SELECT id, ARRAY[id] FROM c WHERE parent_id IS NULL UNION ALL "
     "SELECT c.id, path || c.id FROM c JOIN t ON c.parent_id = t.n) SELECT n, path FROM t",
     "WITH RECURSIVE t(n, path) AS ( SELECT c.id, ARRAY[c.id] AS \"array\" FROM public.c WHERE "
     "(c.parent_id IS NULL) UNION ALL SELECT c.id, (t_1.path || c.id) FROM (public.c JOIN t t_1 ON "
     "((c.parent_id = t_1.n))) ) SELECT t.n, t.path FROM t"},
    {"SELECT id FROM c WHERE (SELECT max(id) FROM i) IN (id, n)",
     "SELECT c.id FROM public.c WHERE ((( SELECT max(i.id) AS max FROM public.i) = c.id) OR "
     "((( SELECT max(i.id) AS max FROM public.i))::numeric = c.n))"},
    {"SELECT id FROM c JOIN i USING (id)", "SELECT c.id FROM (public.c JOIN public.i USING (id))"},
    {"SELECT * FROM c NATURAL JOIN i",
     "SELECT c.id, c.name, c.m, c.at, c.n, c.tags, c.d, c.parent_id, i.o_id, i.qty, i.price FROM "
     "(public.c JOIN public.i USING (id))"},
};

TEST(CanonicalView, WhatIsWrittenEqualsWhatTheServerPrints) {
  for (const auto& [written, printed] : views) {
    const model::Expression left = view(written, {"public"}), right = view(printed, {});
    EXPECT_EQ(left.canonical, right.canonical) << written;
    EXPECT_TRUE(left.resolved) << written;
    EXPECT_TRUE(right.resolved) << printed;
  }
}

const Pair different[] = {
    {"SELECT id FROM c", "SELECT c_id AS id FROM o"},
    {"SELECT id FROM c", "SELECT id AS other FROM c"},
    {"SELECT id, name FROM c", "SELECT name, id FROM c"},
    {"SELECT c.id FROM c JOIN o ON o.c_id = c.id",
     "SELECT c.id FROM c LEFT JOIN o ON o.c_id = c.id"},
    {"SELECT a.id FROM c a JOIN c b ON a.id = b.parent_id",
     "SELECT b.id FROM c a JOIN c b ON a.id = b.parent_id"},
    {"SELECT id FROM c UNION SELECT id FROM o", "SELECT id FROM c UNION ALL SELECT id FROM o"},
    {"SELECT id FROM c ORDER BY name", "SELECT id FROM c ORDER BY name DESC"},
    {"SELECT DISTINCT name FROM c", "SELECT name FROM c"},
    {"SELECT id FROM c LIMIT 1", "SELECT id FROM c LIMIT 2"},
    {"SELECT count(name) FROM c", "SELECT count(DISTINCT name) FROM c"},
    {"SELECT id, name AS n FROM c", "SELECT id AS n, name AS id FROM c"},
    {"SELECT id FROM c FETCH FIRST 1 ROW ONLY", "SELECT id FROM c ORDER BY id LIMIT 1"},
    {"SELECT id FROM c ORDER BY id FETCH FIRST 1 ROW WITH TIES",
     "SELECT id FROM c ORDER BY id LIMIT 1"},
    {"SELECT DISTINCT ON (name) id, name FROM c", "SELECT DISTINCT id, name FROM c"},
    {"SELECT id FROM c ORDER BY d NULLS FIRST", "SELECT id FROM c ORDER BY d"},
    {"SELECT id FROM c ORDER BY id USING OPERATOR(other.<)", "SELECT id FROM c ORDER BY id"},
    {"SELECT id FROM c FOR UPDATE", "SELECT id FROM c"},
    {"SELECT id FROM c FOR UPDATE SKIP LOCKED", "SELECT id FROM c FOR UPDATE"},
    {"SELECT id FROM c TABLESAMPLE system (10)", "SELECT id FROM c TABLESAMPLE bernoulli (10)"},
    {"SELECT id FROM ONLY c", "SELECT id FROM c"},
    {"SELECT sum(id) OVER (ORDER BY d ROWS 1 PRECEDING) FROM c",
     "SELECT sum(id) OVER (ORDER BY d RANGE '1 day' PRECEDING) FROM c"},
    {"SELECT sum(id) OVER (ORDER BY d ROWS 1 PRECEDING EXCLUDE TIES) FROM c",
     "SELECT sum(id) OVER (ORDER BY d ROWS 1 PRECEDING) FROM c"},
    {"SELECT id FROM c LEFT JOIN o USING (id)", "SELECT id FROM c RIGHT JOIN o USING (id)"},
    {"SELECT id FROM c FULL JOIN o USING (id)", "SELECT c.id FROM c FULL JOIN o USING (id)"},
    {"SELECT id IN (SELECT id FROM o) AS x FROM c",
     "SELECT id = ALL (SELECT id FROM o) AS x FROM c"},
    {"SELECT id OPERATOR(other.=) ANY (SELECT id FROM o) AS x FROM c",
     "SELECT id = ANY (SELECT id FROM o) AS x FROM c"},
    {"WITH q AS MATERIALIZED (SELECT id FROM c) SELECT id FROM q",
     "WITH q AS (SELECT id FROM c) SELECT id FROM q"},
    {"WITH o AS (SELECT id FROM c) SELECT id FROM o", "SELECT id FROM o"},
    {"SELECT id FROM c x WHERE EXISTS (SELECT 1 FROM o y WHERE y.c_id = x.id)",
     "SELECT id FROM c x WHERE EXISTS (SELECT 1 FROM o y WHERE y.c_id = y.id)"},
};

TEST(CanonicalView, DifferentQueriesNeverCompareEqual) {
  for (const auto& [left, right] : different)
    EXPECT_NE(view(left, {"public"}).canonical, view(right, {"public"}).canonical)
        << left << " / " << right;
}

TEST(CanonicalView, AliasesAndTheWayOfJoiningNamesDoNotMatter) {
  EXPECT_EQ(view("SELECT * FROM i JOIN o USING (id)", {"public"}).canonical,
            view("SELECT x.id, x.o_id, x.qty, x.price, y.c_id, y.total, y.at, y.status, y.name, "
                 "y.doc FROM i x JOIN o y ON x.id = y.id",
                 {"public"})
                .canonical);
}

TEST(CanonicalView, OfAnUnknownRelationIsNotResolved) {
  EXPECT_FALSE(view("SELECT * FROM nowhere", {"public"}).resolved);
}

}  // namespace
}  // namespace mimar::sql
