// The comparison form of expressions over types of extensions, ranges, arrays and constants of the
// less common types. Every pair was observed on a server, as those of canonical_test.cpp.

#include "support/comparison_form.h"

namespace mimar::sql {
namespace {

const support::Forms& forms() {
  static const support::Forms over(R"(
CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm;
CREATE EXTENSION intarray; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN email AS citext;
CREATE TYPE floatrange AS RANGE (subtype = float8); CREATE TYPE pair AS (x int, y text);
CREATE FUNCTION ci(citext) RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION alike(int, int) RETURNS boolean LANGUAGE sql AS 'select true';
CREATE OPERATOR === (leftarg = int, rightarg = int, function = alike);
CREATE TABLE a (ci citext, em email, cis citext[], h hstore, lt ltree, t text, i int, b bigint,
  n numeric(10,2), arr int[], tarr text[], ir int4range, nr numrange, dr daterange, tr tsrange,
  zr tstzrange, fr floatrange, fm floatmultirange, im int4multirange, ip inet, ci2 cidr, ma macaddr,
  p point, bx box, bi bit(4), vb varbit, jp jsonpath, jb jsonb, j json, rc regclass, rt regtype,
  cf regconfig, mo money, iv interval, u uuid, pr pair, tsv tsvector, lsn pg_lsn, x xml, oi oid,
  m mood, d date, ts timestamp, tz timestamptz);
)");
  return over;
}

model::Expression check(const std::string& sql, const std::vector<std::string>& search_path) {
  return forms().check(sql, search_path);
}

using support::Pair;

const Pair checks[] = {
    {"ci = 'a'", "(ci OPERATOR(public.=) 'a'::public.citext)"},
    {"ci ~ '^x'", "(ci OPERATOR(public.~) '^x'::public.citext)"},
    {"ci ~* 'x' AND ci !~ 'y'",
     "((ci OPERATOR(public.~*) 'x'::public.citext) AND (ci OPERATOR(public.!~) "
     "'y'::public.citext))"},
    {"ci LIKE 'a%' OR ci ILIKE 'b%'",
     "((ci OPERATOR(public.~~) 'a%'::public.citext) OR (ci OPERATOR(public.~~*) "
     "'b%'::public.citext))"},
    {"ci NOT LIKE 'a%'", "(ci OPERATOR(public.!~~) 'a%'::public.citext)"},
    {"ci LIKE t", "(ci OPERATOR(public.~~) t)"},
    {"length(ci) > 1", "(length((ci)::text) > 1)"},
    {"lower(ci) = ci", "(lower((ci)::text) = (ci)::text)"},
    {"ci IN ('a', 'b')",
     "(ci OPERATOR(public.=) ANY (ARRAY['a'::public.citext, 'b'::public.citext]))"},
    {"ci NOT IN ('a', 'b')",
     "(ci OPERATOR(public.<>) ALL (ARRAY['a'::public.citext, 'b'::public.citext]))"},
    {"ci = ANY (ARRAY['a', 'b'])", "((ci)::text = ANY (ARRAY['a'::text, 'b'::text]))"},
    {"ci = t", "((ci)::text = t)"},
    {"t = ci", "(t = (ci)::text)"},
    {"ci || 'x' = 'y'", "(((ci)::text || 'x'::text) = 'y'::text)"},
    {"COALESCE(ci, 'x') <> ''",
     "(COALESCE(ci, 'x'::public.citext) OPERATOR(public.<>) ''::public.citext)"},
    {"ci::text = 'a'", "((ci)::text = 'a'::text)"},
    {"'a'::citext = ci", "('a'::public.citext OPERATOR(public.=) ci)"},
    {"regexp_replace(ci, 'a', 'b') = ci",
     "(public.regexp_replace(ci, 'a'::public.citext, 'b'::text) = (ci)::text)"},
    {"replace(ci, 'a', 'b') = ci",
     "(public.replace(ci, 'a'::public.citext, 'b'::public.citext) = (ci)::text)"},
    {"split_part(ci, '@', 2) = 'x'", "(public.split_part(ci, '@'::public.citext, 2) = 'x'::text)"},
    {"strpos(ci, '@') > 1", "(public.strpos(ci, '@'::public.citext) > 1)"},
    {"position('@' in ci) > 1", "(POSITION(('@'::text) IN (ci)) > 1)"},
    {"char_length(ci) BETWEEN 1 AND 3",
     "((char_length((ci)::text) >= 1) AND (char_length((ci)::text) <= 3))"},
    {"em ~ '^[a-z]+@'", "((em)::public.citext OPERATOR(public.~) '^[a-z]+@'::public.citext)"},
    {"em = 'a' AND length(em) < 5",
     "(((em)::public.citext OPERATOR(public.=) 'a'::public.citext) AND (length((em)::text) < 5))"},
    {"'a' = ANY (cis)", "('a'::public.citext OPERATOR(public.=) ANY (cis))"},
    {"cis @> ARRAY['a']::citext[]", "(cis @> ARRAY['a'::public.citext])"},
    {"ci(ci) > 0", "(public.ci(ci) > 0)"},
    {"ci > 'a' AND ci < 'b'",
     "((ci OPERATOR(public.>) 'a'::public.citext) AND (ci OPERATOR(public.<) 'b'::public.citext))"},
    {"ci COLLATE \"C\" > 'a'", "((ci COLLATE \"C\") OPERATOR(public.>) 'a'::public.citext)"},
    {"h ? 'a'", "(h OPERATOR(public.?) 'a'::text)"},
    {"h -> 'a' = 'b'", "((h OPERATOR(public.->) 'a'::text) = 'b'::text)"},
    {"(h -> 'a')::int > 3", "(((h OPERATOR(public.->) 'a'::text))::integer > 3)"},
    {"exist(h, 'a')", "public.exist(h, 'a'::text)"},
    {"lt <@ 'a.b'", "(lt OPERATOR(public.<@) 'a.b'::public.ltree)"},
    {"nlevel(lt) < 3", "(public.nlevel(lt) < 3)"},
    {"lt ~ 'a.*'", "(lt OPERATOR(public.~) 'a.*'::public.lquery)"},
    {"similarity(t, 'a') > 0.5", "(public.similarity(t, 'a'::text) > (0.5)::double precision)"},
    {"t % 'x'", "(t OPERATOR(public.%) 'x'::text)"},
    {"arr && ARRAY[1,2]", "(arr OPERATOR(public.&&) ARRAY[1, 2])"},
    {"arr @> '{1}'", "(arr OPERATOR(public.@>) '{1}'::integer[])"},
    {"icount(arr) > 2", "(public.icount(arr) > 2)"},
    {"i === 3", "(i OPERATOR(public.===) 3)"},
    {"3 === i", "(3 OPERATOR(public.===) i)"},
    {"ir @> 3", "(ir @> 3)"},
    {"ir = int4range(1, 5)", "(ir = int4range(1, 5))"},
    {"ir && int4range(1, 5, '[]')", "(ir && int4range(1, 5, '[]'::text))"},
    {"ir <> '[1,5]'", "(ir <> '[1,6)'::int4range)"},
    {"ir <> '(1,5]'", "(ir <> '[2,6)'::int4range)"},
    {"ir <> 'empty'", "(ir <> 'empty'::int4range)"},
    {"ir <> '[3,3)'", "(ir <> 'empty'::int4range)"},
    {"ir <> '(,5]'", "(ir <> '(,6)'::int4range)"},
    {"nr <> '[1.50, 2]'", "(nr <> '[1.50,2]'::numrange)"},
    {"dr && '[2020-01-01,2020-12-31]'", "(dr && '[2020-01-01,2021-01-01)'::daterange)"},
    {"tr <> '[2020-01-01,2020-02-01)'",
     "(tr <> '[\"2020-01-01 00:00:00\",\"2020-02-01 00:00:00\")'::tsrange)"},
    {"zr <> '[2020-01-01 00:00+00,)'", "(zr <> '[\"2020-01-01 00:00:00+00\",)'::tstzrange)"},
    {"isempty(ir) OR lower(ir) > 3", "(isempty(ir) OR (lower(ir) > 3))"},
    {"lower(nr) IS NOT NULL AND upper_inf(tr)", "((lower(nr) IS NOT NULL) AND upper_inf(tr))"},
    {"fr @> 3.5::float8", "(fr @> (3.5)::double precision)"},
    {"fr = floatrange(1, 2)",
     "(fr = public.floatrange((1)::double precision, (2)::double precision))"},
    {"fr = floatrange(1, 2, '[]')",
     "(fr = public.floatrange((1)::double precision, (2)::double precision, '[]'::text))"},
    {"fr <> '[1,2]'", "(fr <> '[1,2]'::public.floatrange)"},
    {"upper(fr) > 3", "(upper(fr) > (3)::double precision)"},
    {"lower(fm) > 2", "(lower(fm) > (2)::double precision)"},
    {"fm @> 3.0::float8", "(fm @> (3.0)::double precision)"},
    {"fm = floatmultirange(floatrange(1,2))",
     "(fm = public.floatmultirange(public.floatrange((1)::double precision, (2)::double "
     "precision)))"},
    {"im @> 4", "(im @> 4)"},
    {"im <> '{[1,3]}'", "(im <> '{[1,4)}'::int4multirange)"},
    {"ip << '10.0.0.0/8'", "(ip << '10.0.0.0/8'::inet)"},
    {"ip = '192.168.0.1/32'", "(ip = '192.168.0.1'::inet)"},
    {"ip <> '::1'", "(ip <> '::1'::inet)"},
    {"ci2 <> '10.0.0.0/8'", "((ci2)::inet <> '10.0.0.0/8'::inet)"},
    {"family(ip) = 4", "(family(ip) = 4)"},
    {"host(ip) <> ''", "(host(ip) <> ''::text)"},
    {"masklen(ip) = 32", "(masklen(ip) = 32)"},
    {"ma <> '08-00-2B-01-02-03'", "(ma <> '08:00:2b:01:02:03'::macaddr)"},
    {"p <> '1,2' IS NULL", "((p <> '(1,2)'::point) IS NULL)"},
    {"p ~= '(1.50,2)'", "(p ~= '(1.5,2)'::point)"},
    {"bx @> '(1,2)'::point", "(bx @> '(1,2)'::point)"},
    {"bi = B'0101'", "(bi = '0101'::\"bit\")"},
    {"bi = '0101'", "(bi = '0101'::\"bit\")"},
    {"vb <> '101'", "(vb <> '101'::bit varying)"},
    {"bi & B'0011' <> B'0000'", "((bi & '0011'::\"bit\") <> '0000'::\"bit\")"},
    {"jb @? '$.a[*]'", "(jb @? '$.\"a\"[*]'::jsonpath)"},
    {"jb @? 'strict $.\"key\".*'", "(jb @? 'strict $.\"key\".*'::jsonpath)"},
    {"jsonb_path_exists(jb, '$.x')", "jsonb_path_exists(jb, '$.\"x\"'::jsonpath)"},
    {"rc <> 'a'::regclass", "((rc)::oid <> ('public.a'::regclass)::oid)"},
    {"rt <> 'int'::regtype", "((rt)::oid <> ('integer'::regtype)::oid)"},
    {"rt = 'mood'::regtype", "((rt)::oid = ('public.mood'::regtype)::oid)"},
    {"to_tsvector('english', t) @@ to_tsquery('english', 'a')",
     "(to_tsvector('english'::regconfig, t) @@ to_tsquery('english'::regconfig, 'a'::text))"},
    {"mo > 3::money", "(mo > (3)::money)"},
    {"iv > '1 day 02:00'", "(iv > '1 day 02:00:00'::interval)"},
    {"u <> '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'",
     "(u <> 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)"},
    {"(pr).x > 3", "((pr).x > 3)"},
    {"pr = ROW(1, 'a')", "(pr = ROW(1, 'a'))"},
    {"oi <> '12'", "(oi <> '12'::oid)"},
    {"jb <> '{\"b\":1,\"a\":[1,  2]}'", "(jb <> '{\"a\": [1, 2], \"b\": 1}'::jsonb)"},
    {"j::text <> '{\"a\":  1}'", "((j)::text <> '{\"a\":  1}'::text)"},
    {"arr[1:2] = '{1,2}'", "(arr[1:2] = '{1,2}'::integer[])"},
    {"array_length(tarr, 1) = cardinality(tarr)", "(array_length(tarr, 1) = cardinality(tarr))"},
    {"tarr <@ ARRAY['a','b']", "(tarr <@ ARRAY['a'::text, 'b'::text])"},
    {"array_append(arr, 3) <> arr", "(array_append(arr, 3) <> arr)"},
    {"arr || 3 <> arr", "((arr || 3) <> arr)"},
    {"3 || arr <> arr", "((3 || arr) <> arr)"},
    {"arr = ARRAY[]::int[]", "(arr = ARRAY[]::integer[])"},
    {"tarr = '{}'", "(tarr = '{}'::text[])"},
    {"array_to_string(tarr, ',') <> ''", "(array_to_string(tarr, ','::text) <> ''::text)"},
    {"ts <@ tr", "(ts <@ tr)"},
    {"d <@ dr", "(d <@ dr)"},
    {"dr -|- daterange('2020-01-01', '2020-02-01')",
     "(dr -|- daterange('2020-01-01'::date, '2020-02-01'::date))"},
    {"tstzrange(tz, NULL) @> now()", "(tstzrange(tz, NULL::timestamp with time zone) @> now())"},
    {"numrange(n, n, '[]') @> 3.0", "(numrange(n, n, '[]'::text) @> 3.0)"},
    {"num_nulls(ci, t) = 0", "(num_nulls(ci, t) = 0)"},
};

TEST(CanonicalTypes, WhatIsWrittenEqualsWhatTheServerPrints) {
  for (const auto& [written, printed] : checks) {
    const model::Expression left = check(written, {"public"}), right = check(printed, {});
    EXPECT_EQ(left.canonical, right.canonical) << written;
    EXPECT_TRUE(left.resolved) << written;
    EXPECT_TRUE(right.resolved) << printed;
  }
}

// What only the server's input functions know: never told to differ.
const Pair left_to_the_server[] = {
    {"x IS DOCUMENT", "(x IS DOCUMENT)"},
    {"NULLIF(ci, '') IS NOT NULL", "(NULLIF(ci, ''::public.citext) IS NOT NULL)"},
    {"ci IS DISTINCT FROM 'a'", "(ci IS DISTINCT FROM 'a'::public.citext)"},
    {"ci SIMILAR TO 'a|b'", "(ci OPERATOR(public.~) similar_to_escape('a|b'::text))"},
    {"trim(ci) <> ''", "(TRIM(BOTH FROM ci) <> ''::text)"},
    {"h @> 'a=>1'", "(h OPERATOR(public.@>) '\"a\"=>\"1\"'::public.hstore)"},
    {"bx = '((0,0),(1,1))'", "(bx = '(1,1),(0,0)'::box)"},
    {"jb @@ '$.a > 3'", "(jb @@ '($.\"a\" > 3)'::jsonpath)"},
    {"tsv @@ 'a & b'::tsquery", "(tsv @@ '''a'' & ''b'''::tsquery)"},
    {"tsv <> 'a b'", "(tsv <> '''a'' ''b'''::tsvector)"},
    {"mo > '1.5'", "(mo > '$1.50'::money)"},
    {"iv < interval '1' year", "(iv < '1 year'::interval year)"},
    {"lsn > '0/16B3740'", "(lsn > '0/16B3740'::pg_lsn)"},
    {"ir <> '[1,2147483647]'", "ir <> '[1,5)'::int4range"},
    {"dr <> '[today,tomorrow)'", "(dr <> '[2020-01-01,2020-01-02)'::daterange)"},
    {"im <> '{[1,3],[2,5]}'", "(im <> '{[1,6)}'::int4multirange)"},
    {"nr <> '[1.0,infinity]'", "(nr <> '[1.0,Infinity]'::numrange)"},
    {"ip <> '10.1/16'", "(ip <> '10.1.0.0/16'::inet)"},
    {"ip <> '::0:1'", "(ip <> '::1'::inet)"},
    {"jb @? '$.a ? (@.b > 1)'", "(jb @? '$.\"a\"?(@.\"b\" > 1)'::jsonpath)"},
    {"pr = '( 1,a)'", "(pr = '(1,a)'::public.pair)"},
    {"vb <> 'x1F'", "(vb <> '00011111'::bit varying)"},
};

TEST(CanonicalTypes, WhatOnlyTheServerKnowsIsNotTakenForDifferent) {
  for (const auto& [written, printed] : left_to_the_server) {
    const model::Expression left = check(written, {"public"}), right = check(printed, {});
    EXPECT_TRUE(left.canonical == right.canonical || !left.resolved || !right.resolved) << written;
  }
}

const Pair different[] = {
    {"ci = 'a'", "ci = 'A'"},
    {"ci = 'a'", "ci::text = 'a'"},
    {"ci ~ 'a'", "ci::text ~ 'a'"},
    {"ci ~ 'a'", "ci OPERATOR(pg_catalog.~) 'a'"},
    {"ci LIKE 'a'", "ci LIKE 'a'::text"},
    {"ci IN ('a', 'b')", "ci = ANY (ARRAY['a', 'b'])"},
    {"replace(ci, 'a', 'b') = t", "pg_catalog.replace(ci, 'a', 'b') = t"},
    {"em = 'a'", "em = 'a'::text"},
    {"arr && ARRAY[1]", "arr OPERATOR(pg_catalog.&&) ARRAY[1]"},
    {"i === 3", "i = 3"},
    {"ir <> '[1,5]'", "ir <> '[1,5)'"},
    {"ir <> '[1,5]'", "ir <> '(1,5]'"},
    {"ir <> '(,5]'", "ir <> '[5,)'"},
    {"ir <> 'empty'", "ir <> '[1,1]'"},
    {"ir <> '(,)'", "ir <> 'empty'"},
    {"nr <> '[1,2]'", "nr <> '[1,2)'"},
    {"nr <> '[1,2]'", "nr <> '[1,2.5]'"},
    {"nr <> '[1,1]'", "nr <> '[1,1)'"},
    {"dr <> '[2020-01-01,2020-01-31]'", "dr <> '[2020-01-01,2020-01-31)'"},
    {"dr <> '[2020-02-28,2020-02-28]'", "dr <> '[2020-02-28,2020-03-01)'"},
    {"tr <> '[2020-01-01,2020-01-02]'", "tr <> '[2020-01-01,2020-01-02)'"},
    {"fr <> '[1,2]'", "fr <> '[1,2)'"},
    {"fr = floatrange(1, 2)", "fr = floatrange(1, 2, '[]')"},
    {"im <> '{[1,3]}'", "im <> '{[1,3)}'"},
    {"im <> '{}'", "im <> '{[1,2)}'"},
    {"ip <> '10.0.0.0/8'", "ip <> '10.0.0.0'"},
    {"ip <> '10.0.0.0/8'", "ip <> '10.0.0.0/9'"},
    {"ip <> '10.0.0.0/8'", "ip <> '10.0.0.0/8'::cidr"},
    {"ip <> '::1'", "ip <> '::1/64'"},
    {"ma <> '08:00:2b:01:02:03'", "ma <> '08:00:2b:01:02:04'"},
    {"p ~= '(1,2)'", "p ~= '(2,1)'"},
    {"bx = '((0,0),(1,1))'", "bx = '((0,1),(1,1))'"},
    {"bi = B'0101'", "bi = B'101'"},
    {"vb <> '101'", "vb <> '1010'"},
    {"jb @? '$.a'", "jb @? '$.b'"},
    {"jb @? '$.a'", "jb @? 'strict $.a'"},
    {"jb @? '$.a[*]'", "jb @? '$.a[0]'"},
    {"jb @? '$.a.b'", "jb @? '$.\"a.b\"'"},
    {"rt <> 'int'::regtype", "rt <> 'bigint'::regtype"},
    {"rt <> 'mood'::regtype", "rt <> 'pair'::regtype"},
    {"mo > '1.5'", "mo > '1.50'::numeric::money"},
    {"oi <> '12'", "oi <> '13'"},
    {"h -> 'a' = 'b'", "h -> 'b' = 'b'"},
    {"lt ~ 'a.*'", "lt <@ 'a.*'"},
    {"t % 'x'", "t = 'x'"},
    {"tarr = '{a,b}'", "tarr = '{\"a,b\"}'"},
    {"tarr = '{NULL}'", "tarr = '{\"NULL\"}'"},
    {"arr[1:2] = '{1,2}'", "arr[1:3] = '{1,2}'"},
};

TEST(CanonicalTypes, DifferentExpressionsNeverCompareEqual) {
  for (const auto& [left, right] : different)
    EXPECT_NE(check(left, {"public"}).canonical, check(right, {"public"}).canonical)
        << left << " / " << right;
}

}  // namespace
}  // namespace mimar::sql
