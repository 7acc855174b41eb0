#include "sql/walk.h"

#include <array>

#include "sql/edit.h"

namespace mimar::sql {
namespace {

bool nothing(Node*, void*) {
  return false;
}

struct Walk {
  std::size_t nodes = 0;
  static bool visit(Node* node, void* context) {
    if (node == nullptr) return false;
    ++static_cast<Walk*>(context)->nodes;
    return visit_children(node, &visit, context);
  }
};

// The walker of the parser's library ends the process at a tag it does not know.
TEST(Walk, SurvivesEveryTagThereIs) {
  for (int tag = 1; tag < 512; ++tag) {  // what the type can hold
    alignas(16) std::array<char, 4096> empty{};
    Node* node = reinterpret_cast<Node*>(empty.data());
    node->type = static_cast<NodeTag>(tag);
    EXPECT_FALSE(visit_children(node, &nothing, nullptr)) << tag;
  }
}

TEST(Walk, SurvivesEveryKindOfStatement) {
  constexpr std::array statements = {
      "ALTER AGGREGATE a(int) RENAME TO b",
      "ALTER COLLATION c REFRESH VERSION",
      "ALTER DATABASE d SET a = 1",
      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x",
      "ALTER DOMAIN d ADD CHECK (value > f(1))",
      "ALTER ENUM_T RENAME TO x",
      "ALTER EVENT TRIGGER e DISABLE",
      "ALTER EXTENSION e UPDATE",
      "ALTER FUNCTION f(int) STABLE",
      "ALTER FOREIGN DATA WRAPPER w OPTIONS (a 'b')",
      "ALTER GROUP g ADD USER u",
      "ALTER INDEX i SET (fillfactor = 3)",
      "ALTER LARGE OBJECT 3 OWNER TO x",
      "ALTER OPERATOR = (int, int) SET (RESTRICT = f)",
      "ALTER POLICY p ON t USING (a > f(b))",
      "ALTER PUBLICATION p ADD TABLE t WHERE (a > 1)",
      "ALTER ROLE r SET a = 1",
      "ALTER SEQUENCE s INCREMENT 3",
      "ALTER SERVER s VERSION 'x'",
      "ALTER STATISTICS s SET STATISTICS 3",
      "ALTER SUBSCRIPTION s ENABLE",
      "ALTER SYSTEM SET a = 1",
      "ALTER TABLE t ADD CHECK (a > f(b)), ALTER b TYPE int USING b::int",
      "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH d",
      "ALTER TYPE t ADD VALUE 'x'",
      "ALTER TYPE t ADD ATTRIBUTE a int",
      "ALTER USER MAPPING FOR u SERVER s OPTIONS (a 'b')",
      "ALTER VIEW v ALTER a SET DEFAULT f(1)",
      "ANALYZE t",
      "BEGIN",
      "CALL p(1 + 2)",
      "CHECKPOINT",
      "CLOSE c",
      "CLUSTER t USING i",
      "COMMENT ON TABLE t IS 'x'",
      "COMMIT",
      "COPY (SELECT a FROM t) TO STDOUT",
      "COPY t FROM STDIN",
      "CREATE AGGREGATE a(int) (sfunc = f, stype = int)",
      "CREATE CAST (a AS b) WITH FUNCTION f(a)",
      "CREATE COLLATION c (locale = 'C')",
      "CREATE CONVERSION c FOR 'a' TO 'b' FROM f",
      "CREATE DATABASE d",
      "CREATE DOMAIN d AS int DEFAULT 1 CHECK (value > 0)",
      "CREATE EVENT TRIGGER e ON sql_drop WHEN tag IN ('a') EXECUTE FUNCTION f()",
      "CREATE EXTENSION e",
      "CREATE FOREIGN DATA WRAPPER w",
      "CREATE FOREIGN TABLE t (a int) SERVER s",
      "CREATE FUNCTION f(a int DEFAULT 1 + 1) RETURNS int LANGUAGE sql RETURN a + 1",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC CREATE TABLE t (a int); SELECT 1; END",
      "CREATE INDEX i ON t (f(a)) WHERE b > 1",
      "CREATE LANGUAGE l",
      "CREATE MATERIALIZED VIEW v AS SELECT 1",
      "CREATE OPERATOR + (function = f, leftarg = int)",
      "CREATE OPERATOR CLASS c FOR TYPE t USING btree AS OPERATOR 1 <",
      "CREATE OPERATOR FAMILY f USING btree",
      "CREATE POLICY p ON t USING (a IN (SELECT b FROM c)) WITH CHECK (true)",
      "CREATE PROCEDURE p() LANGUAGE sql AS 'select 1'",
      "CREATE PUBLICATION p FOR ALL TABLES",
      "CREATE ROLE r",
      "CREATE RULE r AS ON INSERT TO t DO ALSO DELETE FROM u WHERE a = new.b",
      "CREATE SCHEMA s CREATE TABLE t (a int)",
      "CREATE SEQUENCE s OWNED BY t.a",
      "CREATE SERVER s FOREIGN DATA WRAPPER w",
      "CREATE STATISTICS s ON a, (f(b)) FROM t",
      "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
      "CREATE TABLE t (a int DEFAULT f(1) CHECK (a > 1), EXCLUDE USING gist (a WITH =))",
      "CREATE TABLE t PARTITION OF u FOR VALUES FROM (1) TO (2)",
      "CREATE TABLE t AS SELECT 1",
      "CREATE TABLE t AS EXECUTE p(1)",
      "CREATE TABLESPACE t LOCATION 'x'",
      "CREATE TEXT SEARCH PARSER p (start = f)",
      "CREATE TRANSFORM FOR t LANGUAGE l (FROM SQL WITH FUNCTION f(internal))",
      "CREATE TRIGGER t BEFORE UPDATE ON u FOR EACH ROW WHEN (old.a IS DISTINCT FROM new.a) "
      "EXECUTE FUNCTION f()",
      "CREATE TYPE t",
      "CREATE TYPE t AS (a int)",
      "CREATE TYPE t AS ENUM ('a')",
      "CREATE TYPE t AS RANGE (subtype = int)",
      "CREATE TYPE t (input = f, output = g)",
      "CREATE USER MAPPING FOR u SERVER s",
      "CREATE VIEW v AS SELECT 1",
      "DEALLOCATE p",
      "DECLARE c CURSOR FOR SELECT 1",
      "DELETE FROM t USING u WHERE t.a = u.b RETURNING *",
      "DISCARD ALL",
      "DO 'begin end'",
      "DROP FUNCTION f(int)",
      "DROP TABLE a, b CASCADE",
      "DROP OWNED BY r",
      "END",
      "EXECUTE p(1)",
      "EXPLAIN SELECT 1",
      "FETCH NEXT FROM c",
      "GRANT SELECT ON t TO u",
      "GRANT a TO b",
      "IMPORT FOREIGN SCHEMA s FROM SERVER v INTO w",
      "INSERT INTO t VALUES (DEFAULT) ON CONFLICT (a) DO UPDATE SET a = excluded.a",
      "LISTEN a",
      "LOAD 'x'",
      "LOCK TABLE t",
      "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT "
      "VALUES (1)",
      "MOVE NEXT FROM c",
      "NOTIFY a",
      "PREPARE p AS SELECT 1",
      "PREPARE TRANSACTION 'x'",
      "REASSIGN OWNED BY a TO b",
      "REFRESH MATERIALIZED VIEW v",
      "REINDEX TABLE t",
      "RELEASE s",
      "RESET a",
      "REVOKE SELECT ON t FROM u",
      "ROLLBACK",
      "SAVEPOINT s",
      "SECURITY LABEL ON TABLE t IS 'x'",
      "SELECT 1 INTO t",
      "SELECT xmltable.* FROM t, xmltable('/a' PASSING x COLUMNS b int PATH 'c')",
      "SELECT count(*) FILTER (WHERE a) OVER w FROM t TABLESAMPLE system (1) WINDOW w AS (ORDER BY "
      "b) FOR UPDATE",
      "WITH RECURSIVE t(a) AS (SELECT 1 UNION SELECT 2) SEARCH DEPTH FIRST BY a SET s CYCLE a SET "
      "c USING p SELECT 1",
      "SELECT xmlserialize(CONTENT a AS text), xmlelement(NAME b), CURRENT_USER, GROUPING(a) FROM "
      "t GROUP BY CUBE (a)",
      "SET a = 1",
      "SET CONSTRAINTS ALL DEFERRED",
      "SHOW a",
      "START TRANSACTION",
      "TABLE t",
      "TRUNCATE t",
      "UNLISTEN a",
      "UPDATE t SET (a, b) = (SELECT 1, 2) WHERE CURRENT OF c",
      "VACUUM t",
      "VALUES (1)"};
  for (const char* statement : statements) {
    const ParseTree tree(statement);
    Walk walk;
    for (const Node* raw : tree.statements())
      Walk::visit(as<RawStmt>(raw).stmt, &walk);
    EXPECT_EQ(walk.nodes > 0, tree.ok()) << statement;
    relations_in(statement);
    functions_in(statement);
    columns_in(statement);
    EXPECT_EQ(rename_column_in_query(statement, "no such column", "x"), statement);
  }
}

TEST(Walk, ReachesWhatReturnGivesBack) {
  const ParseTree tree("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1 + 2");
  Walk walk;
  Walk::visit(as<CreateFunctionStmt>(as<RawStmt>(tree.statements()[0]).stmt).sql_body, &walk);
  EXPECT_EQ(walk.nodes, 4U);
}

}  // namespace
}  // namespace mimar::sql
