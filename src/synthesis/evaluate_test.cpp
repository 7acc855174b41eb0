#include "synthesis/evaluate.h"

#include "support/server.h"

namespace mimar::synthesis {
namespace {

std::string said(const std::string& expression) {
  Term term = parse_term(expression);
  bind(term, {});
  const Datum value = evaluate(term, {{}, 1767225600});
  if (value.is(Datum::Kind::unknown)) return "unknown";
  if (value.is(Datum::Kind::null)) return "null";
  if (!value.is(Datum::Kind::boolean)) return "not a condition";
  return value.flag ? "true" : "false";
}

// Conditions as CHECKs have them, over constants, so that a server can say the same.
constexpr const char* conditions[] = {
    "1 + 2 * 3 = 7",
    "(1 + 2) * 3 = 9",
    "-7 % 3 = -1",
    "7 / 2 = 3",
    "7.0 / 2 = 3.5",
    "2 ^ 3 = 8",
    "-2 ^ 2 = 4",
    "mod(10, 4) = 2",
    "round(2.345, 2) = 2.35",
    "abs(-3) > 2",
    "0.1 + 0.2 = 0.3",
    "9007199254740993 <> 9007199254740992",
    "5 BETWEEN 1 AND 5",
    "5 NOT BETWEEN 1 AND 4",
    "5 BETWEEN SYMMETRIC 9 AND 1",
    "3 IN (1, 2, 3)",
    "3 NOT IN (1, 2)",
    "NULL IN (1, 2)",
    "3 IN (1, NULL)",
    "3 NOT IN (1, NULL)",
    "3 = ANY (ARRAY[1, 3])",
    "3 <> ALL (ARRAY[1, 2])",
    "'a' = ANY ('{a,b}'::text[])",
    "NULL AND false",
    "NULL OR true",
    "NULL OR false",
    "NOT NULL::boolean",
    "NULL IS NULL",
    "1 IS NOT NULL",
    "(1, NULL) IS NULL",
    "NULL::boolean IS NOT TRUE",
    "NULL IS DISTINCT FROM 1",
    "1 IS NOT DISTINCT FROM 1",
    "coalesce(NULL, 3) = 3",
    "nullif(3, 3) IS NULL",
    "greatest(1, NULL, 3) = 3",
    "least(4, 2) = 2",
    "num_nonnulls(1, NULL, 'x') = 2",
    "num_nulls(1, NULL) = 1",
    "(1 IS NOT NULL)::int + (NULL IS NOT NULL)::int = 1",
    "CASE WHEN 1 > 2 THEN false WHEN 2 > 1 THEN true END",
    "CASE 3 WHEN 3 THEN 'x' END = 'x'",
    "CASE WHEN false THEN true END",
    "'abc' LIKE 'a%'",
    "'abc' LIKE '_b_'",
    "'a%c' LIKE 'a\\%c'",
    "'abc' NOT LIKE '%d%'",
    "'ABC' ILIKE 'abc'",
    "'abc' SIMILAR TO '(a|x)b%'",
    "'abc' ~ '^[a-c]+$'",
    "'ABC' ~* 'b'",
    "'abc' !~ '\\d'",
    "'a-1' ~ '^[[:alpha:]]-[0-9]{1,3}$'",
    "'a@b.co' ~* '^[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,}$'",
    "'aXb' ~ '^(?:a|b)(?!Y).b$'",
    "'foo bar' ~ '\\mbar\\M'",
    "'x' ~ 'a|b|x'",
    "'' ~ '^$'",
    "'a]b' ~ '[]]'",
    "'a.b' ~ '^[^/]+$'",
    "length('abc') = 3",
    "char_length(trim('  a ')) = 1",
    "octet_length('abc') = 3",
    "lower('AbC') = 'abc'",
    "initcap('hello wORLD') = 'Hello World'",
    "left('abcd', 2) = 'ab'",
    "right('abcd', -1) = 'bcd'",
    "substring('abcd' FROM 2 FOR 2) = 'bc'",
    "substr('abcd', 3) = 'cd'",
    "position('c' IN 'abc') = 3",
    "strpos('abc', 'x') = 0",
    "split_part('a/b/c', '/', 2) = 'b'",
    "replace('a-b', '-', '') = 'ab'",
    "trim(BOTH 'x' FROM 'xax') = 'a'",
    "starts_with('abc', 'ab')",
    "'a' || 'b' = 'ab'",
    "reverse('abc') = 'cba'",
    "concat('a', NULL, 'b') = 'ab'",
    "date '2024-02-29' + 1 = date '2024-03-01'",
    "date '2024-03-01' - date '2024-02-01' = 29",
    "date '2024-01-31' + interval '1 month' = timestamp '2024-02-29'",
    "timestamp '2024-01-02 03:04' - timestamp '2024-01-01' < interval '2 days'",
    "'2024-05-05'::date < '2024-05-06'",
    "extract(year FROM date '2024-05-05') = 2024",
    "extract(isodow FROM date '2024-05-05') = 7",
    "extract(dow FROM date '2024-05-06') = 1",
    "extract(quarter FROM date '2024-05-05') = 2",
    "date_trunc('month', timestamp '2024-05-05 1:00') = '2024-05-01'",
    "date_trunc('week', timestamp '2024-05-05') = '2024-04-29'",
    "extract(epoch FROM interval '90 minutes') = 5400",
    "interval '1 month' > interval '29 days'",
    "time '10:30' > time '09:00'",
    "make_date(2024, 2, 29) = '2024-02-29'",
    "(timestamp '2024-05-05 10:00')::date = '2024-05-05'",
    "cardinality(ARRAY[1, 2]) = 2",
    "array_length(ARRAY[]::int[], 1) IS NULL",
    "ARRAY['a', 'b'] @> ARRAY['a']",
    "ARRAY[1, 2] <@ ARRAY[1, 2, 3]",
    "ARRAY[1] && ARRAY[2]",
    "(ARRAY['x', 'y'])[2] = 'y'",
    "array_position(ARRAY['x', 'y'], 'y') = 2",
    "'{}'::text[] = '{}'",
    "jsonb_typeof('[1]'::jsonb) = 'array'",
    "jsonb_typeof('{\"a\": null}'::jsonb -> 'a') = 'null'",
    "('{\"a\": {\"b\": 3}}'::jsonb #>> '{a,b}')::int = 3",
    "'{\"a\": 1}'::jsonb ? 'a'",
    "'{\"a\": 1}'::jsonb ?& ARRAY['a', 'b']",
    "'{\"a\": 1, \"b\": 2}'::jsonb @> '{\"b\": 2}'",
    "'{\"a\": 1}'::jsonb ->> 'z' IS NULL",
    "'{\"a\":1}'::jsonb = '{\"a\": 1}'::jsonb",
    "jsonb_array_length('[1, 2]'::jsonb) = 2",
    "upper(int4range(1, 5)) - lower(int4range(1, 5)) = 4",
    "isempty(int4range(3, 3))",
    "lower_inc(numrange(1, 2, '(]'))",
    "upper_inf(tsrange('2024-01-01', NULL))",
    "int4range(1, 5) @> 3",
    "7 <@ int4range(1, 5)",
    "'abc' < 'abd'",
    "ARRAY['a', 'b'] = ARRAY['a', 'c']",
    "1000000000000000 + 0.25 = 1000000000000000",
    "daterange('2024-01-01', '2024-02-01') @> '2024-02-01'::date",
    "5 & 4 = 4",
    "1 << 3 = 8",
    "(NOT true) = false",
    "true <> false",
    "'t'::boolean",
    "'12' = 12",
    "'5'::int > 4.5",
    "trunc(-2.7) = -2",
    "sign(-3) = -1",
    "ceil(2.1) = 3",
    "div(7, 2) = 3"};

TEST(Evaluate, WhatIsNotKnownIsUnknownAndTheRestStillCounts) {
  EXPECT_EQ(said("my_function(3)"), "unknown");
  EXPECT_EQ(said("my_function(3) AND 1 = 2"), "false");
  EXPECT_EQ(said("my_function(3) OR 1 = 1"), "true");
  EXPECT_EQ(said("'ä' < 'b'"), "unknown");  // by the collation
  EXPECT_EQ(said("3 IN (SELECT 3)"), "unknown");
  EXPECT_EQ(said("1 +"), "unknown");
}

class EvaluateServer : public support::TestServer {};

TEST_F(EvaluateServer, SaysWhatPostgreSQLSays) {
  scratch::Database scratch = create("said");
  for (const char* condition : conditions)
    EXPECT_EQ(
        one(scratch.owner(), std::string("SELECT coalesce((") + condition + ")::text, 'null')"),
        said(condition))
        << condition;
}

}  // namespace
}  // namespace mimar::synthesis
