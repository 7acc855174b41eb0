#include "read/sql_files/reader.h"

#include "emit/ddl/ddl.h"

namespace mimar::read::sql_files {
namespace {

std::string after(const std::string& sql) {
  const auto reading = read({{"x.sql", sql}});
  return reading ? emit::ddl::emit(reading->database) : "error: " + reading.error().message;
}

const model::Table& table(const Result<Reading>& reading, const char* name) {
  return *model::find_table(reading->database, {"public", name});
}

TEST(SqlReader, NamesConstraintsAsPostgresDoes) {
  const auto reading = read(
      {{"x.sql",
        "CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE a (x int UNIQUE CHECK (x > 0), y int "
        "REFERENCES b, CHECK (x < y));"
        "CREATE INDEX ON a (lower(x::text), y); CREATE INDEX ON a (y); CREATE INDEX ON a (y);"}});
  ASSERT_TRUE(reading) << reading.error().message;
  const model::Table& a = table(reading, "a");
  EXPECT_EQ(a.uniques.at(0).name, "a_x_key");
  EXPECT_EQ(a.foreign_keys.at(0).name, "a_y_fkey");
  EXPECT_EQ(a.foreign_keys.at(0).referenced_columns, (std::vector<std::string>{"id"}));
  EXPECT_EQ(a.checks.at(0).name, "a_check");
  EXPECT_EQ(a.checks.at(1).name, "a_x_check");
  EXPECT_EQ(a.indexes.at(0).name, "a_lower_y_idx");
  EXPECT_EQ(a.indexes.at(1).name, "a_y_idx");
  EXPECT_EQ(a.indexes.at(2).name, "a_y_idx1");
}

TEST(SqlReader, WhatIsOfTheSessionGoesWithIt) {
  const std::string text =
      after("CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'select 1';"
            "CREATE TYPE pg_temp.e AS ENUM ('x'); CREATE TABLE pg_temp.t (e pg_temp.e);"
            "CREATE VIEW pg_temp.v AS SELECT 1 AS one; CREATE TABLE stays (i int);");
  EXPECT_EQ(text.find("pg_temp"), std::string::npos) << text;
  EXPECT_NE(text.find("stays"), std::string::npos) << text;
}

TEST(SqlReader, SerialMakesASequenceOwnedByTheColumn) {
  const auto reading = read({{"x.sql", "CREATE TABLE t (id serial PRIMARY KEY, n smallserial);"}});
  ASSERT_TRUE(reading) << reading.error().message;
  const model::Sequence* sequence = model::find_sequence(reading->database, {"public", "t_id_seq"});
  ASSERT_NE(sequence, nullptr);
  EXPECT_EQ(sequence->options.type, "integer");
  EXPECT_EQ(sequence->options.maximum, 2147483647);
  EXPECT_EQ(sequence->owned_by, (model::ColumnOf{{"public", "t"}, "id"}));
  EXPECT_EQ(table(reading, "t").columns.at(0).default_value->sql,
            "nextval('public.t_id_seq'::regclass)");
}

TEST(SqlReader, DropColumnTakesItsKeysIndexesAndSequencesAlong) {
  EXPECT_EQ(after("CREATE TABLE t (a int, b serial UNIQUE CHECK (b > 0)); CREATE INDEX i ON t (a) "
                  "WHERE b > 1; ALTER TABLE t DROP COLUMN b;"),
            after("CREATE TABLE t (a int);"));
}

TEST(SqlReader, RenamesAreFollowedEverywhere) {
  EXPECT_EQ(
      after(
          "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p (id) CHECK (p > "
          "0)); CREATE INDEX i ON c ((p + 1));"
          "ALTER TABLE p RENAME TO parent; ALTER TABLE parent RENAME COLUMN id TO key; ALTER TABLE "
          "c RENAME COLUMN p TO parent_id;"
          "ALTER TABLE parent RENAME CONSTRAINT p_pkey TO parent_pkey; ALTER INDEX i RENAME TO j;"),
      after("CREATE TABLE parent (key int CONSTRAINT parent_pkey PRIMARY KEY);"
            "CREATE TABLE c (parent_id int CONSTRAINT c_p_fkey REFERENCES parent (key) CONSTRAINT "
            "c_p_check CHECK (parent_id > 0)); CREATE INDEX j ON c ((parent_id + 1));"));
}

TEST(SqlReader, PartitionsGetTheIndexesOfTheirParent) {
  const auto reading = read(
      {{"x.sql",
        "CREATE TABLE m (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
        "CREATE INDEX m_at ON m (at);"
        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
        "CREATE TABLE m2 (id int, at date NOT NULL); ALTER TABLE m ATTACH PARTITION m2 DEFAULT; "
        "CREATE INDEX m_id ON m (id);"}});
  ASSERT_TRUE(reading) << reading.error().message;
  for (const char* name : {"m1", "m2"}) {
    const model::Table& partition = table(reading, name);
    ASSERT_TRUE(partition.primary_key) << name;
    EXPECT_EQ(partition.primary_key->name, std::string(name) + "_pkey");
    ASSERT_EQ(partition.indexes.size(), 2u);
    EXPECT_EQ(partition.indexes[0].name, std::string(name) + "_at_idx");
    EXPECT_EQ(partition.indexes[0].partition_of, "public.m_at");
  }
}

TEST(SqlReader, ErrorsSayWhereAndWhatIsNear) {
  const auto reading = read(
      {{"x.sql", "CREATE TABLE orders (id int);\nALTER TABLE public.order ADD COLUMN x int;"}});
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().message, "table `public.order` does not exist at this point");
  EXPECT_EQ(reading.error().hint, "did you mean `public.orders`?");
  EXPECT_EQ(reading.error().where->line, 2u);
}

TEST(SqlReader, DoBlocksThatGuardAgainstRunningTwice) {
  const std::string guarded =
      "DO $$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;";
  EXPECT_EQ(after(guarded + guarded), after("CREATE TYPE m AS ENUM ('a');"));
  const auto unknown = read({{"x.sql", "DO $$ BEGIN EXECUTE format('DROP TABLE %I', x); END $$;"}});
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->database->incomplete.size(), 1U);
}

std::string guarded(const std::string& body) {
  return "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a int NOT NULL CONSTRAINT c CHECK (a > 0)); "
         "CREATE INDEX i ON t (a); DO $$ BEGIN " +
         body + " END $$;";
}

TEST(SqlReader, GuardsAreAskedOnceAndAnswered) {
  const std::string made = guarded("");
  const std::string add = " THEN ALTER TABLE t ADD b int; ELSE ALTER TABLE t ADD c int; END IF;";
  const std::string yes = made + "ALTER TABLE t ADD b int;", no = made + "ALTER TABLE t ADD c int;";
  for (const char* condition :
       {"EXISTS (SELECT FROM pg_type WHERE typname = 'e')",
        "NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name "
        "= 'b')",
        "EXISTS (SELECT FROM pg_indexes WHERE indexname = 'i' AND tablename = 't')",
        "EXISTS (SELECT FROM pg_constraint WHERE conname = 'c' AND contype = 'c')",
        "to_regclass('public.t') IS NOT NULL AND NOT false",
        "EXISTS (SELECT FROM pg_enum WHERE enumlabel = 'a' AND enumtypid = 'e'::regtype)",
        "(SELECT count(*) FROM information_schema.tables WHERE table_name IN ('u', 't')) > 0"})
    EXPECT_EQ(after(guarded(std::string("IF ") + condition + add)), after(yes)) << condition;
  for (const char* condition :
       {"EXISTS (SELECT FROM pg_indexes WHERE indexname = 'i' AND tablename = 'u')",
        "EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = "
        "'a' AND is_nullable = 'YES')",
        "EXISTS (SELECT FROM information_schema.schemata WHERE schema_name = 'x')"})
    EXPECT_EQ(after(guarded(std::string("IF ") + condition + add)), after(no)) << condition;
}

TEST(SqlReader, RollbackTakesBack) {
  EXPECT_EQ(
      after(guarded("") + "BEGIN; DROP TABLE t; SAVEPOINT s; ROLLBACK TO SAVEPOINT s; ROLLBACK;"
                          "BEGIN; DROP TYPE e; COMMIT;"),
      after(guarded("DROP TYPE e;")));
}

TEST(SqlReader, DroppingAUniqueIndexTakesTheReferencesAlong) {
  const std::string tables =
      "CREATE TABLE t (a int, b int UNIQUE); CREATE UNIQUE INDEX i ON t (a);";
  EXPECT_EQ(after(tables + "CREATE TABLE u (a int REFERENCES t (a), b int REFERENCES t (b));"
                           "DROP INDEX i CASCADE;"),
            after(tables + "CREATE TABLE u (a int, b int REFERENCES t (b)); DROP INDEX i;"));
}

TEST(SqlReader, ClassesOfExtensionsHaveTheirSchema) {
  const auto reading =
      read({{"x.sql",
             "CREATE SCHEMA e; CREATE EXTENSION pg_trgm SCHEMA e; CREATE EXTENSION "
             "hstore; CREATE TABLE t (a text, h hstore); CREATE INDEX i ON t USING "
             "gin (a gin_trgm_ops, h gin_hstore_ops);"}});
  ASSERT_TRUE(reading) << reading.error().message;
  const auto& keys = table(reading, "t").indexes.at(0).keys;
  EXPECT_EQ(keys.at(0).opclass.text(), "e.gin_trgm_ops");
  EXPECT_TRUE(keys.at(1).opclass.empty());
}

TEST(SqlReader, AnIdentityKeepsTheNameOfItsSequence) {
  const std::string start = "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY); ";
  const auto sequence = [&](const std::string& more, const std::string& name = "t") {
    return table(read({{"x.sql", start + more}}), name.c_str()).columns.at(0).identity->sequence;
  };
  EXPECT_EQ(sequence(""), "");
  EXPECT_EQ(sequence("ALTER TABLE t RENAME TO u;", "u"), "t_a_seq");
  EXPECT_EQ(sequence("ALTER SEQUENCE t_a_seq RENAME TO s;"), "s");
  EXPECT_EQ(sequence("ALTER TABLE t RENAME a TO b;"), "t_a_seq");
  EXPECT_EQ(sequence("ALTER TABLE t RENAME TO u; CREATE TABLE t (a int GENERATED ALWAYS AS "
                     "IDENTITY);"),
            "t_a_seq1");
  EXPECT_EQ(sequence("ALTER TABLE t ALTER a DROP IDENTITY, ALTER a ADD GENERATED ALWAYS AS "
                     "IDENTITY (SEQUENCE NAME public.s START 5);"),
            "s");
  EXPECT_EQ(after(start + "ALTER SEQUENCE t_a_seq INCREMENT 5;"),
            after("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (INCREMENT 5));"));
}

TEST(SqlReader, ARenamedLabelIsRenamedInDefaults) {
  EXPECT_EQ(
      after("CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a e DEFAULT 'a', b text DEFAULT 'a');"
            "ALTER TYPE e RENAME VALUE 'a' TO 'b';"),
      after("CREATE TYPE e AS ENUM ('b'); CREATE TABLE t (a e DEFAULT 'b', b text DEFAULT "
            "'a');"));
}

TEST(SqlReader, AColumnInParenthesesIsAColumn) {
  EXPECT_EQ(after("CREATE TABLE t (a text); CREATE INDEX i ON t ((a), (a COLLATE \"C\"));"),
            after("CREATE TABLE t (a text); CREATE INDEX i ON t (a, a COLLATE \"C\");"));
}

TEST(SqlReader, ACastToTheTypeOfTheColumnIsTheColumn) {
  EXPECT_EQ(after("CREATE TABLE t (d timestamp, e text); CREATE INDEX i ON t (date(d), (e::text), "
                  "(e::varchar)); ALTER TABLE t ALTER d TYPE date;"),
            after("CREATE TABLE t (d date, e text); CREATE INDEX i ON t (d, e, (e::varchar));"));
}

TEST(SqlReader, AnAttemptHappensAsAWhole) {
  EXPECT_EQ(after(guarded("BEGIN DROP INDEX i; DROP TABLE nowhere; EXCEPTION WHEN others THEN DROP "
                          "TYPE e; END;")),
            after(guarded("DROP TYPE e;")));
}

TEST(SqlReader, AfterWhatWasNotFollowedAStatementThatDoesNotFitIsNamed) {
  const auto reading = read({{"x.sql", guarded("EXECUTE 'CREATE TABLE ' || x;") +
                                           "ALTER TABLE u ADD a int; ALTER TABLE t ADD b int;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->incomplete.size(), 2U);
  EXPECT_EQ(table(reading, "t").columns.size(), 2U);
}

TEST(SqlReader, KeepsNoDefaultThatIsNull) {
  const auto reading =
      read({{"x.sql",
             "CREATE TABLE t (a int DEFAULT NULL, b varchar(3) DEFAULT NULL, c text DEFAULT 'x');"
             "ALTER TABLE t ALTER c SET DEFAULT NULL;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_FALSE(table(reading, "t").columns.at(0).default_value);
  EXPECT_TRUE(table(reading, "t").columns.at(1).default_value);
  EXPECT_FALSE(table(reading, "t").columns.at(2).default_value);
}

TEST(SqlReader, LikeCopiesColumnsWhereItStands) {
  EXPECT_EQ(
      after("CREATE TABLE s (a int, b int); CREATE TABLE t (x int, LIKE s, y int); DROP TABLE s;"),
      after("CREATE TABLE t (x int, a int, b int, y int);"));
}

TEST(SqlReader, TablesMadeByQueriesOverUnseenOnesAreIncompleteAndStayOutOfTheWay) {
  const auto reading =
      read({{"x.sql",
             "CREATE TABLE t AS SELECT oid AS a FROM pg_class; ALTER TABLE t ADD PRIMARY KEY (a);"
             "CREATE INDEX ON t (a); CREATE TEMP TABLE u AS SELECT 1; DROP TABLE u;"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->incomplete.size(), 1U);
}

TEST(SqlReader, DroppingAKeyCascadesToItsReferences) {
  EXPECT_EQ(after("CREATE TABLE p (id int PRIMARY KEY, o int UNIQUE); CREATE TABLE c (p int "
                  "REFERENCES p, o int "
                  "REFERENCES p (o)); ALTER TABLE p DROP CONSTRAINT p_pkey CASCADE;"),
            after("CREATE TABLE p (id int NOT NULL, o int UNIQUE); CREATE TABLE c (p int, o int "
                  "REFERENCES p (o));"));
}

TEST(SqlReader, LeavesOutWhatTheCatalogImplies) {
  EXPECT_EQ(after("CREATE TABLE t (a text[], b text); CREATE INDEX i ON t USING gin (a array_ops);"
                  "CREATE INDEX j ON t (b pg_catalog.text_pattern_ops); CREATE EXTENSION IF NOT "
                  "EXISTS plpgsql;"),
            after("CREATE TABLE t (a text[], b text); CREATE INDEX i ON t USING gin (a);"
                  "CREATE INDEX j ON t (b text_pattern_ops);"));
}

TEST(SqlReader, DroppingAParentsIndexDropsThoseOfAllPartitions) {
  const std::string tables =
      "CREATE TABLE p (k int, l int) PARTITION BY LIST (k); CREATE TABLE q PARTITION OF p DEFAULT "
      "PARTITION BY LIST (l);"
      "CREATE TABLE r PARTITION OF q DEFAULT;";
  EXPECT_EQ(after(tables + "CREATE INDEX i ON p (l); DROP INDEX i;"), after(tables));
}

TEST(SqlReader, RenamingAConstraintOrIndexMeansThatOneOnly) {
  EXPECT_EQ(after("CREATE TABLE p (k int CONSTRAINT x CHECK (k > 0)) PARTITION BY LIST (k); CREATE "
                  "TABLE q PARTITION OF "
                  "p DEFAULT; ALTER TABLE p RENAME CONSTRAINT x TO y;"),
            after("CREATE TABLE p (k int CONSTRAINT y CHECK (k > 0)) PARTITION BY LIST (k); CREATE "
                  "TABLE q PARTITION OF "
                  "p DEFAULT;"));
  EXPECT_EQ(after("CREATE TABLE a (k int CONSTRAINT x CHECK (k > 0)); CREATE TABLE b (k int "
                  "CONSTRAINT x UNIQUE);"
                  "ALTER INDEX x RENAME TO y;"),
            after("CREATE TABLE a (k int CONSTRAINT x CHECK (k > 0)); CREATE TABLE b (k int "
                  "CONSTRAINT y UNIQUE);"));
}

TEST(SqlReader, ChangesReachPartitionsOfPartitions) {
  const std::string tables =
      "CREATE TABLE o (id int PRIMARY KEY); CREATE TABLE p (k int, l int) PARTITION BY LIST (k);"
      "CREATE TABLE q PARTITION OF p DEFAULT PARTITION BY LIST (l); CREATE TABLE r PARTITION OF q "
      "DEFAULT;";
  EXPECT_EQ(after(tables + "ALTER TABLE p ADD c int DEFAULT 1; ALTER TABLE p DROP COLUMN c;"),
            after(tables));
  EXPECT_EQ(after(tables +
                  "ALTER TABLE p ADD CONSTRAINT x CHECK (k > 0), ADD CONSTRAINT y UNIQUE (k, l),"
                  "ADD CONSTRAINT z FOREIGN KEY (k) REFERENCES o; ALTER TABLE p DROP CONSTRAINT x,"
                  "DROP CONSTRAINT y, DROP CONSTRAINT z;"),
            after(tables));
}

// A scratch server does not let scripts move extensions.
TEST(SqlReader, AnExtensionMovesWithWhatItBrings) {
  const auto reading = read({{"a.sql", R"(
    CREATE SCHEMA ext; CREATE SCHEMA other; CREATE EXTENSION citext WITH SCHEMA ext;
    CREATE TYPE pair AS (a ext.citext, b int);
    CREATE TABLE t (a ext.citext, b text);
    ALTER EXTENSION citext SET SCHEMA other; ALTER EXTENSION citext UPDATE TO '1.6';)"}});
  ASSERT_TRUE(reading) << reading.error().message;
  const model::Database& database = reading->database;
  EXPECT_TRUE(database->incomplete.empty());
  EXPECT_EQ(database->tables[0].columns[0].type.name, (model::Name{"other", "citext"}));
  ASSERT_EQ(database->others.size(), 2U);
  EXPECT_EQ(model::as<model::CompositeType>(database->others[0])->attributes[0].type.name,
            (model::Name{"other", "citext"}));
  EXPECT_EQ(*model::as<model::Extension>(database->others[1]),
            (model::Extension{"citext", "other", "1.6"}));
}

}  // namespace
}  // namespace mimar::read::sql_files
