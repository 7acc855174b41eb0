// Against a real server: what is in the catalogs is in the Database, kind by kind.
#include "read/postgres/reader.h"

#include "emit/ddl/definition.h"
#include "model/type.h"
#include "support/server.h"

namespace mimar::read::postgres {
namespace {

using LiveReaderServer = support::TestServer;

const model::Table& table(const Reading& reading, const char* name) {
  const model::Table* found = model::find_table(reading.database, {"public", name});
  if (found == nullptr) throw std::runtime_error(std::string("no table ") + name);
  return *found;
}

std::vector<std::string> opaque_names(const Reading& reading) {
  std::vector<std::string> names;
  for (const model::OtherObject& opaque : reading.database->others)
    names.push_back(opaque.kind + " " + opaque.name);
  std::sort(names.begin(), names.end());
  return names;
}

const model::OtherObject& opaque(const Reading& reading, const std::string& name) {
  for (const model::OtherObject& candidate : reading.database->others) {
    if (candidate.name == name) return candidate;
  }
  throw std::runtime_error("no opaque object " + name);
}

TEST_F(LiveReaderServer, AnEmptyDatabaseIsEmpty) {
  EXPECT_EQ(read_after("SELECT 1").database, model::Database());
}

// The server's own format_type() is the second witness.
TEST_F(LiveReaderServer, TypesAreSpelledAsTheServerSpellsThem) {
  if (major_version() < 15) GTEST_SKIP() << "uses what PostgreSQL 15 brought";
  Result<scratch::Database> database = scratch_->create_database();
  ASSERT_TRUE(database);
  const char* const sql = R"(
    CREATE TYPE mood AS ENUM ('sad'); CREATE DOMAIN "Odd Name" AS text;
    CREATE TABLE t (a int, b varchar, c varchar(3), d char, e char(4), f bpchar, g numeric, h numeric(5), i numeric(5,2),
      j numeric(3,-2), k time(2), l timetz(0), m timestamp(3)[], n timestamptz, o interval, p interval(2),
      q interval year to month, r interval day to second(3), s bit, t bit(5), u varbit(6), v mood, w mood[], x "Odd Name",
      y int2vector, z "char", a1 text[][], a2 point, a3 numrange, a4 t2[], a5 float(3), a6 name, a7 interval month);)";
  ASSERT_TRUE(database->owner().execute("CREATE TYPE t2 AS (a int)"));
  ASSERT_TRUE(database->owner().execute(sql)) << database->owner().execute(sql).error().message;
  const auto expected = database->owner().execute(
      "SET search_path = ''; SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
      " WHERE attrelid = 'public.t'::regclass AND attnum > 0 ORDER BY attnum");
  ASSERT_TRUE(expected);
  const Result<Reading> reading = read(database->owner());
  ASSERT_TRUE(reading) << reading.error().message;
  const model::Table& t = table(*reading, "t");
  ASSERT_EQ(t.columns.size(), expected->rows.size());
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    EXPECT_EQ(model::to_sql(t.columns[i].type), expected->rows[i][1]) << t.columns[i].name;
  }
}

TEST_F(LiveReaderServer, ColumnsHaveDefaultsIdentityAndCollation) {
  const Reading reading = read_after(R"(
    CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2 CACHE 3),
      b text DEFAULT 'x' NOT NULL, c int GENERATED ALWAYS AS (length(b)) STORED, d text COLLATE "C", e serial);
    COMMENT ON COLUMN t.b IS 'it''s b';)");
  const model::Table& t = table(reading, "t");
  ASSERT_TRUE(t.columns[0].identity);
  EXPECT_TRUE(t.columns[0].identity->always);
  EXPECT_EQ(t.columns[0].identity->options,
            (model::SequenceOptions{"integer", 5, 2, 1, INT32_MAX, 3, false}));
  EXPECT_EQ(t.columns[1].default_value->sql, "'x'::text");
  EXPECT_TRUE(t.columns[1].not_null);
  EXPECT_EQ(t.columns[1].comment, "it's b");
  EXPECT_EQ(t.columns[2].generated->sql, "length(b)");
  EXPECT_FALSE(t.columns[2].default_value);
  EXPECT_EQ(t.columns[3].collation.name, "C");
  EXPECT_EQ(t.columns[4].default_value->sql, "nextval('public.t_e_seq'::regclass)");
  ASSERT_EQ(reading.database->sequences.size(), 1U);
  EXPECT_EQ(reading.database->sequences[0].owned_by, (model::ColumnOf{{"public", "t"}, "e"}));
}

TEST_F(LiveReaderServer, ConstraintsKeepAllTheirAttributes) {
  if (major_version() < 15) GTEST_SKIP() << "uses what PostgreSQL 15 brought";
  const Reading reading = read_after(R"(
    CREATE TABLE p (a int, b int, c int, PRIMARY KEY (b, a) INCLUDE (c), UNIQUE NULLS NOT DISTINCT (c) DEFERRABLE);
    CREATE TABLE f (x int, y int, CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES p (b, a) MATCH FULL
      ON UPDATE CASCADE ON DELETE SET NULL (y) DEFERRABLE INITIALLY DEFERRED);
    ALTER TABLE f ADD CONSTRAINT positive CHECK (x > 0) NO INHERIT NOT VALID;
    COMMENT ON CONSTRAINT positive ON f IS 'later';)");
  const model::Table& p = table(reading, "p");
  EXPECT_EQ(p.primary_key->columns, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(p.primary_key->include, (std::vector<std::string>{"c"}));
  EXPECT_TRUE(p.uniques.at(0).nulls_not_distinct);
  EXPECT_TRUE(p.uniques[0].deferrable);
  EXPECT_FALSE(p.uniques[0].initially_deferred);
  EXPECT_TRUE(p.indexes.empty());
  const model::Table& f = table(reading, "f");
  const model::ForeignKey& key = f.foreign_keys.at(0);
  EXPECT_EQ(key.referenced_table, (model::Name{"public", "p"}));
  EXPECT_EQ(key.referenced_columns, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(key.on_update, model::Action::cascade);
  EXPECT_EQ(key.on_delete, model::Action::set_null);
  EXPECT_EQ(key.on_delete_set_columns, (std::vector<std::string>{"y"}));
  EXPECT_TRUE(key.match_full && key.deferrable && key.initially_deferred);
  EXPECT_TRUE(f.checks.at(0).no_inherit && f.checks[0].not_valid);
  EXPECT_EQ(f.checks[0].comment, "later");
}

TEST_F(LiveReaderServer, IndexKeysSayWhatIsNotTheDefault) {
  if (major_version() < 15) GTEST_SKIP() << "uses what PostgreSQL 15 brought";
  const Reading reading = read_after(R"(
    CREATE TABLE t (a varchar(9), b text COLLATE "C", c jsonb, d int);
    CREATE UNIQUE INDEX i ON t (a varchar_pattern_ops DESC, lower(b), (d + 1) NULLS FIRST, b COLLATE "POSIX")
      INCLUDE (d) NULLS NOT DISTINCT WITH (fillfactor = 70) WHERE d > 0;
    CREATE INDEX j ON t USING gin (c jsonb_path_ops);)");
  const model::Table& t = table(reading, "t");
  ASSERT_EQ(t.indexes.size(), 2U);
  const model::Index& i = t.indexes[0];
  ASSERT_EQ(i.keys.size(), 4U);
  EXPECT_EQ(i.keys[0].opclass.name, "varchar_pattern_ops");
  EXPECT_TRUE(i.keys[0].descending && i.keys[0].nulls_first);
  EXPECT_EQ(i.keys[1].expression->sql, "lower(b)");
  EXPECT_TRUE(i.keys[1].collation.empty());  // the expression's own
  EXPECT_TRUE(i.keys[1].opclass.empty());
  EXPECT_EQ(i.keys[2].expression->sql, "(d + 1)");
  EXPECT_TRUE(i.keys[2].nulls_first && !i.keys[2].descending);
  EXPECT_EQ(i.keys[3].collation.name, "POSIX");
  EXPECT_EQ(i.include, (std::vector<std::string>{"d"}));
  EXPECT_TRUE(i.unique && i.nulls_not_distinct && i.valid);
  EXPECT_EQ(i.options, (std::map<std::string, std::string>{{"fillfactor", "70"}}));
  EXPECT_TRUE(i.predicate);
  EXPECT_EQ(t.indexes[1].keys.at(0).opclass.name, "jsonb_path_ops");
}

TEST_F(LiveReaderServer, PartitionsShowWhatTheyInherited) {
  const Reading reading = read_after(R"(
    CREATE TABLE k (id int PRIMARY KEY);
    CREATE TABLE m (id int REFERENCES k, at date, PRIMARY KEY (id, at), CHECK (id > 0)) PARTITION BY RANGE (at);
    CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    CREATE TABLE m_rest PARTITION OF m DEFAULT;
    CREATE INDEX ON m (at);
    CREATE TABLE points_at_m (id int, at date, FOREIGN KEY (id, at) REFERENCES m);
    CREATE TABLE base (a int CHECK (a > 0)); CREATE TABLE derived (b int) INHERITS (base);)");
  EXPECT_EQ(table(reading, "m").partition_by->sql, "RANGE (at)");
  const model::Table& m1 = table(reading, "m1");
  ASSERT_TRUE(m1.partition_of);
  EXPECT_EQ(m1.partition_of->parent, (model::Name{"public", "m"}));
  EXPECT_EQ(m1.partition_of->bound.sql, "FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')");
  EXPECT_TRUE(m1.primary_key);
  EXPECT_EQ(m1.checks.size(), 1U);
  EXPECT_EQ(m1.foreign_keys.size(), 1U);
  EXPECT_EQ(m1.indexes.at(0).partition_of, "public.m_at_idx");
  EXPECT_EQ(table(reading, "m_rest").partition_of->bound.sql, "DEFAULT");
  EXPECT_EQ(table(reading, "points_at_m").foreign_keys.size(), 1U);
  EXPECT_EQ(table(reading, "derived").inherits, (std::vector<model::Name>{{"public", "base"}}));
  EXPECT_EQ(table(reading, "derived").columns.size(), 2U);
  EXPECT_EQ(table(reading, "derived").checks.size(), 1U);
}

TEST_F(LiveReaderServer, ViewsEnumsAndSchemas) {
  const Reading reading = read_after(R"(
    CREATE SCHEMA "My Schema"; COMMENT ON SCHEMA "My Schema" IS 'mine';
    CREATE TYPE "My Schema".mood AS ENUM ('it''s', 'a,b', '"q"', 'NULL', 'back\slash', '');
    CREATE TABLE t (b int);
    CREATE VIEW v WITH (security_barrier) AS SELECT 'two
lines'::text AS a, b FROM t WITH LOCAL CHECK OPTION;
    COMMENT ON COLUMN v.b IS 'two';)");
  ASSERT_EQ(reading.database->schemas.size(), 1U);
  EXPECT_EQ(reading.database->schemas[0].comment, "mine");
  ASSERT_EQ(reading.database->enums.size(), 1U);
  EXPECT_EQ(reading.database->enums[0].labels,
            (std::vector<std::string>{"it's", "a,b", "\"q\"", "NULL", "back\\slash", ""}));
  const model::View* view = model::find_view(reading.database, {"public", "v"});
  ASSERT_NE(view, nullptr);
  // Since PostgreSQL 16 a query of one relation does not name it.
  const std::string column = major_version() < 16 ? "t.b" : "b";
  EXPECT_EQ(view->query.sql, "SELECT 'two\nlines'::text AS a, " + column + " FROM public.t");
  EXPECT_EQ(view->options, (std::map<std::string, std::string>{{"security_barrier", "true"},
                                                               {"check_option", "local"}}));
  EXPECT_EQ(view->column_comments, (std::map<std::string, std::string>{{"b", "two"}}));
}

TEST_F(LiveReaderServer, OtherObjectsCanBeCreatedAgain) {
  if (major_version() < 15) GTEST_SKIP() << "uses what PostgreSQL 15 brought";
  const char* const sql = R"(
    CREATE TABLE t (a int, b int, EXCLUDE USING btree (b WITH =));
    CREATE VIEW v AS SELECT a FROM t;
    CREATE FUNCTION f(x int, OUT y int, VARIADIC z text[]) LANGUAGE sql AS 'SELECT 1';
    CREATE PROCEDURE pr(x int) LANGUAGE sql AS '';
    CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE FUNCTION plus(s int, x int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT s + x';
    CREATE AGGREGATE total(int) (SFUNC = plus, STYPE = int, INITCOND = '0');
    CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf();
    ALTER TABLE t DISABLE TRIGGER tr;
    CREATE RULE r AS ON UPDATE TO v DO INSTEAD NOTHING;
    CREATE POLICY p ON t AS RESTRICTIVE FOR SELECT USING (b > 0);
    CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple);
    CREATE PUBLICATION pub FOR TABLE t (a) WHERE (b > 0);)";
  const Reading first = read_after(sql);
  EXPECT_EQ(opaque_names(first),
            (std::vector<std::string>{
                "aggregate public.total(integer)", "function public.f(integer, text[])",
                "function public.plus(integer, integer)", "function public.tf()",
                "policy public.t.p", "procedure public.pr(integer)", "publication pub",
                "rule public.v.r", "text search configuration public.ts", "trigger public.t.tr"}));
  EXPECT_TRUE(first.database->incomplete.empty());
  EXPECT_EQ(
      opaque(first, "public.t.tr").references,
      (std::vector<model::Reference>{{model::Reference::Kind::relation, {"public", "t"}, ""},
                                     {model::Reference::Kind::function, {"public", "tf"}, ""}}));

  // Their SQL, executed in a fresh database that has the tables and views, gives the same objects
  // again.
  std::string again;
  const auto add = [&](const std::string& kind) {
    for (const model::OtherObject& object : first.database->others) {
      if (object.kind == kind) again += emit::ddl::create_object(object);
    }
  };
  again += "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t;";
  for (const char* kind : {"function", "procedure", "aggregate", "trigger", "rule", "policy",
                           "text search configuration", "publication"})
    add(kind);
  EXPECT_EQ(read_after(again).database->others, first.database->others);
}

TEST_F(LiveReaderServer, ExtensionsAreOneObject) {
  Result<scratch::Database> database = scratch_->create_database();
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->owner().execute("CREATE EXTENSION citext; CREATE TABLE t (a citext)"));
  const Result<Reading> reading = read(database->owner());
  ASSERT_TRUE(reading);
  EXPECT_EQ(opaque_names(*reading), (std::vector<std::string>{"extension citext"}));
  EXPECT_EQ(table(*reading, "t").columns[0].type.name, (model::Name{"public", "citext"}));
}

TEST_F(LiveReaderServer, WhatTheModelHasNoPlaceForIsSaidOfASource) {
  Result<scratch::Database> made = scratch_->create_database();
  ASSERT_TRUE(made) << support::why(made.error());
  const Result<void> done = made->run_script(R"(
    CREATE TABLE t (a int PRIMARY KEY, b text) WITH (toast.autovacuum_enabled = false);
    CREATE INDEX i ON t (lower(b)); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100;
    CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; ALTER MATERIALIZED VIEW m ALTER a SET STATISTICS 5;
    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    ALTER FUNCTION f() DEPENDS ON EXTENSION plpgsql;
    CREATE TABLE n (id int GENERATED ALWAYS AS IDENTITY); COMMENT ON SEQUENCE n_id_seq IS 'x';
    COMMENT ON INDEX t_pkey IS 'y';
    CREATE TABLE x (i int); CREATE TABLE q (i int) INHERITS (x);
    CREATE TYPE shell;)",
                                             "test.sql");
  ASSERT_TRUE(done) << support::why(done.error());
  EXPECT_EQ(read(made->owner()).value().database->incomplete, std::vector<std::string>());
  const model::Database database = read(made->owner(), Purpose::source).value().database;
  EXPECT_EQ(model::find_table(database, {"public", "t"})->options,
            (std::map<std::string, std::string>{{"toast.autovacuum_enabled", "false"}}));
  EXPECT_EQ(
      database->incomplete,
      (std::vector<std::string>{
          "columns that are both inherited and the table's own are not kept: 1",
          "comments on indexes of keys and on identity sequences are not kept: 2",
          "dependencies on extensions are not kept: 1",
          "settings of columns of materialised views are not kept: 1",
          "shell types are not kept: 1", "statistics targets of index columns are not kept: 1"}));
}

TEST_F(LiveReaderServer, StatisticsAreThoseOfAnalysedTables) {
  const Reading reading = read_after(
      "CREATE TABLE t (a int); CREATE TABLE never (a int);"
      "INSERT INTO t SELECT generate_series(1, 1234); ANALYZE t");
  EXPECT_EQ(reading.statistics.tables.size(), 1U);
  EXPECT_EQ(reading.statistics.tables.at({"public", "t"}).rows, 1234U);
}

TEST_F(LiveReaderServer, LeavesTheConnectionAsItWas) {
  Result<scratch::Database> database = scratch_->create_database();
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->owner().execute("SET search_path = pg_catalog"));
  ASSERT_TRUE(read(database->owner()));
  const auto path = database->owner().execute("SHOW search_path");
  ASSERT_TRUE(path);
  EXPECT_EQ(path->rows[0][0], "pg_catalog");
  EXPECT_TRUE(database->owner().execute("CREATE TABLE public.still_writable ()"));
}

}  // namespace
}  // namespace mimar::read::postgres
