#include "support/generate_queries.h"

#include <fmt/core.h>

namespace mimar::support {

std::string schema_of_queries() {
  return R"(
    CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (x int, y text);
    CREATE DOMAIN whole AS int; CREATE DOMAIN word AS varchar(4);
    CREATE TABLE t (i int, s smallint, b bigint, n numeric, n2 numeric(6,2), f float8, r real, w whole,
      x text, v varchar(5), c char(3), nm name, wd word, bo bool, d date, ts timestamp, ts3 timestamp(3),
      tz timestamptz, iv interval, iv3 interval(3), ia int[], sa smallint[], xa text[], va varchar(3)[],
      jb jsonb, m mood, p pair, ir int4range);
    CREATE TABLE u (i int, x text, z bigint);
    CREATE FUNCTION rows_of(int) RETURNS SETOF int LANGUAGE sql AS 'select $1';
    CREATE FUNCTION pairs_of(int) RETURNS TABLE (q int, r text) LANGUAGE sql AS 'select $1, null::text';
  )";
}

std::string Queries::number(int depth) {
  static const Choices columns = {"i", "s", "b", "n", "n2", "f", "r", "w"};
  static const Choices constants = {
      "1",           "'1'",         "1.0",       "1.50",         "'1.5'",
      "-1",          "(-1)",        "NULL",      "2147483648",   "-2147483648",
      "'1'::int",    "int '1'",     "1::bigint", "1::int8",      "'-2147483648'::int",
      "1e2",         "100",         "1::whole",  "'1'::whole",   "'1'::numeric(6,2)",
      "-2147483649", "1.5::real",   "'1e0'",     "NULL::bigint", "1.5::numeric(6,2)",
      "'100'::int",  "'1'::float8", "0",         "2147483647",   "CAST(1.5 AS numeric(6,1))"};
  static const Choices types = {"int",          "bigint", "smallint", "numeric",
                                "numeric(6,2)", "float8", "real",     "whole"};
  if (depth <= 0) return pick(random_.chance(50) ? columns : constants);
  const auto inner = [&] { return number(depth - 1); };
  switch (random_.below(14)) {
    case 0:
    case 1:
    case 2: return fmt::format("({} {} {})", inner(), pick({"+", "-", "*", "/"}), inner());
    case 3: return fmt::format("{} {} i {} {}", pick(columns), pick({"+", "*"}), "-", inner());
    case 4: return fmt::format("({})::{}", inner(), pick(types));
    case 5: return fmt::format("CAST({} AS {})", inner(), pick(types));
    case 6: return fmt::format("coalesce({}, {})", inner(), inner());
    case 7:
      return fmt::format("{}({}, {})", pick({"greatest", "nullif", "power"}), inner(), inner());
    case 8:
      return fmt::format("CASE WHEN {} THEN {} ELSE {} END", condition(depth - 1), inner(),
                         inner());
    case 9: return fmt::format("CASE {} WHEN {} THEN {} END", inner(), inner(), inner());
    case 10: return fmt::format("length({})", string(depth - 1));
    case 11: return pick({"ia[1]", "ia[i]", "(p).x", "(t).i", "t.i", "(ROW(1, 'a')::pair).x"});
    case 12: return fmt::format("{}({})", pick({"abs", "round", "- "}), pick(columns));
    default: return fmt::format("(SELECT max({}) FROM u)", pick({"u.i", "z", "u.i::bigint"}));
  }
}

std::string Queries::string(int depth) {
  static const Choices columns = {"x", "v", "c", "nm", "wd"};
  static const Choices constants = {"'a'",
                                    "'a '",
                                    "'abc'::varchar",
                                    "'abc'::varchar(2)",
                                    "varchar(2) 'abc'",
                                    "'ab'::char(2)",
                                    "char(2) 'abc'",
                                    "'a'::bpchar",
                                    "'a'::text",
                                    "text 'a'",
                                    "NULL",
                                    "NULL::text",
                                    "'1'",
                                    "E'a'",
                                    "character 'abc'",
                                    "'abc'::char",
                                    "'a'::name",
                                    "'a'::word",
                                    "'abcdef'::word",
                                    "CAST('a' AS text)",
                                    "('a' COLLATE \"C\")",
                                    "'ok'"};
  static const Choices types = {"text",    "varchar", "varchar(2)", "bpchar",
                                "char(2)", "char",    "name",       "word"};
  if (depth <= 0) return pick(random_.chance(50) ? columns : constants);
  const auto inner = [&] { return string(depth - 1); };
  switch (random_.below(9)) {
    case 0: return fmt::format("({} || {})", inner(), inner());
    case 1: return fmt::format("({} || {})", inner(), number(depth - 1));
    case 2: return fmt::format("({})::{}", inner(), pick(types));
    case 3: return fmt::format("({})::{}", number(depth - 1), pick(types));
    case 4: return fmt::format("coalesce({}, {})", inner(), inner());
    case 5: return fmt::format("{}({})", pick({"upper", "md5", "btrim", "initcap"}), inner());
    case 6: return fmt::format("{} COLLATE \"C\"", inner());
    case 7:
      return pick({"jb ->> 'a'", "jb ->> 1", "(p).y", "m::text", "xa[1]", "to_char(ts, 'YYYY')"});
    default:
      return fmt::format("CASE WHEN {} THEN {} ELSE {} END", condition(depth - 1), inner(),
                         inner());
  }
}

std::string Queries::moment(int depth) {
  static const Choices columns = {"d", "ts", "ts3", "tz"};
  static const Choices constants = {"'2020-01-01'",
                                    "date '2020-01-01'",
                                    "'2020-01-01'::timestamp",
                                    "'2020-01-01 00:00'",
                                    "timestamp '2020-01-01 00:00:00.1234567'",
                                    "'2020-01-01 00:00:00.123457'::timestamp",
                                    "timestamptz '2020-01-01 00:00+00'",
                                    "'2020-01-01 02:00:00+02'::timestamptz",
                                    "'2020-01-01 00:00:00.1235'::timestamp(3)",
                                    "CAST('2020-01-01' AS date)",
                                    "now()",
                                    "CURRENT_TIMESTAMP",
                                    "CURRENT_DATE",
                                    "LOCALTIMESTAMP",
                                    "NULL"};
  static const Choices types = {"date", "timestamp", "timestamptz", "timestamp(3)"};
  if (depth <= 0) return pick(random_.chance(50) ? columns : constants);
  const auto inner = [&] { return moment(depth - 1); };
  switch (random_.below(4)) {
    case 0: return fmt::format("({} {} {})", inner(), pick({"+", "-"}), interval());
    case 1: return fmt::format("({})::{}", inner(), pick(types));
    case 2: return fmt::format("date_trunc('day', {})", inner());
    default: return fmt::format("coalesce({}, {})", inner(), inner());
  }
}

std::string Queries::interval() {
  return pick({"'1 day'",
               "interval '1 day'",
               "interval '1' day",
               "'1 day'::interval",
               "'24:00'::interval",
               "'1 day'::interval(3)",
               "interval(3) '1.23456 s'",
               "'1.235 s'::interval(3)",
               "'1.23456 s'::interval",
               "interval '1 day 2:03' day to hour",
               "interval '1 day 2:00' day to hour",
               "iv",
               "iv3",
               "interval '1' month",
               "interval '1 mon'",
               "'1.5 days'::interval",
               "'1 day 12:00'::interval",
               "interval '1' second",
               "interval '1'",
               "'0.0000015 s'::interval"});
}

std::string Queries::array() {
  return pick({"ia",
               "sa",
               "xa",
               "va",
               "ARRAY[1, 2]",
               "ARRAY['1', '2']",
               "ARRAY[1, 2.5]",
               "ARRAY['a', 'b']",
               "'{1,2}'::int[]",
               "ARRAY['1', '2']::int[]",
               "ARRAY['a']::varchar(2)[]",
               "ARRAY['a']::varchar[]",
               "'{a,b}'::text[]",
               "ARRAY[]::int[]",
               "ARRAY[]::varchar(3)[]",
               "ARRAY[]::varchar[]",
               "ARRAY[1, NULL]",
               "ARRAY['1', i]",
               "ARRAY[s, b]",
               "ARRAY['1', '2']::whole[]",
               "ARRAY[1, 2]::whole[]",
               "ia || 1",
               "ia || ARRAY[1]",
               "ia[1:2]",
               "ia[2:]",
               "ia[1:2][1]",
               "ia[1:2][1:1]",
               "ARRAY(SELECT u.i FROM u)",
               "ARRAY[[1, 2], [3, 4]]",
               "ARRAY[[1], ['2']]::int[]",
               "ARRAY['a', NULL]::char(2)[]",
               "NULL::int[]"});
}

std::string Queries::comparison(int depth) {
  const std::string name = pick({"=", "<>", "<", ">=", "!="});
  const auto both = [&](auto make, std::string_view between) {
    return fmt::format("{} {} {}", (this->*make)(depth - 1), between, (this->*make)(depth - 1));
  };
  switch (random_.below(8)) {
    case 0: return both(&Queries::number, name);
    case 1: return both(&Queries::string, name);
    case 2: return both(&Queries::moment, name);
    case 3: return fmt::format("{} {} {}", interval(), name, interval());
    case 4: return both(&Queries::number, "IS DISTINCT FROM");
    case 5:
      return pick(
          {"m = 'ok'", "m = 'ok'::mood", "'ok' = m", "ir @> 1", "ir @> '[1,2)'", "jb ? 'a'"});
    case 6:
      return pick(
          {"bo", "bo IS TRUE", "bo IS NULL", "i IS NULL", "p IS NULL", "'t'::bool", "true"});
    default: return both(&Queries::string, "LIKE");
  }
}

std::string Queries::condition(int depth) {
  const auto number = [&] { return this->number(depth - 1); };
  const auto pair = [&] { return fmt::format("({}, {})", this->number(0), string(0)); };
  switch (depth <= 0 ? 0 : random_.below(13)) {
    case 0:
    case 1: return comparison(depth);
    case 2:
      return fmt::format("{} {} {}", comparison(depth), pick({"AND", "OR"}), comparison(depth));
    case 3: return fmt::format("NOT ({})", condition(depth - 1));
    case 4: return fmt::format("{} BETWEEN {} AND {}", number(), number(), number());
    case 5: return fmt::format("{} IN ({}, {})", number(), this->number(0), this->number(0));
    case 6: return fmt::format("{} NOT IN ({}, {})", string(depth - 1), string(0), string(0));
    case 7:
      return fmt::format("i = ANY ({})", pick({"ia", "'{1,2}'", "ARRAY[1, 2]", "ARRAY[1]::int[]"}));
    case 8: return fmt::format("{} {} {}", pair(), pick({"=", "<>", "<"}), pair());
    case 9: return fmt::format("{} IS {}DISTINCT FROM {}", pair(), pick({"", "NOT "}), pair());
    case 10:
      return fmt::format("p IS {}DISTINCT FROM {}", pick({"", "NOT "}),
                         pick({"NULL", "ROW(1, 'a')::pair"}));
    case 11:
      return fmt::format("(i, x) {} (SELECT u.i, u.x FROM u)", pick({"IN", "= ANY", "<> ALL"}));
    default: return fmt::format("{} IN (SELECT {} FROM u)", number(), pick({"u.i", "z", "1"}));
  }
}

std::string Queries::grouped() {
  const Choices columns = {"i", "x", "d", "v"};
  const std::string a = pick(columns), b = pick(columns), c = pick(columns);
  const std::string by = pick(
      {"{0}, {1}", "({0}, {1})", "{0}, {1}, {0}", "{0}, {1}, ()", "GROUPING SETS (({0}, {1}))",
       "GROUPING SETS (({0}, {1}), ({0}), ())", "GROUPING SETS ({0}, {1})",
       "GROUPING SETS ({0}, GROUPING SETS ({1}))", "ROLLUP ({0}, {1})", "ROLLUP (({0}, {1}), {2})",
       "CUBE ({0}, {1})", "CUBE ({0}, {1}), ()", "{0}, ROLLUP ({1})"});
  return fmt::format(
      "SELECT count(*) AS k, {} FROM t GROUP BY {}",
      pick({"max(b) AS l", "array_agg(s ORDER BY f, f) AS l", "count(DISTINCT n) AS l",
            "rank('1') WITHIN GROUP (ORDER BY b) AS l", "rank(1) WITHIN GROUP (ORDER BY n) AS l"}),
      fmt::format(fmt::runtime(by), a, b, c));
}

std::string Queries::windowed() {
  const Choices sorts = {"ts",     "ts ASC", "ts NULLS LAST", "ts DESC", "ts DESC NULLS FIRST",
                         "ts, ts", "ts, i"};
  const std::string frame = pick({"", "", " RANGE '1 day' PRECEDING",
                                  " RANGE interval '1 day' PRECEDING", " ROWS 1 PRECEDING"});
  if (random_.chance(40))
    return fmt::format(
        "SELECT sum(i) OVER w AS k, sum(s) OVER (ORDER BY {}) AS l FROM t WINDOW w AS (ORDER BY "
        "{})",
        pick(sorts), pick({"f", "f ASC", "f DESC"}));
  return fmt::format("SELECT sum(i) OVER (PARTITION BY {} ORDER BY {}{}) AS k FROM t ORDER BY {}",
                     pick({"x", "x, x", "v"}), pick(sorts), frame,
                     pick({"1", "k", "k, 1", "k DESC"}));
}

std::string Queries::joined() {
  const std::string item =
      pick({"u AS a", "u a", "(SELECT i, x FROM u) a", "(VALUES (1, 'a'), (2, NULL)) a (i, x)",
            "pairs_of(1) a (i, x)", "pairs_of('1') a (i, x)", "ROWS FROM (pairs_of(1)) a (i, x)",
            "unnest(ARRAY[1], ARRAY['a']) a (i, x)",
            "ROWS FROM (unnest(ARRAY[1]), unnest(ARRAY['a'])) a (i, x)",
            "json_to_record('{}') a (i int, x text)",
            "json_to_record('{}') a (i int, x text COLLATE \"C\")",
            "json_to_record('{}') a (i int4, x varchar(3))"});
  const std::string output =
      pick({"a.i AS k", "(a).i AS k", "row_to_json(ROW(a.*)) AS k",
            "row_to_json(ROW(a.i, a.x)) AS k", "a.x AS k", "a.i::bigint AS k"});
  const std::string join =
      pick({"JOIN {} ON t.i = a.i", "LEFT JOIN {} ON t.i = a.i", "CROSS JOIN {}"});
  const std::string more =
      pick({"", "", " UNION SELECT NULL", " UNION VALUES (1)", " EXCEPT SELECT '1'"});
  return fmt::format("SELECT {} FROM t {}{}", output, fmt::format(fmt::runtime(join), item), more);
}

std::string Queries::next() {
  const int depth = static_cast<int>(random_.below(3));
  switch (random_.below(12)) {
    case 0:
    case 1: return "SELECT " + number(depth) + " AS k FROM t";
    case 2:
    case 3: return "SELECT " + string(depth) + " AS k FROM t";
    case 4: return "SELECT " + moment(depth) + " AS k FROM t";
    case 5: return "SELECT " + interval() + " AS k FROM t";
    case 6: return "SELECT " + array() + " AS k FROM t";
    case 7: return "SELECT " + condition(depth) + " AS k FROM t";
    case 8: return "SELECT i FROM t WHERE " + condition(depth);
    case 9: return grouped();
    case 10: return windowed();
    default: return joined();
  }
}

}  // namespace mimar::support
