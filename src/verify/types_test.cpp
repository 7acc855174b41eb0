// Domains, composite and range types, collations, extensions, operators, casts and statistics:
// every field arrives by both readers, and our DDL makes the same again.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using TypesServer = support::BothWays;

const model::OtherObject& object(const model::Database& database, const std::string& kind,
                                 const std::string& name) {
  for (const model::OtherObject& one : database->others) {
    if (one.kind == kind && one.name == name) return one;
  }
  throw std::runtime_error("no " + kind + " " + name);
}

template <class T>
const T& typed(const model::Database& database, const std::string& kind, const std::string& name) {
  const T* found = model::as<T>(object(database, kind, name));
  if (found == nullptr) throw std::runtime_error(kind + " " + name + " is opaque");
  return *found;
}

TEST_F(TypesServer, EveryFieldOfADomain) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    CREATE DOMAIN app."Positive" AS numeric(10,2) DEFAULT 1 + 1 NOT NULL
      CONSTRAINT more CHECK (VALUE > 0) CHECK (VALUE < 1000) CHECK (VALUE IN (1, 2, 3));
    ALTER DOMAIN app."Positive" ADD CONSTRAINT later CHECK (VALUE <> 7) NOT VALID;
    CREATE DOMAIN word AS varchar(20) COLLATE "C" CHECK (VALUE ~ '^[a-z]+$' AND length(VALUE) > 1);
    CREATE DOMAIN of_words AS word[];
    CREATE DOMAIN of_domain AS word; CREATE DOMAIN nothing AS text DEFAULT NULL;
    CREATE TABLE uses (a app."Positive", b of_words, c of_domain DEFAULT 'x');
    COMMENT ON DOMAIN word IS 'one word';
    COMMENT ON CONSTRAINT more ON DOMAIN app."Positive" IS 'not nothing';)");
  const auto& domain = typed<model::Domain>(database, "domain", "app.Positive");
  EXPECT_EQ(domain.type, (model::DataType{{"", "numeric"}, {10, 2}, "", false}));
  EXPECT_TRUE(domain.not_null);
  EXPECT_EQ(domain.default_value->sql, "1 + 1");
  ASSERT_EQ(domain.checks.size(), 4U);
  EXPECT_EQ(domain.checks[0].name, "Positive_check");
  EXPECT_EQ(domain.checks[1].name, "Positive_check1");
  EXPECT_TRUE(domain.checks[2].not_valid);
  EXPECT_EQ(domain.checks[3].comment, "not nothing");
  EXPECT_EQ(typed<model::Domain>(database, "domain", "public.word").collation,
            (model::Name{"", "C"}));
  EXPECT_EQ(object(database, "domain", "public.word").comment, "one word");
  EXPECT_FALSE(typed<model::Domain>(database, "domain", "public.nothing").default_value);
}

TEST_F(TypesServer, ADomainAltered) {
  const model::Database database = agreed(R"(
    CREATE DOMAIN d AS text DEFAULT 'a' CONSTRAINT first CHECK (VALUE <> '') CHECK (VALUE <> 'b');
    ALTER DOMAIN d DROP DEFAULT;
    ALTER DOMAIN d SET NOT NULL;
    ALTER DOMAIN d ADD CHECK (VALUE <> 'c') NOT VALID;
    ALTER DOMAIN d VALIDATE CONSTRAINT d_check1;
    ALTER DOMAIN d DROP CONSTRAINT d_check;
    ALTER DOMAIN d DROP CONSTRAINT IF EXISTS nothing;
    ALTER DOMAIN d RENAME CONSTRAINT first TO "The first";
    ALTER DOMAIN d RENAME TO e;
    CREATE SCHEMA app; ALTER DOMAIN e SET SCHEMA app;
    ALTER DOMAIN app.e SET DEFAULT 'z';)");
  const auto& domain = typed<model::Domain>(database, "domain", "app.e");
  ASSERT_EQ(domain.checks.size(), 2U);
  EXPECT_EQ(domain.checks[0].name, "The first");
  EXPECT_FALSE(domain.checks[1].not_valid);
}

TEST_F(TypesServer, EveryFieldOfACompositeType) {
  const model::Database database = agreed(R"(
    CREATE TYPE mood AS ENUM ('sad');
    CREATE TYPE pair AS (a mood[], "B" text COLLATE "C", c numeric(3,1), d interval day to second(2));
    COMMENT ON TYPE pair IS 'two'; COMMENT ON COLUMN pair."B" IS 'second';
    CREATE TYPE nothing AS ();
    CREATE TYPE nested AS (p pair, q int);
    ALTER TYPE nested ADD ATTRIBUTE r timestamptz(3), DROP ATTRIBUTE q, ADD ATTRIBUTE s text;
    ALTER TYPE nested ALTER ATTRIBUTE s TYPE varchar(5) COLLATE "POSIX";
    ALTER TYPE nested RENAME ATTRIBUTE s TO "S s";
    ALTER TYPE nested DROP ATTRIBUTE IF EXISTS q;
    CREATE TABLE t (p pair, n nested[]);)");
  const auto& pair = typed<model::CompositeType>(database, "composite type", "public.pair");
  ASSERT_EQ(pair.attributes.size(), 4U);
  EXPECT_EQ(pair.attributes[1].comment, "second");
  EXPECT_EQ(object(database, "composite type", "public.pair").comment, "two");
  const auto& nested = typed<model::CompositeType>(database, "composite type", "public.nested");
  ASSERT_EQ(nested.attributes.size(), 3U);
  EXPECT_EQ(nested.attributes[2].name, "S s");
}

TEST_F(TypesServer, EveryFieldOfARangeType) {
  const model::Database database = agreed(R"(
    CREATE FUNCTION span(a float8, b float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT a - b';
    CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = span);
    CREATE TYPE words AS RANGE (SUBTYPE = text, COLLATION = "C", SUBTYPE_OPCLASS = text_pattern_ops,
                                MULTIRANGE_TYPE_NAME = many_words);
    CREATE TYPE plain AS RANGE (SUBTYPE = int8);
    COMMENT ON TYPE plain IS 'numbers';
    CREATE TABLE t (a floatrange, b many_words, c plain, d plain_multirange);)");
  const auto& floats = typed<model::RangeType>(database, "range type", "public.floatrange");
  EXPECT_EQ(floats.multirange, (model::Name{"public", "floatmultirange"}));
  EXPECT_EQ(floats.subtype_difference, (model::Name{"public", "span"}));
  const auto& words = typed<model::RangeType>(database, "range type", "public.words");
  EXPECT_EQ(words.subtype_opclass, (model::Name{"", "text_pattern_ops"}));
  EXPECT_EQ(words.collation, (model::Name{"", "C"}));
}

// PostgreSQL shows the first argument as "" beside the second.
TEST_F(TypesServer, ArgumentsWithoutANameInBodies) {
  const model::Database database = agreed(R"(
    CREATE TABLE "quo""ted" (a int, t text);
    CREATE FUNCTION f(int, b int) RETURNS int LANGUAGE sql
      BEGIN ATOMIC SELECT a + $1 + b FROM "quo""ted" WHERE t <> '"" it''s'; END;
    CREATE FUNCTION g(int, int) RETURNS int LANGUAGE sql RETURN $1 + $2;)");
  EXPECT_EQ(names(database).size(), 2U);
}

TEST_F(TypesServer, EveryFieldOfACollation) {
  const model::Database database = agreed(R"(
    CREATE COLLATION plain (LOCALE = 'C');
    CREATE COLLATION parts (LC_COLLATE = 'POSIX', LC_CTYPE = 'C');
    CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-DE', DETERMINISTIC = false);
    CREATE COLLATION copied FROM "POSIX";
    COMMENT ON COLLATION german IS 'sorts names';
    CREATE TABLE t (a text COLLATE german, b text COLLATE plain);
    CREATE INDEX ON t (b COLLATE copied);
    ALTER COLLATION plain RENAME TO simple;
    CREATE SCHEMA app; ALTER COLLATION simple SET SCHEMA app;)");
  const auto& german = typed<model::Collation>(database, "collation", "public.german");
  EXPECT_EQ(german.locale, "de-DE");
  EXPECT_FALSE(german.deterministic);
  EXPECT_EQ(model::find_table(database, {"public", "t"})->columns[1].collation,
            (model::Name{"app", "simple"}));
}

TEST_F(TypesServer, EveryFieldOfAnOperator) {
  const model::Database database = agreed(R"(
    CREATE TYPE point3 AS (x int, y int, z int);
    CREATE FUNCTION same(point3, point3) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
    CREATE FUNCTION other(point3, point3) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT false';
    CREATE FUNCTION minus(point3) RETURNS point3 IMMUTABLE LANGUAGE sql AS 'SELECT $1';
    CREATE OPERATOR === (FUNCTION = same, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = ===,
      NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
    CREATE OPERATOR !== (FUNCTION = other, LEFTARG = point3, RIGHTARG = point3, COMMUTATOR = !==);
    CREATE OPERATOR - (FUNCTION = minus, RIGHTARG = point3);
    COMMENT ON OPERATOR - (NONE, point3) IS 'turned round';
    ALTER OPERATOR !== (point3, point3) SET (RESTRICT = neqsel, JOIN = neqjoinsel);
    ALTER OPERATOR === (point3, point3) SET (RESTRICT = NONE);)");
  const auto& same =
      typed<model::Operator>(database, "operator", "public.===(public.point3, public.point3)");
  EXPECT_EQ(same.commutator, (model::Name{"public", "==="}));
  EXPECT_EQ(same.negator, (model::Name{"public", "!=="}));
  EXPECT_TRUE(same.restrict_estimator.empty());
  EXPECT_EQ(same.join_estimator, (model::Name{"", "eqjoinsel"}));
  EXPECT_TRUE(same.hashes && same.merges);
  const auto& other =
      typed<model::Operator>(database, "operator", "public.!==(public.point3, public.point3)");
  EXPECT_EQ(other.negator, (model::Name{"public", "==="}));
  EXPECT_FALSE(typed<model::Operator>(database, "operator", "public.-(NONE, public.point3)").left);
}

TEST_F(TypesServer, EveryFieldOfACast) {
  const model::Database database = agreed(R"(
    CREATE TYPE mood AS ENUM ('sad'); CREATE TYPE pair AS (a int, b int);
    CREATE FUNCTION to_int(mood) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION to_pair(int, int, boolean) RETURNS pair IMMUTABLE LANGUAGE sql AS 'SELECT NULL::pair';
    CREATE CAST (mood AS int) WITH FUNCTION to_int(mood) AS IMPLICIT;
    CREATE CAST (int AS pair) WITH FUNCTION to_pair(int, int, boolean) AS ASSIGNMENT;
    CREATE CAST (mood AS bytea) WITH INOUT;
    COMMENT ON CAST (mood AS int) IS 'how bad';)");
  const auto& cast = typed<model::Cast>(database, "cast", "(integer AS public.pair)");
  EXPECT_EQ(cast.context, "assignment");
  EXPECT_EQ(cast.function_arguments.size(), 3U);
  EXPECT_EQ(typed<model::Cast>(database, "cast", "(public.mood AS bytea)").method, "inout");
}

TEST_F(TypesServer, EveryFieldOfStatistics) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    CREATE TABLE t (a int, b int, c text, d timestamp);
    CREATE STATISTICS app.two (dependencies, ndistinct) ON b, a FROM t;
    CREATE STATISTICS all_kinds ON c, lower(c), (a + b) FROM t;
    CREATE STATISTICS one ON (date_trunc('day', d)) FROM t;
    ALTER STATISTICS app.two SET STATISTICS 500;
    ALTER STATISTICS one SET STATISTICS 10; ALTER STATISTICS one SET STATISTICS -1;
    COMMENT ON STATISTICS one IS 'by day';
    ALTER TABLE t RENAME COLUMN a TO "A"; ALTER TABLE t RENAME TO tt;
    ALTER STATISTICS one RENAME TO uno;)");
  const auto& two = typed<model::ExtendedStatistics>(database, "statistics", "app.two");
  EXPECT_EQ(two.kinds, (std::vector<std::string>{"dependencies", "ndistinct"}));
  EXPECT_EQ(two.columns, (std::vector<std::string>{"A", "b"}));
  EXPECT_EQ(two.target, 500);
  const auto& all = typed<model::ExtendedStatistics>(database, "statistics", "public.all_kinds");
  EXPECT_EQ(all.expressions.size(), 2U);
  EXPECT_EQ(all.kinds.size(), 3U);
  EXPECT_TRUE(typed<model::ExtendedStatistics>(database, "statistics", "public.uno").kinds.empty());
}

TEST_F(TypesServer, CastsByFunctionsOfAnExtension) {
  agreed(R"(
    CREATE SCHEMA ext; CREATE EXTENSION citext WITH SCHEMA ext;
    CREATE TYPE pair AS (a ext.citext, b int);
    CREATE FUNCTION to_pair(ext.citext) RETURNS pair IMMUTABLE LANGUAGE sql AS 'SELECT NULL::pair';
    CREATE CAST (ext.citext AS pair) WITH FUNCTION to_pair(ext.citext);
    CREATE EXTENSION btree_gist WITH SCHEMA ext;
    CREATE TYPE days AS RANGE (SUBTYPE = date, SUBTYPE_DIFF = daterange_subdiff);)");
}

TEST_F(TypesServer, ExtensionsAndWhatTheyBring) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA ext;
    CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext;
    CREATE EXTENSION hstore;
    CREATE EXTENSION pg_trgm VERSION '1.5';
    CREATE TABLE t (a ext.citext, b hstore);
    COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';)");
  EXPECT_EQ(typed<model::Extension>(database, "extension", "citext").schema, "ext");
  EXPECT_EQ(typed<model::Extension>(database, "extension", "pg_trgm").version, "1.5");
}

TEST_F(TypesServer, RenamesAreFollowed) {
  agreed(R"(
    CREATE SCHEMA app;
    CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN short AS varchar(3); CREATE TYPE pair AS (a mood, b short);
    CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'sad'::mood, s short, p pair, CHECK (m <> 'ok'::mood));
    CREATE INDEX i ON t (id) WHERE m = 'ok'::mood;
    CREATE VIEW v AS SELECT m AS x, 'a'::short AS y FROM t;
    CREATE DOMAIN sad AS mood CHECK (VALUE <> 'ok'::mood);
    CREATE STATISTICS st ON (m = 'ok'::mood), id FROM t;
    ALTER TYPE mood RENAME TO "Feeling";
    ALTER TYPE "Feeling" SET SCHEMA app;
    ALTER DOMAIN short RENAME TO tiny;
    ALTER TYPE pair SET SCHEMA app;
    ALTER SCHEMA app RENAME TO "Big App";)");
}

TEST_F(TypesServer, ADroppedTypeTakesItsUsersAlong) {
  const model::Database database = agreed(R"(
    CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN short AS varchar(3);
    CREATE DOMAIN sad AS mood; CREATE TYPE pair AS (a mood, b int);
    CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'sad', s sad, k int);
    CREATE INDEX ON t (m, id); CREATE UNIQUE INDEX ON t (k) WHERE m = 'ok';
    CREATE TABLE defaults (a text DEFAULT ('sad'::mood)::text, b text CHECK (b <> ('ok'::mood)::text), c int);
    CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION g() RETURNS mood LANGUAGE sql AS 'SELECT NULL::mood';
    CREATE VIEW gone AS SELECT id FROM t WHERE m = 'sad';
    CREATE VIEW gone_too AS SELECT * FROM gone;
    CREATE VIEW stays AS SELECT id, k FROM t;
    DROP TYPE mood CASCADE;)");
  EXPECT_EQ(names(database),
            (std::vector<std::string>{"composite type public.pair", "domain public.short"}));
  EXPECT_EQ(database->views.size(), 1U);
  EXPECT_EQ(model::find_table(database, {"public", "t"})->columns.size(), 2U);
}

TEST_F(TypesServer, ADroppedFunctionTakesItsUsersAlong) {
  agreed(R"(
    CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED, c int DEFAULT f(1), CHECK (f(c) > 0), d int);
    CREATE INDEX ON t (f(a)); CREATE INDEX ON t (d);
    CREATE DOMAIN by_default AS int DEFAULT f(3);
    CREATE DOMAIN by_check AS int CHECK (f(VALUE) > 1);
    CREATE STATISTICS st ON (f(a)), d FROM t;
    CREATE OPERATOR ### (FUNCTION = f, RIGHTARG = int);
    CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf();
    CREATE VIEW v AS SELECT f(d) AS x FROM t;
    DROP FUNCTION f(int) CASCADE;
    DROP FUNCTION tf CASCADE;)");
}

TEST_F(TypesServer, ADroppedColumnOrTableTakesItsUsersAlong) {
  const model::Database database = agreed(R"(
    CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED, c int, d int);
    CREATE STATISTICS st ON a, c FROM t; CREATE STATISTICS other ON c, d FROM t;
    CREATE VIEW uses AS SELECT a FROM t; CREATE VIEW stays AS SELECT c FROM t;
    CREATE VIEW everything AS SELECT * FROM t;
    ALTER TABLE t DROP COLUMN a CASCADE;
    CREATE TABLE q (x int, y int); CREATE STATISTICS qs ON x, y FROM q;
    CREATE TABLE r (q q, z int);
    CREATE FUNCTION takes(q) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION gives() RETURNS SETOF q LANGUAGE sql AS 'SELECT * FROM q';
    CREATE SEQUENCE s; CREATE TABLE n (id int DEFAULT nextval('s'), k int);
    DROP SEQUENCE s CASCADE;
    DROP TABLE q CASCADE;)");
  EXPECT_EQ(names(database), (std::vector<std::string>{"statistics public.other"}));
  EXPECT_EQ(database->views.size(), 1U);
  EXPECT_EQ(model::find_table(database, {"public", "r"})->columns.size(), 1U);
}

TEST_F(TypesServer, ADroppedSchemaOrExtensionTakesItsUsersAlong) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    CREATE TYPE app.mood AS ENUM ('sad'); CREATE DOMAIN app.d AS int; CREATE COLLATION app.co (LOCALE = 'C');
    CREATE FUNCTION app.f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE app.t (a int PRIMARY KEY);
    CREATE TABLE t (id int, m app.mood, d app.d, c text COLLATE app.co, f int DEFAULT app.f(1), r int REFERENCES app.t);
    CREATE VIEW v AS SELECT a FROM app.t;
    CREATE EXTENSION citext; CREATE EXTENSION "uuid-ossp";
    CREATE TABLE u (id uuid DEFAULT uuid_generate_v4(), mail citext, plain text);
    CREATE VIEW mails AS SELECT mail FROM u;
    DROP SCHEMA app CASCADE;
    DROP EXTENSION citext CASCADE;
    DROP EXTENSION "uuid-ossp" CASCADE;)");
  EXPECT_TRUE(database->others.empty());
  EXPECT_TRUE(database->views.empty());
  EXPECT_EQ(model::find_table(database, {"public", "t"})->columns.size(), 3U);
}

}  // namespace
}  // namespace mimar::verify
