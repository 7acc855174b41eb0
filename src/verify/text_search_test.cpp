// Text search configurations, dictionaries, parsers and templates: every field arrives by both
// readers, and our DDL makes the same again.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using TextSearchServer = support::BothWays;

std::string mapping(const model::TextSearchConfiguration& made, const std::string& token) {
  std::string dictionaries;
  for (const model::TokenMapping& one : made.mappings) {
    for (const model::Name& dictionary : one.dictionaries)
      if (one.token == token) dictionaries += dictionary.text() + " ";
  }
  return dictionaries;
}

TEST_F(TextSearchServer, EveryFieldOfADictionary) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app; SET search_path = app, public;
    CREATE TEXT SEARCH DICTIONARY "Names" (TEMPLATE = simple, STOPWORDS = english, accept = false);
    CREATE TEXT SEARCH DICTIONARY public.stems (template = pg_catalog.snowball, language = 'german');
    COMMENT ON TEXT SEARCH DICTIONARY stems IS 'what it''s for';
    CREATE TEXT SEARCH DICTIONARY later (TEMPLATE = simple, Accept = true);
    ALTER TEXT SEARCH DICTIONARY later (StopWords = 'german', Accept);
    ALTER TEXT SEARCH DICTIONARY later RENAME TO "Later";
    ALTER TEXT SEARCH DICTIONARY "Later" SET SCHEMA public;
    CREATE TEXT SEARCH DICTIONARY gone (TEMPLATE = simple); DROP TEXT SEARCH DICTIONARY gone;
    DROP TEXT SEARCH DICTIONARY IF EXISTS gone;)");
  const auto& names = defined<model::TextSearchDictionary>(database, "app.Names");
  EXPECT_EQ(names.template_name, (model::Name{"", "simple"}));
  EXPECT_EQ(names.options,
            (std::map<std::string, std::string>{{"accept", "false"}, {"stopwords", "english"}}));
  EXPECT_EQ(defined<model::TextSearchDictionary>(database, "public.Later").options,
            (std::map<std::string, std::string>{{"stopwords", "german"}}));
}

TEST_F(TextSearchServer, EveryFieldOfAConfiguration) {
  const model::Database database = agreed(R"(
    CREATE TEXT SEARCH DICTIONARY names (TEMPLATE = simple);
    CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, language = 'german');
    CREATE TEXT SEARCH CONFIGURATION plain (PARSER = pg_catalog."default");
    COMMENT ON TEXT SEARCH CONFIGURATION plain IS 'nothing yet';
    ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR asciiword, word WITH names, english_stem;
    ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR email, url, host WITH simple;
    ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR word WITH stems;
    ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING REPLACE simple WITH public.names;
    ALTER TEXT SEARCH CONFIGURATION plain ALTER MAPPING FOR asciiword REPLACE english_stem WITH stems;
    ALTER TEXT SEARCH CONFIGURATION plain DROP MAPPING FOR host;
    ALTER TEXT SEARCH CONFIGURATION plain DROP MAPPING IF EXISTS FOR host, "int";
    CREATE TEXT SEARCH CONFIGURATION copied (COPY = plain);
    ALTER TEXT SEARCH CONFIGURATION copied DROP MAPPING FOR email;)");
  const auto& plain = defined<model::TextSearchConfiguration>(database, "public.plain");
  EXPECT_EQ(plain.parser, (model::Name{"", "default"}));
  EXPECT_EQ(mapping(plain, "asciiword"), "public.names public.stems ");
  EXPECT_EQ(mapping(plain, "word"), "public.stems ");
  EXPECT_EQ(mapping(plain, "email"), "public.names ");
  EXPECT_EQ(mapping(plain, "host"), "");
  EXPECT_EQ(defined<model::TextSearchConfiguration>(database, "public.copied").mappings.size(), 3U);
}

TEST_F(TextSearchServer, CopiesOfWhatPostgresqlBrings) {
  const model::Database database = agreed(R"(
    CREATE TEXT SEARCH CONFIGURATION a (COPY = simple);
    CREATE TEXT SEARCH CONFIGURATION b (COPY = pg_catalog.english);
    CREATE TEXT SEARCH CONFIGURATION c (COPY = russian);
    CREATE TEXT SEARCH CONFIGURATION d (COPY = hindi);
    CREATE TEXT SEARCH CONFIGURATION e (COPY = armenian);
    CREATE EXTENSION unaccent;
    CREATE TEXT SEARCH CONFIGURATION french (COPY = pg_catalog.french);
    ALTER TEXT SEARCH CONFIGURATION public.french
      ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;)");
  EXPECT_EQ(mapping(defined<model::TextSearchConfiguration>(database, "public.french"), "word"),
            "public.unaccent french_stem ");
}

TEST_F(TextSearchServer, ExpressionsFollowTheConfiguration) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    CREATE TEXT SEARCH CONFIGURATION names (COPY = simple);
    CREATE TABLE t (a text, simple text DEFAULT 'names',
      v tsvector GENERATED ALWAYS AS (to_tsvector('names', a)) STORED);
    CREATE INDEX i ON t USING gin (to_tsvector('public.names'::regconfig, a));
    CREATE VIEW w AS SELECT to_tsvector('names', a) AS v, 'names' AS word FROM t;
    ALTER TEXT SEARCH CONFIGURATION names RENAME TO "Words";
    ALTER TEXT SEARCH CONFIGURATION "Words" SET SCHEMA app;
    ALTER SCHEMA app RENAME TO search;)");
  const model::Table* table = model::find_table(database, {"public", "t"});
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->columns[2].generated->sql, "to_tsvector('search.\"Words\"', a)");
  EXPECT_EQ(table->columns[1].default_value->sql, "'names'");
}

TEST_F(TextSearchServer, CascadeTakesWhatDepends) {
  const model::Database database = agreed(R"(
    CREATE TEXT SEARCH DICTIONARY names (TEMPLATE = simple);
    CREATE TEXT SEARCH CONFIGURATION a (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION a ALTER MAPPING FOR word WITH names;
    CREATE TEXT SEARCH CONFIGURATION b (COPY = simple);
    CREATE TABLE t (x text, a text DEFAULT 'a');
    CREATE INDEX with_a ON t USING gin (to_tsvector('a', x));
    CREATE INDEX with_b ON t USING gin (to_tsvector('b', x));
    CREATE VIEW v AS SELECT to_tsvector('a', x) AS found FROM t;
    DROP TEXT SEARCH DICTIONARY names CASCADE;)");
  const model::Table* table = model::find_table(database, {"public", "t"});
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->indexes.size(), 1U);
  EXPECT_EQ(table->indexes[0].name, "with_b");
  EXPECT_TRUE(database->views.empty());
  EXPECT_EQ(database->others.size(), 1U);
}

// Only a superuser makes these; the broker does it for functions that PostgreSQL pairs itself.
TEST_F(TextSearchServer, EveryFieldOfAParserAndATemplate) {
  const model::Database database = agreed(R"(
    CREATE SCHEMA app;
    CREATE TEXT SEARCH PARSER words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
      LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
    COMMENT ON TEXT SEARCH PARSER words IS 'as PostgreSQL''s own';
    CREATE TEXT SEARCH TEMPLATE app.plain (INIT = pg_catalog.dsimple_init, LEXIZE = dsimple_lexize);
    ALTER TEXT SEARCH TEMPLATE app.plain RENAME TO "Plain";
    CREATE TEXT SEARCH DICTIONARY names (TEMPLATE = app."Plain", accept = false);
    CREATE TEXT SEARCH CONFIGURATION found (PARSER = words);
    ALTER TEXT SEARCH CONFIGURATION found ADD MAPPING FOR word WITH names;
    ALTER TEXT SEARCH PARSER words SET SCHEMA app;
    CREATE TEXT SEARCH PARSER gone (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
      LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
    DROP TEXT SEARCH PARSER gone;)");
  EXPECT_EQ(defined<model::TextSearchParser>(database, "app.words"),
            (model::TextSearchParser{{"app", "words"},
                                     {"", "prsd_start"},
                                     {"", "prsd_nexttoken"},
                                     {"", "prsd_end"},
                                     {"", "prsd_headline"},
                                     {"", "prsd_lextype"}}));
  EXPECT_EQ(
      defined<model::TextSearchTemplate>(database, "app.Plain"),
      (model::TextSearchTemplate{{"app", "Plain"}, {"", "dsimple_init"}, {"", "dsimple_lexize"}}));
  EXPECT_EQ(defined<model::TextSearchDictionary>(database, "public.names").template_name,
            (model::Name{"app", "Plain"}));
}

// What it knows of PostgreSQL's own is what the server has.
TEST_F(TextSearchServer, StockConfigurationsAreTheServers) {
  std::string sql;
  Result<scratch::Database> database = scratch_->create_database();
  ASSERT_TRUE(database);
  const auto rows = database->owner().execute(
      "SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace ORDER BY "
      "1");
  ASSERT_TRUE(rows);
  ASSERT_GT(rows->rows.size(), 20U);
  for (const auto& row : rows->rows)
    sql += "CREATE TEXT SEARCH CONFIGURATION public." + *row[0] + " (COPY = pg_catalog." + *row[0] +
           ");\n";
  EXPECT_EQ(agreed(sql)->others.size(), rows->rows.size());
}

}  // namespace
}  // namespace mimar::verify
