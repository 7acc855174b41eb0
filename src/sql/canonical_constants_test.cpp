// Constants and casts of them as pg_get_viewdef() of PostgreSQL 15 prints them with an empty search
// path; every pair was observed on a server.

#include "support/comparison_form.h"

namespace mimar::sql {
namespace {

model::Expression view(const std::string& sql, const std::vector<std::string>& search_path) {
  return support::over_all_types().view(sql, search_path);
}

using support::Pair;

const Pair views[] = {
    {"SELECT ARRAY['1','2']::dp[] AS x", "SELECT ARRAY[(1)::public.dp, (2)::public.dp] AS x"},
    {"SELECT ARRAY[]::varchar(3)[] AS x",
     "SELECT (ARRAY[]::character varying[])::character varying(3)[] AS x"},
    {"SELECT ARRAY[]::char(2)[] AS x", "SELECT (ARRAY[]::bpchar[])::character(2)[] AS x"},
    {"SELECT ARRAY[]::numeric(10,2)[] AS x", "SELECT (ARRAY[]::numeric[])::numeric(10,2)[] AS x"},
    {"SELECT ARRAY[NULL]::varchar(3)[] AS x", "SELECT ARRAY[NULL::character varying(3)] AS x"},
    {"SELECT ARRAY[ta, '{x}']::varchar[] AS x FROM a",
     "SELECT ARRAY[(a.ta)::character varying[], '{x}'::character varying[]] AS x FROM public.a"},
    {"SELECT ARRAY['1', '2']::ints AS x", "SELECT (ARRAY[1, 2])::public.ints AS x"},
    {"SELECT interval '1' day AS x", "SELECT '1 day'::interval day AS x"},
    {"SELECT interval '1' year AS x", "SELECT '1 year'::interval year AS x"},
    {"SELECT interval '1' month AS x", "SELECT '1 mon'::interval month AS x"},
    {"SELECT interval '1.23456' second(3) AS x", "SELECT '00:00:01.235'::interval second(3) AS x"},
    {"SELECT '1.23456 s'::interval(3) AS x", "SELECT '00:00:01.235'::interval(3) AS x"},
    {"SELECT interval '1 day 2:03:04' day to hour AS x",
     "SELECT '1 day 02:00:00'::interval day to hour AS x"},
    {"SELECT '-1.2345678 s'::interval AS x", "SELECT '-00:00:01.234568'::interval AS x"},
    {"SELECT '1.5 days 0.3 weeks'::interval AS x", "SELECT '3 days 14:24:00'::interval AS x"},
    {"SELECT (interval '1' day)::interval AS x", "SELECT '1 day'::interval AS x"},
    {"SELECT '1.23456 s'::ivd AS x", "SELECT ('00:00:01.235'::interval(3))::public.ivd AS x"},
    {"SELECT NULL::interval(3) AS x", "SELECT NULL::interval(3) AS x"},
    {"SELECT bit '101' AS x", "SELECT '101'::\"bit\" AS x"},
    {"SELECT '101'::bit AS x", "SELECT '101'::bit(1) AS x"},
    {"SELECT character 'abc' AS x", "SELECT 'abc'::bpchar AS x"},
    {"SELECT '101'::\"bit\" AS x", "SELECT '101'::\"bit\" AS x"},
    {"SELECT -2147483648 AS x", "SELECT '-2147483648'::integer AS x"},
    {"SELECT 2147483647 AS x", "SELECT 2147483647 AS x"},
    {"SELECT -9223372036854775808 AS x", "SELECT '-9223372036854775808'::bigint AS x"},
    {"SELECT 2147483648 AS x", "SELECT '2147483648'::bigint AS x"},
    {"SELECT - '-2147483648'::int AS x", "SELECT (- '-2147483648'::integer) AS x"},
    {"SELECT '2147483647'::int AS x", "SELECT 2147483647 AS x"},
    {"SELECT '2020-01-01 00:00:00.1234567'::timestamp AS x",
     "SELECT '2020-01-01 00:00:00.123457'::timestamp without time zone AS x"},
    {"SELECT '2020-12-31 23:59:59.9999996'::timestamp AS x",
     "SELECT '2021-01-01 00:00:00'::timestamp without time zone AS x"},
    {"SELECT '2020-12-31 23:59:59.9999996+00'::timestamptz AS x",
     "SELECT '2021-01-01 00:00:00+00'::timestamp with time zone AS x"},
    {"SELECT '23:59:59.9999996'::time AS x", "SELECT '24:00:00'::time without time zone AS x"},
    {"SELECT '00:00:00.0000005'::time AS x", "SELECT '00:00:00'::time without time zone AS x"},
    {"SELECT '00:00:00.0000015'::time AS x",
     "SELECT '00:00:00.000002'::time without time zone AS x"},
    {"SELECT '0.0000005 s'::interval AS x", "SELECT '00:00:00'::interval AS x"},
    {"SELECT '0.0000015 s'::interval AS x", "SELECT '00:00:00.000001'::interval AS x"},
    {"SELECT '00:00:00.0000015'::interval AS x", "SELECT '00:00:00.000002'::interval AS x"},
    {"SELECT '1'::dp AS x", "SELECT (1)::public.dp AS x"},
    {"SELECT 'pg_catalog.pg_class'::regclass AS x", "SELECT 'pg_class'::regclass AS x"},
    {"SELECT '-1'::oid AS x", "SELECT '4294967295'::oid AS x"},
    {"SELECT t = 'a' COLLATE \"C\" AS x FROM a",
     "SELECT (a.t = ('a'::text COLLATE \"C\")) AS x FROM public.a"},
    {"SELECT ('a' COLLATE \"C\")::varchar AS x",
     "SELECT ('a'::character varying COLLATE \"C\") AS x"},
    {"SELECT ('a' COLLATE \"C\")::bytea AS x", "SELECT '\\x61'::bytea AS x"},
    {"SELECT NULL COLLATE \"C\" AS x", "SELECT (NULL::text COLLATE \"C\") AS x"},
    {"SELECT '(1,1)'::int4range AS x", "SELECT 'empty'::int4range AS x"},
    {"SELECT '(1,2]'::int8range AS x", "SELECT '[2,3)'::int8range AS x"},
    {"SELECT '-NaN'::float8 AS x", "SELECT 'NaN'::double precision AS x"},
    {"SELECT E'\\\\x61 6A\\n'::bytea AS x", "SELECT '\\x616a'::bytea AS x"},
};

TEST(CanonicalConstants, WhatIsWrittenEqualsWhatTheServerPrints) {
  for (const auto& [written, printed] : views) {
    const model::Expression left = view(written, {"public"}), right = view(printed, {});
    EXPECT_EQ(left.canonical, right.canonical) << written;
    EXPECT_TRUE(left.resolved) << written;
    EXPECT_TRUE(right.resolved) << printed;
  }
}

const Pair different[] = {
    {"SELECT ARRAY['1', '2']::dp[] AS x", "SELECT ARRAY['1', '2']::int[] AS x"},
    {"SELECT ARRAY[]::varchar(3)[] AS x", "SELECT ARRAY[]::varchar[] AS x"},
    {"SELECT ARRAY[]::char(2)[] AS x", "SELECT ARRAY[]::bpchar[] AS x"},
    {"SELECT ARRAY[]::numeric(10,2)[] AS x", "SELECT ARRAY[]::numeric[] AS x"},
    {"SELECT interval '1' day AS x", "SELECT interval '1 day' AS x"},
    {"SELECT interval '1' year AS x", "SELECT interval '1 year' AS x"},
    {"SELECT interval '1' second(3) AS x", "SELECT interval '1 second' AS x"},
    {"SELECT interval '1' day AS x", "SELECT interval '1' day to hour AS x"},
    {"SELECT bit '101' AS x", "SELECT '101'::bit AS x"},
    {"SELECT -2147483648 AS x", "SELECT '-2147483648'::bigint AS x"},
    {"SELECT '00:00:00.0000015'::time AS x", "SELECT '00:00:00.000001'::time AS x"},
    {"SELECT '1'::dp AS x", "SELECT 1 AS x"},
    {"SELECT r.x FROM (SELECT ('a' COLLATE \"C\") AS x) r", "SELECT r.x FROM (SELECT 'a' AS x) r"},
};

TEST(CanonicalConstants, WhatHasAnotherTypeOrValueNeverComparesEqual) {
  for (const auto& [left, right] : different)
    EXPECT_NE(view(left, {"public"}).canonical, view(right, {"public"}).canonical)
        << left << " / " << right;
}

}  // namespace
}  // namespace mimar::sql
