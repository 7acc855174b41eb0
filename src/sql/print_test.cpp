#include "sql/print.h"

extern "C" bool equal(const void* a, const void* b);  // nodes/nodes.h: ignores locations

namespace mimar::sql {
namespace {

const Node* statement_of(const ParseTree& tree) {
  return tree.ok() && tree.statements().size() == 1 ? as<RawStmt>(tree.statements()[0]).stmt
                                                    : nullptr;
}

// Parses, prints, parses again: the trees must be the same.
void expect_round_trip(const std::string& sql) {
  const ParseTree tree(sql);
  const Node* before = statement_of(tree);
  ASSERT_NE(before, nullptr) << sql << ": " << tree.message();
  const std::string printed = print_query(before);
  ASSERT_NE(printed, "") << sql;
  const ParseTree again(printed);
  const Node* after = statement_of(again);
  ASSERT_NE(after, nullptr) << printed << ": " << again.message();
  EXPECT_TRUE(equal(before, after)) << sql << "\n" << printed;
}

std::string reprint(const std::string& expression) {
  const ParseTree tree("SELECT " + expression);
  const Node* statement = statement_of(tree);
  if (statement == nullptr) return tree.message();
  return print_expression(as<ResTarget>(Items(as<SelectStmt>(statement).targetList)[0]).val);
}

const char* const expressions[] = {
    "1",
    "-1",
    "- 1.5",
    "(-1)::text",
    "-1::text",
    "-(a)",
    "- (-a)",
    "+a",
    "2147483648",
    "-9223372036854775808",
    "1e10",
    "'it''s'",
    "E'back\\\\slash'",
    "U&'d\\0061t'",
    "NULL",
    "TRUE",
    "false::text",
    "B'01'",
    "X'1F'",
    "a",
    "t.a",
    "s.t.a",
    "\"Mixed\".\"select\"",
    "t.*",
    "(t).a",
    "(t.a).b",
    "(a).*",
    "arr[1]",
    "t.arr[1][2:3]",
    "(f(x))[1].b[2]",
    "arr[:2]",
    "arr[1:]",
    "arr[:]",
    "($1).a",
    "$1[2]",
    "(ARRAY[1,2])[1]",
    "(select a)[1]",
    "a + b * c",
    "(a + b) * c",
    "a - (b - c)",
    "(a - b) - c",
    "a ^ b ^ c",
    "a ^ (b ^ c)",
    "a || b || c",
    "a || (b || c)",
    "a -> 'x' ->> 'y'",
    "(a -> 'x') = b",
    "a @> b AND c",
    "@ a",
    "~ a & b",
    "a OPERATOR(pg_catalog.+) b",
    "a OPERATOR(s.@@@) b",
    "a + b COLLATE \"C\"",
    "(a || b) COLLATE pg_catalog.\"C\" < c",
    "a COLLATE \"C\" COLLATE \"D\"",
    "a = b",
    "(a = b) = c",
    "a = (b = c)",
    "(a < b) IS NULL",
    "a < b IS NULL",
    "(a IS NULL) = b",
    "a IS NOT NULL IS NULL",
    "a <> b",
    "a != b",
    "NOT a",
    "NOT NOT a",
    "NOT (a AND b)",
    "(NOT a) AND b",
    "a AND b AND c",
    "a AND (b AND c)",
    "a OR b AND c",
    "(a OR b) AND c",
    "a OR (b OR c)",
    "NOT a = b",
    "(NOT a) = b",
    "a IS TRUE",
    "(a OR b) IS NOT UNKNOWN",
    "a IS DISTINCT FROM b",
    "a IS NOT DISTINCT FROM (b IS DISTINCT FROM c)",
    "(a = b) IS DISTINCT FROM c",
    "XMLELEMENT(NAME a)",
    "XMLELEMENT(NAME a, XMLATTRIBUTES(b AS c), d, e)",
    "XMLFOREST(a, b AS c)",
    "XMLCONCAT(a, b)",
    "XMLPI(NAME php, 'x')",
    "XMLPI(NAME php)",
    "XMLPARSE(DOCUMENT a)",
    "XMLPARSE(CONTENT a PRESERVE WHITESPACE)",
    "XMLROOT(a, VERSION NO VALUE)",
    "XMLROOT(a, VERSION '1.0', STANDALONE YES)",
    "XMLROOT(a, VERSION '1.0', STANDALONE NO)",
    "XMLROOT(a, VERSION '1.0', STANDALONE NO VALUE)",
    "XMLSERIALIZE(DOCUMENT a AS character varying(20))",
    "XMLSERIALIZE(CONTENT a AS text)",
    "a IN (1, 2)",
    "a NOT IN (1, 2)",
    "(a IN (1)) = b",
    "a + 1 IN (1)",
    "(a IN (1)) IN (true)",
    "(a = b) IN (true)",
    "a LIKE b",
    "a NOT LIKE b || c",
    "a ILIKE b ESCAPE 'x'",
    "a NOT ILIKE b",
    "a SIMILAR TO b",
    "a NOT SIMILAR TO b ESCAPE c",
    "(a LIKE b) LIKE c",
    "a LIKE (b = c)",
    "a BETWEEN b AND c",
    "a NOT BETWEEN b + 1 AND c - 1",
    "a BETWEEN SYMMETRIC 1 AND 2",
    "a NOT BETWEEN SYMMETRIC (b AND c) AND d",
    "a BETWEEN (b AT TIME ZONE 'x') AND c AT TIME ZONE 'y'",
    "(a BETWEEN 1 AND 2) AND b",
    "(a BETWEEN 1 AND 2) = b",
    "a = ANY (b)",
    "a + 1 <> ALL (ARRAY[1, 2])",
    "(a = b) = ANY (c)",
    "a LIKE ANY (b)",
    "NOT a = ANY (b)",
    "a = ANY (b) IS NULL",
    "a IN (SELECT 1)",
    "a NOT IN (SELECT 1)",
    "a > ALL (SELECT 1)",
    "(a, b) = ANY (SELECT 1, 2)",
    "EXISTS (SELECT 1)",
    "ARRAY(SELECT 1)",
    "(SELECT 1) + 1",
    "a IN (SELECT 1) IS NULL",
    "(a = b) IN (SELECT c)",
    "CASE WHEN a THEN b END",
    "CASE a WHEN 1 THEN 2 ELSE 3 END",
    "COALESCE(a, b)",
    "NULLIF(a, b)",
    "GREATEST(a, b)",
    "LEAST(a)",
    "ROW(1)",
    "ROW()",
    "(1, 2)",
    "ROW(1, 2)",
    "(1, 2) < (3, 4)",
    "ARRAY[]::integer[]",
    "ARRAY[[1, 2], [3, 4]]",
    "GROUPING(a, b)",
    "a::text",
    "a::text::varchar(5)",
    "CAST(a + 1 AS numeric(5, 2))",
    "(a + b)::integer",
    "a::integer[]",
    "a::integer[3][4]",
    "date '2020-01-01'",
    "interval '1' day",
    "interval '1 2' day to second(3)",
    "interval(3) '1'",
    "timestamp(3) with time zone 'x'",
    "a::timestamptz",
    "a::time(2)",
    "a::\"char\"",
    "a::char",
    "a::char(3)",
    "a::bpchar",
    "a::bit",
    "a::bit varying(3)",
    "a::s.t",
    "a::\"My Type\"(3)",
    "a::float",
    "a::dec(3)",
    "a::pg_catalog.bpchar",
    "a::interval second(3)",
    "f()",
    "f(a, b)",
    "s.f(a)",
    "\"left\"(a, 1)",
    "f(x => 1, y := 2)",
    "f(VARIADIC a)",
    "f(1, VARIADIC ARRAY[2])",
    "count(*)",
    "count(DISTINCT a)",
    "array_agg(a ORDER BY b DESC NULLS LAST, c USING <)",
    "sum(a) FILTER (WHERE b > 1)",
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY a)",
    "row_number() OVER ()",
    "rank() OVER w",
    "sum(a) OVER (w ORDER BY b)",
    "sum(a) OVER (PARTITION BY b, c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
    "sum(a) OVER (ORDER BY d RANGE UNBOUNDED PRECEDING)",
    "sum(a) OVER (ORDER BY d GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE TIES)",
    "EXTRACT(year FROM a)",
    "extract('my field' from a)",
    "a AT TIME ZONE 'utc'",
    "(a + b) AT TIME ZONE 'utc'",
    "a + b AT TIME ZONE 'utc'",
    "a AT TIME ZONE 'x' AT TIME ZONE 'y'",
    "a::timestamp AT TIME ZONE b::text",
    "SUBSTRING(a FROM 2)",
    "SUBSTRING(a FROM 2 FOR 3)",
    "substring(a for 3)",
    "substring(a, 2, 3)",
    "substring(a similar b escape c)",
    "POSITION('a' IN b)",
    "OVERLAY(a PLACING b FROM 1 FOR 2)",
    "OVERLAY(a PLACING b FROM 1)",
    "TRIM(a)",
    "TRIM(BOTH 'x' FROM a)",
    "TRIM(LEADING FROM a)",
    "TRIM(TRAILING 'x' FROM a || b)",
    "normalize(a)",
    "a IS NORMALIZED",
    "(a, b) OVERLAPS (c, d)",
    "COLLATION FOR (a)",
    "CURRENT_DATE",
    "CURRENT_TIMESTAMP(3)",
    "LOCALTIME",
    "CURRENT_USER",
    "CURRENT_CATALOG",
    "now()",
    "xmlelement(name a, b)",
    "xmlforest(a, b)",
    "a IS DOCUMENT",
};

TEST(Print, EveryExpressionParsesToTheSameTree) {
  for (const char* expression : expressions)
    expect_round_trip(std::string("SELECT ") + expression);
}

// Every expression as operand of every kind of operator: where parentheses decide.
TEST(Print, EveryExpressionKeepsItsPlaceInsideAnother) {
  const char* const frames[] = {"(%) + 1",
                                "1 - (%)",
                                "NOT (%)",
                                "(%) AND x",
                                "x = (%)",
                                "(%) IS NULL",
                                "(%)::text",
                                "- (%)",
                                "x LIKE (%)",
                                "(%) IN (1)",
                                "x BETWEEN (%) AND (%)",
                                "(%) AT TIME ZONE x",
                                "(%) COLLATE c",
                                "x ^ (%)",
                                "(%) ^ x",
                                "x || (%) || y",
                                "(%) = ANY (x)",
                                "@ (%)",
                                "(%) IS DISTINCT FROM (%)",
                                "CASE (%) WHEN (%) THEN (%) END"};
  for (const char* frame : frames)
    for (const char* expression : expressions) {
      std::string sql = "SELECT ";
      for (const char* c = frame; *c != '\0'; ++c)
        sql += *c == '%' ? std::string(expression) : std::string(1, *c);
      if (sql.find(".*") == std::string::npos) expect_round_trip(sql);
    }
}

TEST(Print, EveryQueryParsesToTheSameTree) {
  const char* const queries[] = {
      "SELECT",
      "SELECT 1 AS \"A\", b c FROM t",
      "SELECT * FROM t AS x, s.u, ONLY v",
      "SELECT DISTINCT a FROM t",
      "SELECT DISTINCT ON (a, b) c FROM t",
      "SELECT ALL a FROM t WHERE a = 1 GROUP BY a HAVING count(*) > 1 ORDER BY 1 DESC LIMIT 3 "
      "OFFSET 2",
      "SELECT a FROM t GROUP BY GROUPING SETS ((a, b), (c), (), ROLLUP (d, (e, f)), CUBE (g))",
      "SELECT 1 GROUP BY DISTINCT a, b",
      "SELECT 1 FROM a JOIN b ON a.x = b.x LEFT JOIN c USING (y) RIGHT JOIN d USING (y) AS m",
      "SELECT 1 FROM a CROSS JOIN b NATURAL JOIN c",
      "SELECT 1 FROM a JOIN (b JOIN c ON true) ON false",
      "SELECT 1 FROM (a JOIN b ON true) AS j(x, y)",
      "SELECT 1 FROM a FULL JOIN b ON (x = y)",
      "SELECT 1 FROM a NATURAL LEFT JOIN b",
      "SELECT 1 FROM (SELECT 1) s(x), LATERAL (SELECT s.x) u",
      "SELECT 1 FROM f(1), LATERAL g(2) AS h(a, b), ROWS FROM (f(1), g(2) AS (a integer)) WITH "
      "ORDINALITY r",
      "SELECT 1 FROM f() AS (a integer, b text[])",
      "SELECT 1 FROM f() AS x(a integer)",
      "SELECT 1 FROM current_date d",
      "SELECT 1 FROM t TABLESAMPLE bernoulli (10) REPEATABLE (1)",
      "SELECT 1 FROM db.s.t",
      "VALUES (1, 'a'), (2, NULL)",
      "SELECT * FROM (VALUES (1)) v(a) ORDER BY a USING >",
      "VALUES (1) ORDER BY 1 LIMIT 1",
      "SELECT 1 UNION SELECT 2",
      "SELECT 1 UNION ALL SELECT 2 UNION SELECT 3",
      "SELECT 1 UNION (SELECT 2 EXCEPT SELECT 3)",
      "SELECT 1 INTERSECT SELECT 2 EXCEPT ALL SELECT 3 ORDER BY 1 LIMIT 1",
      "(SELECT 1 LIMIT 1) UNION (SELECT 2 ORDER BY 1)",
      "(WITH a AS (SELECT 1) SELECT * FROM a) UNION SELECT 2",
      "WITH a AS (SELECT 1), b(x) AS MATERIALIZED (SELECT 2), c AS NOT MATERIALIZED (VALUES (1)) "
      "SELECT * FROM a, b",
      "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
      "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT 2 FROM r) SEARCH DEPTH FIRST BY n SET o "
      "CYCLE n SET c USING p SELECT 1",
      "WITH RECURSIVE r AS (SELECT 1) CYCLE n, m SET c TO 'y' DEFAULT 'n' USING p SELECT 1",
      "WITH d AS (DELETE FROM t WHERE a = 1 RETURNING *) SELECT * FROM d",
      "SELECT sum(a) OVER w FROM t WINDOW w AS (PARTITION BY b), v AS (w ORDER BY c)",
      "SELECT 1 ORDER BY 1 FETCH FIRST 3 ROWS WITH TIES",
      "SELECT 1 FETCH FIRST (a + 1) ROWS ONLY",
      "SELECT 1 LIMIT ALL",
      "SELECT 1 ORDER BY a NULLS FIRST",
      "SELECT 1 FROM t FOR UPDATE",
      "SELECT 1 FROM t, u FOR SHARE OF t NOWAIT FOR NO KEY UPDATE OF u SKIP LOCKED FOR KEY SHARE",
      "INSERT INTO t DEFAULT VALUES",
      "INSERT INTO s.t AS x (a, b[1], c.d) VALUES (1, DEFAULT, $1) RETURNING a AS z, *",
      "INSERT INTO t OVERRIDING SYSTEM VALUE SELECT 1",
      "INSERT INTO t (a) SELECT 1 ON CONFLICT DO NOTHING",
      "INSERT INTO t (a) VALUES (1) ON CONFLICT (a, lower(b)) WHERE c DO UPDATE SET a = "
      "excluded.a, (b, c) = (1, 2) WHERE t.a > 1",
      "INSERT INTO t (a) VALUES (1) ON CONFLICT ON CONSTRAINT k DO UPDATE SET a = DEFAULT",
      "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
      "UPDATE t SET a = 1, b[2] = 3",
      "UPDATE ONLY t x SET (a, b) = (SELECT 1, 2), c = 3 FROM u, v JOIN w ON true WHERE x.i = u.i "
      "RETURNING x.*",
      "DELETE FROM t",
      "DELETE FROM t USING u, v WHERE t.a = u.a AND t.b = v.b RETURNING 1",
      "UPDATE t SET a = 1 WHERE CURRENT OF cur"};
  for (const char* query : queries)
    expect_round_trip(query);
}

TEST(Print, IsWhatAPersonWouldWrite) {
  EXPECT_EQ(reprint("((a)+(b*c))"), "a + b * c");
  EXPECT_EQ(reprint("(((a = 1) and ((b = 2))))"), "a = 1 AND b = 2");
  EXPECT_EQ(reprint("extract(Year from x)"), "EXTRACT(year FROM x)");
  EXPECT_EQ(reprint("'{}'::JSONB"), "'{}'::jsonb");
  EXPECT_EQ(reprint("cast(x as int)"), "x::integer");
  EXPECT_EQ(reprint("price>0 and Name is not null"), "price > 0 AND name IS NOT NULL");
  EXPECT_EQ(reprint("nextval('s'::regclass)"), "nextval('s'::regclass)");
}

TEST(Print, GivesNothingForWhatItDoesNotKnow) {
  const ParseTree tree("MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE");
  EXPECT_EQ(print_query(statement_of(tree)), "");
}

}  // namespace
}  // namespace mimar::sql
