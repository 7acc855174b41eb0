// The comparison form of what people write against that of what PostgreSQL 15 prints for it. Every
// pair was observed on a server: the left side in CREATE TABLE, the right side from
// pg_get_constraintdef() and pg_get_expr() with an empty search path.

#include "sql/canonical.h"

#include "support/comparison_form.h"

namespace mimar::sql {
namespace {

const support::Forms& forms() {
  static const support::Forms over(R"(
CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN email AS text; CREATE DOMAIN pos AS integer;
CREATE FUNCTION f1(x int) RETURNS int LANGUAGE sql AS 'select x';
CREATE FUNCTION f2(x text, y int DEFAULT 1) RETURNS text LANGUAGE sql AS 'select x';
CREATE TABLE a (id int PRIMARY KEY, v varchar(10), c char(3), t text, i int, b bigint, n numeric(10,2), f float8, f2 real, d date, d2 date,
  ts timestamp, tz timestamptz, tm time, iv interval, m mood, em email, p pos, j json, jb jsonb, arr text[], arr3 int[], arr4 varchar(5)[],
  u uuid, bo boolean, by bytea, x bit(3), inet inet, sm smallint, ex16 tstzrange, ex18 char, ex19 "char");
)");
  return over;
}

model::Expression check(const std::string& sql, const std::vector<std::string>& search_path) {
  return forms().check(sql, search_path);
}

model::Expression column_default(const std::string& type, const std::string& sql) {
  const std::string script =
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN short AS varchar(3); CREATE TABLE a "
      "(c " +
      type + " DEFAULT (" + sql + "))";
  const auto reading = read::sql_files::read({{"t.sql", script}});
  if (!reading) {
    ADD_FAILURE() << script << ": " << reading.error().message;
    return {};
  }
  const model::Objects& copy = reading->database.objects();
  return copy.tables[0].columns[0].default_value.value_or(model::Expression());
}

using support::Pair;

const Pair checks[] = {
    {"arr3[1] > 0", "(arr3[1] > 0)"},
    {"3 = ANY (arr3)", "(3 = ANY (arr3))"},
    {"arr4 <@ ARRAY['a', 'b']::character varying[]",
     "(arr4 <@ ARRAY['a'::character varying, 'b'::character varying])"},
    {"array_length(arr, 1) > 0", "(array_length(arr, 1) > 0)"},
    {"cardinality(arr) < 3", "(cardinality(arr) < 3)"},
    {"'a' = ANY (arr)", "('a'::text = ANY (arr))"},
    {"arr @> ARRAY['a']", "(arr @> ARRAY['a'::text])"},
    {"arr && '{a,b}'", "(arr && '{a,b}'::text[])"},
    {"arr <> '{}'", "(arr <> '{}'::text[])"},
    {"arr[1] = 'a'", "(arr[1] = 'a'::text)"},
    {"ARRAY['a', 'b'] @> arr", "(ARRAY['a'::text, 'b'::text] @> arr)"},
    {"array_position(arr, 'x') IS NULL", "(array_position(arr, 'x'::text) IS NULL)"},
    {"b IN (1, 2)", "(b = ANY (ARRAY[(1)::bigint, (2)::bigint]))"},
    {"NOT bo", "(NOT bo)"},
    {"bo IS TRUE", "(bo IS TRUE)"},
    {"bo IS NOT FALSE", "(bo IS NOT FALSE)"},
    {"bo = true", "(bo = true)"},
    {"bo = 't'", "(bo = true)"},
    {"CASE WHEN bo THEN 1 ELSE 2.5 END > 1",
     "( CASE WHEN bo THEN (1)::numeric ELSE 2.5 END > (1)::numeric)"},
    {"bo::integer = 1", "((bo)::integer = 1)"},
    {"by <> ''", "(by <> '\\x'::bytea)"},
    {"length(by) = 3", "(length(by) = 3)"},
    {"c = 'ab'", "(c = 'ab'::bpchar)"},
    {"c || 'x' = 'y'", "(((c)::text || 'x'::text) = 'y'::text)"},
    {"i IN (b, 1, 2)", "((i = ANY (ARRAY[1, 2])) OR (i = b))"},
    {"i > 0 AND i < 10 AND b > 5", "((i > 0) AND (i < 10) AND (b > 5))"},
    {"LEAST(n, i, 0.5) > 0", "(LEAST(n, (i)::numeric, 0.5) > (0)::numeric)"},
    {"ts < tz", "(ts < tz)"},
    {"d < ts", "(d < ts)"},
    {"d + 7 > d2", "((d + 7) > d2)"},
    {"d2 - d < 10", "((d2 - d) < 10)"},
    {"ts - '1 day'::interval > d", "((ts - '1 day'::interval) > d)"},
    {"tz AT TIME ZONE 'UTC' > ts", "((tz AT TIME ZONE 'UTC'::text) > ts)"},
    {"n * 2 > i", "((n * (2)::numeric) > (i)::numeric)"},
    {"b + i > 3", "((b + i) > 3)"},
    {"i::text = v", "((i)::text = (v)::text)"},
    {"i > 0 AND (i < 10 AND b > 5)", "((i > 0) AND ((i < 10) AND (b > 5)))"},
    {"bo OR i IS NULL", "(bo OR (i IS NULL))"},
    {"(i IS NULL) = (b IS NULL)", "((i IS NULL) = (b IS NULL))"},
    {"num_nonnulls(i, b) = 1", "(num_nonnulls(i, b) = 1)"},
    {"i IS DISTINCT FROM b", "(i IS DISTINCT FROM b)"},
    {"CASE WHEN i > 0 THEN v = 'a' ELSE false END",
     "CASE WHEN (i > 0) THEN ((v)::text = 'a'::text) ELSE false END"},
    {"CASE WHEN bo THEN 'a' ELSE v END = 'b'",
     "(( CASE WHEN bo THEN 'a'::character varying ELSE v END)::text = 'b'::text)"},
    {"CASE WHEN bo THEN NULL ELSE 'x' END = t",
     "( CASE WHEN bo THEN NULL::text ELSE 'x'::text END = t)"},
    {"(i, b) = (1, 2)", "((i = 1) AND (b = 2))"},
    {"(i, b) < (1, 2)", "(ROW(i, b) < ROW(1, 2))"},
    {"ROW(i, b) IS NOT NULL", "(ROW(i, b) IS NOT NULL)"},
    {"i BETWEEN 1 AND 2 AND b > 0", "(((i >= 1) AND (i <= 2)) AND (b > 0))"},
    {"f2('a', i) = v", "(public.f2('a'::text, i) = (v)::text)"},
    {"p + 1 > i", "(((p)::integer + 1) > i)"},
    {"u::text <> v", "((u)::text <> (v)::text)"},
    {"md5(v) = t", "(md5((v)::text) = t)"},
    {"concat(v, '-', t) <> ''", "(concat(v, '-', t) <> ''::text)"},
    {"t::character varying(3) = v", "(((t)::character varying(3))::text = (v)::text)"},
    {"i IN (1, 2) AND v IN ('a', 'b')",
     "((i = ANY (ARRAY[1, 2])) AND ((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character "
     "varying])::text[])))"},
    {"\"overlaps\"(d, d2, d, d2)",
     "\"overlaps\"((d)::timestamp with time zone, (d2)::timestamp with time zone, (d)::timestamp "
     "with time zone, (d2)::timestamp with time zone)"},
    {"pg_catalog.\"overlaps\"(d, d2, d, d2)", "((d, d2) OVERLAPS (d, d2))"},
    {"d::timestamp without time zone > ts", "((d)::timestamp without time zone > ts)"},
    {"i > 0 OR b > 0 AND NOT n > 0", "((i > 0) OR ((b > 0) AND (NOT (n > (0)::numeric))))"},
    {"ts::date = d", "((ts)::date = d)"},
    {"to_timestamp(i) > tz", "(to_timestamp((i)::double precision) > tz)"},
    {"c <> t", "((c)::text <> t)"},
    {"v || t <> 'ab'", "(((v)::text || t) <> 'ab'::text)"},
    {"v = t", "((v)::text = t)"},
    {"COALESCE(v, t) <> ''", "((COALESCE(v, (t)::character varying))::text <> ''::text)"},
    {"GREATEST(i, b) > 0", "(GREATEST((i)::bigint, b) > 0)"},
    {"d > '2000-01-01'", "(d > '2000-01-01'::date)"},
    {"d > '2000-01-01'::date", "(d > '2000-01-01'::date)"},
    {"EXTRACT(year FROM d) > 2000", "(EXTRACT(year FROM d) > (2000)::numeric)"},
    {"to_char(d, 'YYYY') = '2020'",
     "(to_char((d)::timestamp with time zone, 'YYYY'::text) = '2020'::text)"},
    {"d IN ('2020-01-01', '2020-01-02')",
     "(d = ANY (ARRAY['2020-01-01'::date, '2020-01-02'::date]))"},
    {"em <> ''", "((em)::text <> ''::text)"},
    {"em = 'a'", "((em)::text = 'a'::text)"},
    {"em LIKE '%x'", "((em)::text ~~ '%x'::text)"},
    {"lower(em) = em", "(lower((em)::text) = (em)::text)"},
    {"ex16 @> now()", "(ex16 @> now())"},
    {"upper(ex16) > now()", "(upper(ex16) > now())"},
    {"ex18 IN ('a', 'b')", "(ex18 = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))"},
    {"ex19 = 'a'", "(ex19 = 'a'::\"char\")"},
    {"ex19 IN ('a', 'b')", "(ex19 = ANY (ARRAY['a'::\"char\", 'b'::\"char\"]))"},
    {"f2 > 0.5", "(f2 > (0.5)::double precision)"},
    {"f2 > 1", "(f2 > (1)::double precision)"},
    {"f > 1", "(f > (1)::double precision)"},
    {"f > 0.5", "(f > (0.5)::double precision)"},
    {"power(f, 2) > 1", "(power(f, (2)::double precision) > (1)::double precision)"},
    {"sqrt(f) > 0", "(sqrt(f) > (0)::double precision)"},
    {"f > -1.5", "(f > ('-1.5'::numeric)::double precision)"},
    {"width_bucket(f, 0, 1, 3) > 1",
     "(width_bucket(f, (0)::double precision, (1)::double precision, 3) > 1)"},
    {"i > 0", "(i > 0)"},
    {"i IN (1, 2, 3)", "(i = ANY (ARRAY[1, 2, 3]))"},
    {"i::text <> ''", "((i)::text <> ''::text)"},
    {"abs(i) > 0", "(abs(i) > 0)"},
    {"mod(i, 2) = 0", "(mod(i, 2) = 0)"},
    {"i # 3 > 0", "((i # 3) > 0)"},
    {"i & 1 = 1", "((i & 1) = 1)"},
    {"i << 1 > 0", "((i << 1) > 0)"},
    {"@ i > 0", "((@ i) > 0)"},
    {"- i < 0", "((- i) < 0)"},
    {"i ^ 2 > 1", "(((i)::double precision ^ (2)::double precision) > (1)::double precision)"},
    {"i IS NOT DISTINCT FROM 3", "(NOT (i IS DISTINCT FROM 3))"},
    {"i IN (1)", "(i = 1)"},
    {"i = ANY ('{1,2}')", "(i = ANY ('{1,2}'::integer[]))"},
    {"i = ANY (ARRAY[1, 2])", "(i = ANY (ARRAY[1, 2]))"},
    {"i <> ALL (ARRAY[1, 2])", "(i <> ALL (ARRAY[1, 2]))"},
    {"f1(i) > 0", "(public.f1(i) > 0)"},
    {"i::bool", "(i)::boolean"},
    {"i BETWEEN 1 AND 10", "((i >= 1) AND (i <= 10))"},
    {"i NOT BETWEEN 1 AND 10", "((i < 1) OR (i > 10))"},
    {"i BETWEEN SYMMETRIC 10 AND 1", "(((i >= 10) AND (i <= 1)) OR ((i >= 1) AND (i <= 10)))"},
    {"i / 2 > 0", "((i / 2) > 0)"},
    {"i % 2 = 0", "((i % 2) = 0)"},
    {"i * 1.5 > 2", "(((i)::numeric * 1.5) > (2)::numeric)"},
    {"i::numeric / 3 > 1", "(((i)::numeric / (3)::numeric) > (1)::numeric)"},
    {"inet << '10.0.0.0/8'", "(inet << '10.0.0.0/8'::inet)"},
    {"iv > '1 hour'", "(iv > '01:00:00'::interval)"},
    {"justify_hours(iv) > '1 day'", "(justify_hours(iv) > '1 day'::interval)"},
    {"iv * 2 > '1 day'", "((iv * (2)::double precision) > '1 day'::interval)"},
    {"j ->> 'a' <> ''", "((j ->> 'a'::text) <> ''::text)"},
    {"jb ? 'a'", "(jb ? 'a'::text)"},
    {"jb -> 'a' IS NOT NULL", "((jb -> 'a'::text) IS NOT NULL)"},
    {"jb ->> 'a' = 'x'", "((jb ->> 'a'::text) = 'x'::text)"},
    {"(jb ->> 'n')::integer > 0", "(((jb ->> 'n'::text))::integer > 0)"},
    {"jb @> '{\"a\": 1}'", "(jb @> '{\"a\": 1}'::jsonb)"},
    {"jsonb_typeof(jb) = 'object'", "(jsonb_typeof(jb) = 'object'::text)"},
    {"jb #>> '{a,b}' = 'x'", "((jb #>> '{a,b}'::text[]) = 'x'::text)"},
    {"jb['a'] IS NOT NULL", "(jb['a'::text] IS NOT NULL)"},
    {"jsonb_array_length(jb -> 'x') > 0", "(jsonb_array_length((jb -> 'x'::text)) > 0)"},
    {"m IN ('sad', 'ok')", "(m = ANY (ARRAY['sad'::public.mood, 'ok'::public.mood]))"},
    {"m = 'ok' OR m <> 'sad'", "((m = 'ok'::public.mood) OR (m <> 'sad'::public.mood))"},
    {"m = ANY (ARRAY['sad', 'ok']::mood[])",
     "(m = ANY (ARRAY['sad'::public.mood, 'ok'::public.mood]))"},
    {"n > 0", "(n > (0)::numeric)"},
    {"n > '0'", "(n > '0'::numeric)"},
    {"n > 0.5", "(n > 0.5)"},
    {"n IN (1, 2.5)", "(n = ANY (ARRAY[(1)::numeric, 2.5]))"},
    {"round(n) = n", "(round(n) = n)"},
    {"n > -1", "(n > ('-1'::integer)::numeric)"},
    {"n::numeric(5, 1) > 1", "((n)::numeric(5,1) > (1)::numeric)"},
    {"n::integer > 0", "((n)::integer > 0)"},
    {"p > 1", "((p)::integer > 1)"},
    {"sm IN (1, 2)", "(sm = ANY (ARRAY[1, 2]))"},
    {"sm + 1 > 3", "((sm + 1) > 3)"},
    {"t IN ('a', 'b', 'c')", "(t = ANY (ARRAY['a'::text, 'b'::text, 'c'::text]))"},
    {"t ILIKE '%x'", "(t ~~* '%x'::text)"},
    {"t !~* 'x'", "(t !~* 'x'::text)"},
    {"length(t) <= 5", "(length(t) <= 5)"},
    {"POSITION('@' IN t) > 0", "(POSITION(('@'::text) IN (t)) > 0)"},
    {"\"substring\"(t, 2) <> 'b'", "(\"substring\"(t, 2) <> 'b'::text)"},
    {"OVERLAY(t PLACING 'x' FROM 1) <> ''", "(OVERLAY(t PLACING 'x'::text FROM 1) <> ''::text)"},
    {"octet_length(t) < 9", "(octet_length(t) < 9)"},
    {"\"right\"(t, 2) = 'x'", "(\"right\"(t, 2) = 'x'::text)"},
    {"tm > '08:00'", "(tm > '08:00:00'::time without time zone)"},
    {"ts > '2000-01-01'", "(ts > '2000-01-01 00:00:00'::timestamp without time zone)"},
    {"date_part('month', ts) < 13", "(date_part('month'::text, ts) < (13)::double precision)"},
    {"date_trunc('day', ts) = ts", "(date_trunc('day'::text, ts) = ts)"},
    {"age(ts, ts) > '0'", "(age(ts, ts) > '00:00:00'::interval)"},
    {"ts BETWEEN '2020-01-01' AND '2021-01-01'",
     "((ts >= '2020-01-01 00:00:00'::timestamp without time zone) AND (ts <= '2021-01-01 "
     "00:00:00'::timestamp without time zone))"},
    {"tz > '2000-01-01 00:00:00+00'", "(tz > '2000-01-01 00:00:00+00'::timestamp with time zone)"},
    {"tz > now() - '1 day'::interval", "(tz > (now() - '1 day'::interval))"},
    {"u <> '00000000-0000-0000-0000-000000000000'",
     "(u <> '00000000-0000-0000-0000-000000000000'::uuid)"},
    {"v = 'x'", "((v)::text = 'x'::text)"},
    {"v IN ('a', 'b')",
     "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"},
    {"btrim(v) <> ''", "(btrim((v)::text) <> ''::text)"},
    {"lower(v) = v", "(lower((v)::text) = (v)::text)"},
    {"SUBSTRING(v FROM 1 FOR 1) = 'a'", "(SUBSTRING(v FROM 1 FOR 1) = 'a'::text)"},
    {"TRIM(LEADING 'x' FROM v) <> 'y'", "(TRIM(LEADING 'x'::text FROM v) <> 'y'::text)"},
    {"COALESCE(v, 'z') <> ''", "((COALESCE(v, 'z'::character varying))::text <> ''::text)"},
    {"NULLIF(v, '') IS NOT NULL", "(NULLIF((v)::text, ''::text) IS NOT NULL)"},
    {"v IS DISTINCT FROM 'x'", "((v)::text IS DISTINCT FROM 'x'::text)"},
    {"v IS DISTINCT FROM NULL", "(v IS NOT NULL)"},
    {"CASE v WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 3 END > 1",
     "( CASE v WHEN 'a'::text THEN 1 WHEN 'b'::text THEN 2 ELSE 3 END > 1)"},
    {"v = ANY (ARRAY['a', 'b'])", "((v)::text = ANY (ARRAY['a'::text, 'b'::text]))"},
    {"v NOT IN ('a', 'b')",
     "((v)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"},
    {"v = ANY (ARRAY['a', 'b']::text[])", "((v)::text = ANY (ARRAY['a'::text, 'b'::text]))"},
    {"v = ANY ('{a,b}'::character varying[])",
     "((v)::text = ANY (('{a,b}'::character varying[])::text[]))"},
    {"f2(v) = 'x'", "(public.f2((v)::text) = 'x'::text)"},
    {"v COLLATE \"C\" > 'a'", "(((v)::text COLLATE \"C\") > 'a'::text)"},
    {"v > 'a' COLLATE \"C\"", "((v)::text > ('a'::text COLLATE \"C\"))"},
    {"starts_with(v, 'x')", "starts_with((v)::text, 'x'::text)"},
    {"v ^@ 'x'", "((v)::text ^@ 'x'::text)"},
    {"regexp_replace(v, 'a', 'b') = v",
     "(regexp_replace((v)::text, 'a'::text, 'b'::text) = (v)::text)"},
    {"split_part(v, ',', 1) = 'x'", "(split_part((v)::text, ','::text, 1) = 'x'::text)"},
    {"\"left\"(v, 1) = 'x'", "(\"left\"((v)::text, 1) = 'x'::text)"},
    {"v LIKE 'a%'", "((v)::text ~~ 'a%'::text)"},
    {"lpad(v, 3, '0') = v", "(lpad((v)::text, 3, '0'::text) = (v)::text)"},
    {"replace(v, 'a', 'b') <> ''", "(replace((v)::text, 'a'::text, 'b'::text) <> ''::text)"},
    {"format('%s', v) <> ''", "(format('%s'::text, v) <> ''::text)"},
    {"strpos(v, 'a') > 0", "(strpos((v)::text, 'a'::text) > 0)"},
    {"ascii(v) > 3", "(ascii((v)::text) > 3)"},
    {"v::date > '2020-01-01'::date", "((v)::date > '2020-01-01'::date)"},
    {"v::text IS NOT NULL", "((v)::text IS NOT NULL)"},
    {"v::text = ANY (ARRAY['q'::character varying, 'r'::character varying]::text[])",
     "((v)::text = ANY (ARRAY[('q'::character varying)::text, ('r'::character varying)::text]))"},
    {"v NOT LIKE 'a%'", "((v)::text !~~ 'a%'::text)"},
    {"v SIMILAR TO 'a|b'", "((v)::text ~ similar_to_escape('a|b'::text))"},
    {"v ~ '^[a-z]+$'", "((v)::text ~ '^[a-z]+$'::text)"},
    {"v LIKE E'a\\\\%' ESCAPE E'\\\\'", "((v)::text ~~ like_escape('a\\%'::text, '\\'::text))"},
    {"char_length(v) > 3", "(char_length((v)::text) > 3)"},
    {"length(TRIM(BOTH FROM v)) > 0", "(length(TRIM(BOTH FROM v)) > 0)"},
    {"x = b'101'", "(x = '101'::\"bit\")"},
};

TEST(Canonical, WhatIsWrittenEqualsWhatTheServerPrints) {
  for (const auto& [written, printed] : checks) {
    const model::Expression left = check(written, {"public"}), right = check(printed, {});
    EXPECT_EQ(left.canonical, right.canonical) << written;
    EXPECT_TRUE(left.resolved) << written;
    EXPECT_TRUE(right.resolved) << printed;
  }
}

TEST(Canonical, IsItsOwnComparisonForm) {
  for (const auto& [written, printed] : checks) {
    const std::string once = check(written, {"public"}).canonical;
    EXPECT_EQ(check(once, {}).canonical, once) << written;
  }
}

struct Default {
  const char *type, *written, *printed;
};

const Default defaults[] = {
    {"character varying(10)", "'x'", "'x'::character varying"},
    {"character(3)", "'ab'", "'ab'::bpchar"},
    {"integer", "'0'", "0"},
    {"numeric", "'1.5e3'", "'1500'::numeric"},
    {"real", "'1.10'", "'1.1'::real"},
    {"date", "'2020-01-02'", "'2020-01-02'::date"},
    {"timestamp with time zone", "'2020-01-01 10:00:00+02'",
     "'2020-01-01 08:00:00+00'::timestamp with time zone"},
    {"time without time zone", "'10:00'", "'10:00:00'::time without time zone"},
    {"interval", "'1 day'", "'1 day'::interval"},
    {"interval", "'1 year 2 months 3 days 04:05:06.7'",
     "'1 year 2 mons 3 days 04:05:06.7'::interval"},
    {"interval", "'90'::interval minute", "'01:30:00'::interval"},
    {"public.mood", "'ok'", "'ok'::public.mood"},
    {"json", "'{\"b\":1,  \"a\":2}'", "'{\"b\":1,  \"a\":2}'::json"},
    {"jsonb", "'{\"b\":1,  \"a\":[1,2 , {\"x\":null}]}'",
     "'{\"a\": [1, 2, {\"x\": null}], \"b\": 1}'::jsonb"},
    {"text[]", "'{}'", "'{}'::text[]"},
    {"integer[]", "'{1,2}'", "'{1,2}'::integer[]"},
    {"character varying(5)[]", "ARRAY['a', 'b']", "ARRAY['a'::text, 'b'::text]"},
    {"uuid", "'A0EEBC999C0B4EF8BB6D6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid"},
    {"boolean", "'t'", "true"},
    {"boolean", "'f'::bool", "false"},
    {"bytea", "E'\\\\x00FF'", "'\\x00ff'::bytea"},
    {"bit(3)", "b'101'", "'101'::\"bit\""},
    {"inet", "'10.0.0.1'", "'10.0.0.1'::inet"},
    {"numeric(5,2)", "-1.5", "'-1.5'::numeric"},
    {"integer", "-5", "'-5'::integer"},
    {"integer", "-5", "'-5'::integer"},
    {"integer", "- 5::integer", "(- 5)"},
    {"bigint", "3000000000", "'3000000000'::bigint"},
    {"smallint", "'3'", "'3'::smallint"},
    {"timestamp with time zone", "timezone('utc', now())", "timezone('utc'::text, now())"},
    {"timestamp without time zone", "now() AT TIME ZONE 'utc'", "(now() AT TIME ZONE 'utc'::text)"},
    {"text", "upper('x') || 'y'", "(upper('x'::text) || 'y'::text)"},
    {"date", "now()::date + 7", "((now())::date + 7)"},
    {"timestamp with time zone", "CURRENT_TIMESTAMP + '1 hour'::interval",
     "(CURRENT_TIMESTAMP + '01:00:00'::interval)"},
    {"integer", "length('abc')", "length('abc'::text)"},
    {"text", "md5(random()::text)", "md5((random())::text)"},
    {"bigint", "(EXTRACT(epoch FROM now()) * 1000)::bigint",
     "((EXTRACT(epoch FROM now()) * (1000)::numeric))::bigint"},
    {"integer", "floor(random() * 10)", "floor((random() * (10)::double precision))"},
    {"tstzrange", "tstzrange(now(), NULL)", "tstzrange(now(), NULL::timestamp with time zone)"},
    {"text", "to_char(now(), 'YYYY')", "to_char(now(), 'YYYY'::text)"},
    {"character(1)", "'a'", "'a'::bpchar"},
    {"\"char\"", "'a'", "'a'::\"char\""},
    {"character varying", "\"left\"('abc', 2)", "\"left\"('abc'::text, 2)"},
    {"text", "COALESCE(NULL, 'a')", "COALESCE(NULL::text, 'a'::text)"},
    {"text", "encode(gen_random_uuid()::text::bytea, 'hex')",
     "encode(((gen_random_uuid())::text)::bytea, 'hex'::text)"},
};

TEST(Canonical, DefaultsAreConvertedToTheirColumn) {
  for (const auto& [type, written, printed] : defaults) {
    const model::Expression left = column_default(type, written),
                            right = column_default(type, printed);
    EXPECT_EQ(left.canonical, right.canonical) << type << " DEFAULT " << written;
    EXPECT_TRUE(left.resolved) << type << " DEFAULT " << written;
  }
}

TEST(Canonical, DefaultNullLeavesNoTraceUnlessTheColumnHasALength) {
  EXPECT_EQ(column_default("text", "NULL").sql, "");
  EXPECT_EQ(column_default("timestamp", "NULL").sql, "");
  EXPECT_NE(column_default("varchar(3)", "NULL").sql, "");
}

TEST(Canonical, ALengthThatIsImpliedIsNotOneThatIsWritten) {
  const auto form = [](const char* type, const char* value) {
    return column_default(type, value).canonical;
  };
  EXPECT_NE(form("varchar(3)", "'abcdef'"), form("varchar(3)", "'abcdef'::varchar(3)"));
  EXPECT_NE(form("varchar", "'abcdef'"), form("varchar", "'abcdef'::varchar(3)"));
  EXPECT_NE(form("public.short", "'abcdef'"), form("public.short", "'abcdef'::public.short"));
  EXPECT_NE(form("public.short", "'abcdef'::text"), form("public.short", "'abcdef'::public.short"));
  const std::string name(63, 'x');
  EXPECT_EQ(form("text", ("'" + name + "xyz'::name").c_str()),
            form("text", ("'" + name + "'::name").c_str()));
}

// Stored differently by the server: never equal.
const Pair different[] = {
    {"n > 0", "n > '0'"},
    {"n > 0", "n > 0.0"},
    {"i > 1", "i >= 1"},
    {"i > 1", "i > 2"},
    {"i > 1", "b > 1"},
    {"v = 'a'", "v = 'A'"},
    {"v = 'a'", "v = 'a '"},
    {"v LIKE 'a%'", "v ILIKE 'a%'"},
    {"v LIKE 'a%'", "v ~ 'a%'"},
    {"i IN (1, 2)", "i IN (2, 1)"},
    {"i IN (1, 2)", "i NOT IN (1, 2)"},
    {"i IN (1, 2)", "i = 1 OR i = 2"},
    {"d > current_date", "d > now()"},
    {"tz > now()", "tz > clock_timestamp()"},
    {"tz > now()", "tz > current_timestamp"},
    {"i > 0 AND b > 0 OR n > 0", "i > 0 AND (b > 0 OR n > 0)"},
    {"NOT (i > 0)", "i <= 0"},
    {"i = b", "b = i"},
    {"i - (b - n) > 0", "i - b - n > 0"},
    {"bo", "bo IS TRUE"},
    {"bo", "bo = true"},
    {"i IS DISTINCT FROM 1", "i <> 1"},
    {"arr = '{}'", "arr = ARRAY[]::text[]"},
    {"jb @> '{\"a\": 1}'", "jb @> '{\"a\": 1.0}'"},
    {"j ->> 'a' = 'x'", "jb ->> 'a' = 'x'"},
    {"iv > '1 month'", "iv > '30 days'"},
    {"iv > '1 day'", "iv > '24 hours'"},
    {"extract(year FROM d) > 1", "date_part('year', d) > 1"},
    {"v::varchar(3) = 'a'", "v::varchar(4) = 'a'"},
    {"coalesce(v, t) = 'a'", "coalesce(t, v) = 'a'"},
    {"i BETWEEN 1 AND 3", "i BETWEEN SYMMETRIC 1 AND 3"},
    {"upper(v) = 'A'", "lower(v) = 'A'"},
    {"v COLLATE \"C\" > 'a'", "v > 'a'"},
    {"tz > '2020-01-01 00:00:00+00'", "tz > '2020-01-01 00:00:00+01'"},
    {"c = 'ab '", "c = 'ab'"},
    {"ex18 IN ('a ', 'b')", "ex18 IN ('a', 'b')"},
    {"c = 'ab'", "c = 'ab'::text"},
    {"i OPERATOR(other.=) b", "i = b"},
    {"i OPERATOR(other.+) 1 > 0", "i + 1 > 0"},
    {"OPERATOR(other.-) i > 0", "-i > 0"},
    {"i OPERATOR(other.=) ANY (arr3)", "i = ANY (arr3)"},
    {"(i, b) OPERATOR(other.=) (1, 2)", "(i, b) = (1, 2)"},
    {"t OPERATOR(other.~~) 'a%'", "t LIKE 'a%'"},
    {"t LIKE 'a%' ESCAPE '!'", "t LIKE 'a%'"},
    {"n::numeric(10,1) > 1", "n > 1"},
    {"i / 2 > 1", "i / 2.0 > 1"},
    {"ts = '2020-01-01'::timestamptz", "ts = '2020-01-01'"},
    {"d::text = '2020-01-01'", "d = '2020-01-01'"},
    {"iv = interval '1 day 2 hours' day", "iv = interval '1 day 2 hours'"},
    {"f2(t, 1) = ''", "other.f2(t, 1) = ''"},
    {"lower(t) = 'a'", "other.lower(t) = 'a'"},
    {"t COLLATE \"C\" > 'a'", "t COLLATE other.\"C\" > 'a'"},
    {"arr = '{a,NULL}'", "arr = '{a,\"NULL\"}'"},
};

TEST(Canonical, WhatIsStoredDifferentlyNeverComparesEqual) {
  for (const auto& [left, right] : different)
    EXPECT_NE(check(left, {"public"}).canonical, check(right, {"public"}).canonical)
        << left << " / " << right;
}

TEST(Canonical, WhatOnlyAServerKnowsIsNotResolved) {
  for (const char* sql : {"unknown_function(v) = 'x'", "no_such_column > 1",
                          "v = 'x'::no_such_type", "tz > 'tomorrow'", "not an expression"})
    EXPECT_FALSE(check(sql, {"public"}).resolved) << sql;
}

TEST(Canonical, ReferencesAreWhatTheExpressionNeeds) {
  using Kind = model::Reference::Kind;
  const model::Expression found =
      check("f1(i) > 0 AND m = 'ok' AND nextval('counters.s') > 0", {"public"});
  const std::vector<model::Reference> expected = {{Kind::relation, {"public", "a"}, "i"},
                                                  {Kind::relation, {"public", "a"}, "m"},
                                                  {Kind::function, {"public", "f1"}, ""},
                                                  {Kind::type, {"public", "mood"}, ""},
                                                  {Kind::sequence, {"counters", "s"}, ""}};
  EXPECT_EQ(found.references, expected);
}

}  // namespace
}  // namespace mimar::sql
