// Rows, subscripts, grouping, windows and functions in FROM as pg_get_viewdef() of PostgreSQL 15
// prints them with an empty search path; every pair was observed on a server.

#include "support/comparison_form.h"

namespace mimar::sql {
namespace {

model::Expression view(const std::string& sql, const std::vector<std::string>& search_path) {
  return support::over_all_types().view(sql, search_path);
}

using support::Pair;

const Pair views[] = {
    {"SELECT 'abc'::dv AS x", "SELECT ('abc'::character varying)::public.dv AS x"},
    {"SELECT p IS DISTINCT FROM NULL AS x FROM a",
     "SELECT (a.p IS DISTINCT FROM NULL) AS x FROM public.a"},
    {"SELECT p IS NOT DISTINCT FROM NULL AS x FROM a",
     "SELECT (a.p IS NOT DISTINCT FROM NULL) AS x FROM public.a"},
    {"SELECT a IS DISTINCT FROM NULL AS x FROM a",
     "SELECT (a.* IS DISTINCT FROM NULL) AS x FROM public.a"},
    {"SELECT (i, t) IS DISTINCT FROM NULL AS x FROM a",
     "SELECT (ROW(a.i, a.t) IS DISTINCT FROM NULL) AS x FROM public.a"},
    {"SELECT NULL IS NOT DISTINCT FROM p AS x FROM a",
     "SELECT (a.p IS NOT DISTINCT FROM NULL) AS x FROM public.a"},
    {"SELECT i IS NOT DISTINCT FROM NULL AS x FROM a", "SELECT (a.i IS NULL) AS x FROM public.a"},
    {"SELECT (i, t) IS DISTINCT FROM (1, '2') AS x FROM a",
     "SELECT ((a.i IS DISTINCT FROM 1) OR (a.t IS DISTINCT FROM '2'::text)) AS x FROM public.a"},
    {"SELECT (i, b) IS NOT DISTINCT FROM (s, 2) AS x FROM a",
     "SELECT (NOT ((a.i IS DISTINCT FROM a.s) OR (a.b IS DISTINCT FROM 2))) AS x FROM public.a"},
    {"SELECT (s, i) = ANY (SELECT 1, 2) AS x FROM a",
     "SELECT ((a.s, a.i) IN ( SELECT 1, 2)) AS x FROM public.a"},
    {"SELECT (i, t) <> ALL (SELECT 1, 'x') AS x FROM a",
     "SELECT ((a.i, a.t) <> ALL ( SELECT 1, 'x'::text)) AS x FROM public.a"},
    {"SELECT ia[1:2][1] AS x FROM a", "SELECT a.ia[1:2][1:1] AS x FROM public.a"},
    {"SELECT ia[1][2] AS x FROM a", "SELECT a.ia[1][2] AS x FROM public.a"},
    {"SELECT ia[s][:2] AS x FROM a", "SELECT a.ia[1:a.s][:2] AS x FROM public.a"},
    {"SELECT jb['a'][1] AS x FROM a", "SELECT a.jb['a'::text][1] AS x FROM public.a"},
    {"SELECT row_to_json(ROW(a.*)) AS x FROM a",
     "SELECT row_to_json(ROW(a.i, a.s, a.b, a.n, a.t, a.v, a.ia, a.ta, a.jb, a.p, a.iv, a.ts, a.d, "
     "a.r4, a.dd)) AS x FROM public.a"},
    {"SELECT row_to_json(ROW(1, z.*)) AS x FROM (SELECT i, t FROM a) z",
     "SELECT row_to_json(ROW(1, z.i, z.t)) AS x FROM ( SELECT a.i, a.t FROM public.a) z"},
    {"SELECT (a).i AS x FROM a", "SELECT a.i AS x FROM public.a"},
    {"SELECT (a.p).x AS x FROM a", "SELECT (a.p).x AS x FROM public.a"},
    {"SELECT ((a).p).y AS x FROM a", "SELECT (a.p).y AS x FROM public.a"},
    {"SELECT (z).q AS x FROM f2(1) z", "SELECT z.q AS x FROM public.f2(1) z(q, w)"},
    {"SELECT (a.ia)[1] AS x FROM a", "SELECT a.ia[1] AS x FROM public.a"},
    {"SELECT z FROM ROWS FROM (f1(1)) z", "SELECT z.z FROM public.f1(1) z(z)"},
    {"SELECT count(*) AS x FROM ROWS FROM (f1(1), f1(2))",
     "SELECT count(*) AS x FROM ROWS FROM(public.f1(1), public.f1(2)) f1(f1, f1_1)"},
    {"SELECT count(*) AS x FROM ROWS FROM (json_to_recordset('[]') AS (q int)) z",
     "SELECT count(*) AS x FROM json_to_recordset('[]'::json) z(q integer)"},
    {"SELECT count(*) AS x FROM ROWS FROM (json_to_recordset('[]') AS (q int)) WITH ORDINALITY",
     "SELECT count(*) AS x FROM ROWS FROM(json_to_recordset('[]'::json) AS (q integer)) WITH "
     "ORDINALITY json_to_recordset(q, ordinality)"},
    {"SELECT * FROM json_to_recordset('[]') AS r(a text COLLATE \"C\", b varchar(3), c dp)",
     "SELECT r.a, r.b, r.c FROM json_to_recordset('[]'::json) r(a text COLLATE \"C\", b character "
     "varying(3), c public.dp)"},
    {"SELECT * FROM json_to_recordset('[]') AS r(a text COLLATE \"default\")",
     "SELECT r.a FROM json_to_recordset('[]'::json) r(a text)"},
    {"SELECT count(*) AS x FROM a GROUP BY (i, t)",
     "SELECT count(*) AS x FROM public.a GROUP BY a.i, a.t"},
    {"SELECT count(*) AS x FROM a GROUP BY i, i, t",
     "SELECT count(*) AS x FROM public.a GROUP BY a.i, a.t"},
    {"SELECT count(*) AS x FROM a GROUP BY i, t, ()",
     "SELECT count(*) AS x FROM public.a GROUP BY a.i, a.t"},
    {"SELECT count(*) AS x FROM a GROUP BY GROUPING SETS ((i, t))",
     "SELECT count(*) AS x FROM public.a GROUP BY a.i, a.t"},
    {"SELECT count(*) AS x FROM a GROUP BY GROUPING SETS ((i, t, i), (i), ())",
     "SELECT count(*) AS x FROM public.a GROUP BY GROUPING SETS ((a.i, a.t), (a.i), ())"},
    {"SELECT count(*) AS x FROM a GROUP BY GROUPING SETS (i, GROUPING SETS (t, (i, t)))",
     "SELECT count(*) AS x FROM public.a GROUP BY GROUPING SETS ((a.i), (a.t), (a.i, a.t))"},
    {"SELECT count(*) AS x FROM a GROUP BY ROLLUP ((i, t), b), s",
     "SELECT count(*) AS x FROM public.a GROUP BY ROLLUP((a.i, a.t), a.b), a.s"},
    {"SELECT count(*) AS x FROM a GROUP BY CUBE (i, (t, b)), ()",
     "SELECT count(*) AS x FROM public.a GROUP BY CUBE(a.i, (a.t, a.b))"},
    {"SELECT count(*) AS x FROM a GROUP BY ()", "SELECT count(*) AS x FROM public.a GROUP BY ()"},
    {"SELECT count(*) AS x FROM a GROUP BY i, GROUPING SETS (())",
     "SELECT count(*) AS x FROM public.a GROUP BY a.i"},
    {"SELECT i FROM a ORDER BY i, t, i DESC", "SELECT a.i FROM public.a ORDER BY a.i, a.t"},
    {"SELECT array_agg(i ORDER BY t, t) AS x FROM a",
     "SELECT array_agg(a.i ORDER BY a.t) AS x FROM public.a"},
    {"SELECT rank('1') WITHIN GROUP (ORDER BY b) AS x FROM a",
     "SELECT rank('1'::bigint) WITHIN GROUP (ORDER BY a.b) AS x FROM public.a"},
    {"SELECT rank(1) WITHIN GROUP (ORDER BY n) AS x FROM a",
     "SELECT rank((1)::numeric) WITHIN GROUP (ORDER BY a.n) AS x FROM public.a"},
    {"SELECT rank(1.5, 'a') WITHIN GROUP (ORDER BY i, v DESC) AS x FROM a",
     "SELECT rank(1.5, 'a'::character varying) WITHIN GROUP (ORDER BY ((a.i)::numeric), a.v DESC) "
     "AS x FROM public.a"},
    {"SELECT cume_dist(b) WITHIN GROUP (ORDER BY i) AS x FROM a GROUP BY b",
     "SELECT cume_dist(a.b) WITHIN GROUP (ORDER BY ((a.i)::bigint)) AS x FROM public.a GROUP BY "
     "a.b"},
    {"SELECT sum(i) OVER (ORDER BY ts RANGE '1 day' PRECEDING) AS x FROM a",
     "SELECT sum(a.i) OVER (ORDER BY a.ts RANGE '1 day'::interval PRECEDING) AS x FROM public.a"},
    {"SELECT sum(i) OVER (ORDER BY s RANGE BETWEEN '1' PRECEDING AND '2' FOLLOWING) AS x FROM a",
     "SELECT sum(a.i) OVER (ORDER BY a.s RANGE BETWEEN '1'::smallint PRECEDING AND '2'::smallint "
     "FOLLOWING) AS x FROM public.a"},
    {"SELECT sum(i) OVER (ORDER BY r4 RANGE '1' PRECEDING) AS x FROM a",
     "SELECT sum(a.i) OVER (ORDER BY a.r4 RANGE '1'::double precision PRECEDING) AS x FROM "
     "public.a"},
    {"SELECT sum(i) OVER (ORDER BY i ROWS '1' PRECEDING) AS x FROM a",
     "SELECT sum(a.i) OVER (ORDER BY a.i ROWS '1'::bigint PRECEDING) AS x FROM public.a"},
    {"SELECT sum(i) OVER (ORDER BY d RANGE '1 mon' PRECEDING) AS x FROM a",
     "SELECT sum(a.i) OVER (ORDER BY a.d RANGE '1 mon'::interval PRECEDING) AS x FROM public.a"},
    {"SELECT 1 AS x UNION VALUES (2)",
     "SELECT 1 AS x UNION SELECT \"*VALUES*\".column1 AS x FROM (VALUES (2)) \"*VALUES*\""},
    {"SELECT 1 AS x UNION ALL VALUES (2), (3) ORDER BY 1",
     "SELECT 1 AS x UNION ALL SELECT \"*VALUES*\".column1 AS x FROM (VALUES (2), (3)) \"*VALUES*\" "
     "ORDER BY 1"},
    {"VALUES (1) UNION SELECT 2", "VALUES (1) UNION SELECT 2 AS column1"},
    {"SELECT count(*) AS x FROM unnest(ARRAY[1], ARRAY['a'])",
     "SELECT count(*) AS x FROM UNNEST(ARRAY[1], ARRAY['a'::text]) unnest(unnest, unnest_1)"},
    {"SELECT i AS x FROM a UNION SELECT 2 ORDER BY 1, x",
     "SELECT a.i AS x FROM public.a UNION SELECT 2 AS x ORDER BY 1"},
    {"SELECT sum(i) OVER (ORDER BY t) AS x, sum(i) OVER w AS y FROM a WINDOW w AS (ORDER BY t)",
     "SELECT sum(a.i) OVER w AS x, sum(a.i) OVER w AS y FROM public.a WINDOW w AS (ORDER BY a.t)"},
};

TEST(CanonicalClauses, WhatIsWrittenEqualsWhatTheServerPrints) {
  for (const auto& [written, printed] : views) {
    const model::Expression left = view(written, {"public"}), right = view(printed, {});
    EXPECT_EQ(left.canonical, right.canonical) << written;
    EXPECT_TRUE(left.resolved) << written;
    EXPECT_TRUE(right.resolved) << printed;
  }
}

const Pair different[] = {
    {"SELECT p IS DISTINCT FROM NULL AS x FROM a", "SELECT p IS NOT NULL AS x FROM a"},
    {"SELECT p IS NOT DISTINCT FROM NULL AS x FROM a", "SELECT p IS NULL AS x FROM a"},
    {"SELECT a IS DISTINCT FROM NULL AS x FROM a", "SELECT a IS NOT NULL AS x FROM a"},
    {"SELECT p IS NOT DISTINCT FROM NULL AS x FROM a",
     "SELECT NOT (p IS DISTINCT FROM NULL) AS x FROM a"},
    {"SELECT * FROM json_to_recordset('[]') AS r(a text COLLATE \"C\")",
     "SELECT * FROM json_to_recordset('[]') AS r(a text)"},
    {"SELECT * FROM json_to_recordset('[]') AS r(a varchar(3))",
     "SELECT * FROM json_to_recordset('[]') AS r(a varchar)"},
    {"SELECT count(*) AS x FROM a GROUP BY GROUPING SETS (i, t)",
     "SELECT count(*) AS x FROM a GROUP BY i, t"},
    {"SELECT count(*) AS x FROM a GROUP BY ROW(i, t)",
     "SELECT count(*) AS x FROM a GROUP BY (i, t)"},
    {"SELECT count(*) AS x FROM a GROUP BY GROUPING SETS ((i, t), (i, t))",
     "SELECT count(*) AS x FROM a GROUP BY GROUPING SETS ((i, t))"},
    {"SELECT count(*) AS x FROM a GROUP BY ROLLUP ((i, t))",
     "SELECT count(*) AS x FROM a GROUP BY ROLLUP (i, t)"},
    {"SELECT ia[1:2][1] AS x FROM a", "SELECT ia[1][1] AS x FROM a"},
    {"SELECT (i, t) = ALL (SELECT 1, 'x') AS x FROM a",
     "SELECT (i, t) = ANY (SELECT 1, 'x') AS x FROM a"},
    {"SELECT sum(i) OVER (ORDER BY i RANGE '1' PRECEDING) AS x FROM a",
     "SELECT sum(i) OVER (ORDER BY i RANGE 1::bigint PRECEDING) AS x FROM a"},
};

TEST(CanonicalClauses, DifferentQueriesNeverCompareEqual) {
  for (const auto& [left, right] : different)
    EXPECT_NE(view(left, {"public"}).canonical, view(right, {"public"}).canonical)
        << left << " / " << right;
}

TEST(CanonicalClauses, RowsWhoseFieldsAreRenamedAreNotResolved) {
  for (const char* sql : {"SELECT row_to_json(z) AS x FROM a z (j)",
                          "SELECT row_to_json(z) AS x FROM (SELECT i FROM a) z",
                          "WITH z (j) AS (SELECT i FROM a) SELECT row_to_json(z) AS x FROM z"})
    EXPECT_FALSE(view(sql, {"public"}).resolved) << sql;
  EXPECT_TRUE(view("SELECT row_to_json(z) AS x FROM a z", {"public"}).resolved);
}

}  // namespace
}  // namespace mimar::sql
