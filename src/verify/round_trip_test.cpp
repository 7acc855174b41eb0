// The corpus, each schema read without a server, executed, emitted and executed again. With
// MIMAR_SCHEMAS set to a folder, its pagila.sql and *_pg.sql files join in; without it they are no
// tests at all.
#include "verify/round_trip.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "support/corpus.h"
#include "support/places.h"
#include "support/server.h"

namespace mimar::verify {
namespace {

class RoundTripFixture : public support::TestServer {
 protected:
  static RoundTrip go(const read::Reading& reading) {
    Result<RoundTrip> result = round_trip(reading, *scratch_);
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
  }
  static read::Reading reading_of(const std::string& sql) {
    Result<read::Reading> reading = read::read_files({{"test.sql", sql}});
    if (!reading) throw std::runtime_error(reading.error().message);
    return std::move(*reading);
  }
};

std::string told(const model::Comparison& comparison) {
  std::string text;
  const auto add = [&](const char* what, const std::vector<model::Difference>& list) {
    for (const model::Difference& difference : list)
      text += fmt::format("{}: {}: {}\n  {}\n  {}\n", what, difference.object, difference.what,
                          difference.left, difference.right);
  };
  add("different", comparison.differences);
  add("could not check", comparison.could_not_check);
  return text;
}

// --- the proof must be able to say no
// ---------------------------------------------------------------------------------

using RoundTripServer = RoundTripFixture;

// Not beside every server there is a pg_dump.
bool has_dump(const RoundTrip& result) {
  return std::any_of(result.evidence.begin(), result.evidence.end(),
                     [](const evidence::Evidence& item) {
                       return !item.observations.empty() &&
                              item.observations[0].witness == evidence::Witness::dump;
                     });
}

TEST_F(RoundTripServer, ConfirmsBothClaims) {
  const RoundTrip result =
      go(reading_of("CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > 0));"));
  ASSERT_EQ(result.evidence.size(), has_dump(result) ? 3U : 2U);
  for (const evidence::Evidence& item : result.evidence) {
    EXPECT_EQ(item.verdict, evidence::Verdict::confirmed) << item.reason;
    EXPECT_EQ(item.reason, "");
    EXPECT_EQ(item.server_version, scratch_->server_version());
    if (item.observations.at(0).witness == evidence::Witness::dump) {
      EXPECT_EQ(item.observations[0].output, "2 of the source, 2 of our DDL");
      continue;
    }
    EXPECT_EQ(item.observations.at(0).output,
              "1 table, 2 columns, 2 constraints, 0 indexes, 0 views, 0 sequences, 0 enums");
    EXPECT_EQ(item.observations.at(1).output, "1, of which 0 could not be checked");
  }
  EXPECT_EQ(result.evidence[0].command, "mimar inspect test.sql --verify");
}

TEST_F(RoundTripServer, AReadingThatIsNotItsSourceIsRefuted) {
  read::Reading reading = reading_of("CREATE TABLE t (a int, b text DEFAULT 'x');");
  reading.files[0].text = "CREATE TABLE t (a bigint, b text DEFAULT 'x');";
  const RoundTrip result = go(reading);
  EXPECT_EQ(result.evidence.at(0).verdict, evidence::Verdict::refuted);
  EXPECT_EQ(result.evidence[0].reason,
            "1 difference, the first: column public.t.a: type: integer <> bigint");
  EXPECT_EQ(result.evidence.at(1).verdict, evidence::Verdict::refuted);
  if (!has_dump(result)) return;
  EXPECT_EQ(result.evidence.at(2).verdict, evidence::Verdict::refuted);
  EXPECT_EQ(result.evidence[2].reason, "1 entry that differs, the first: TABLE public.t");
}

TEST_F(RoundTripServer, ASourceTheServerRefusesCouldNotBeChecked) {
  read::Reading reading = reading_of("CREATE TABLE t (a int);");
  reading.files[0].text += "\nCREATE TABLE u (a no_such_type);";
  const RoundTrip result = go(reading);
  EXPECT_EQ(result.evidence.at(0).verdict, evidence::Verdict::could_not_check);
  EXPECT_EQ(result.evidence[0].reason,
            "the server refused the source: test.sql:2: type \"no_such_type\" does not exist "
            "(SQLSTATE 42704)");
  EXPECT_EQ(result.evidence.at(1).verdict, evidence::Verdict::confirmed);
}

TEST_F(RoundTripServer, DdlTheServerRefusesIsRefuted) {
  read::Reading reading = reading_of("CREATE TABLE t (a int DEFAULT no_such_function());");
  reading.files[0].text = "CREATE TABLE t (a int);";
  EXPECT_EQ(go(reading).evidence.at(1).verdict, evidence::Verdict::refuted);
}

TEST_F(RoundTripServer, WhatIsRefusedAlikeSaysNothingOfTheDdl) {
  const RoundTrip result = go(reading_of("CREATE TABLE t (a int DEFAULT no_such_function());"));
  EXPECT_EQ(result.evidence.at(0).verdict, evidence::Verdict::could_not_check);
  EXPECT_EQ(result.evidence.at(1).verdict, evidence::Verdict::could_not_check);
}

TEST_F(RoundTripServer, ALiveSourceHasOneClaim) {
  read::Reading reading = reading_of("CREATE TABLE t (a int);");
  reading.files.clear();
  const RoundTrip result = go(reading);
  ASSERT_EQ(result.evidence.size(), 1U);
  EXPECT_EQ(result.evidence[0].verdict, evidence::Verdict::confirmed) << result.evidence[0].reason;
}

TEST_F(RoundTripServer, PgDumpSeesWhatTheLiveReaderDoesNot) {
  const auto live = [](const std::string& sql) {
    Result<scratch::Database> database = scratch_->create_database();
    if (!database) throw std::runtime_error(database.error().message);
    if (auto done = database->run_script(sql, "test.sql"); !done)
      throw std::runtime_error(done.error().message);
    Result<read::postgres::Reading> catalogs =
        read::postgres::read(database->owner(), read::postgres::Purpose::source);
    if (!catalogs) throw std::runtime_error(catalogs.error().message);
    read::Reading reading;
    reading.database = std::move(catalogs->database);
    const Result<RoundTrip> result = round_trip(reading, *scratch_, database->conninfo());
    if (!result) throw std::runtime_error(result.error().message);
    return *result;
  };
  const std::string made =
      "CREATE TABLE t (a int PRIMARY KEY, b text); GRANT SELECT ON t TO PUBLIC;";
  const RoundTrip same = live(made);
  if (!has_dump(same)) GTEST_SKIP() << "there is no pg_dump beside this server";
  ASSERT_EQ(same.evidence.size(), 2U);
  for (const evidence::Evidence& item : same.evidence)
    EXPECT_EQ(item.verdict, evidence::Verdict::confirmed) << item.reason;
  const RoundTrip lost = live(made + "COMMENT ON INDEX t_pkey IS 'of the key';");
  for (const evidence::Evidence& item : lost.evidence)
    EXPECT_EQ(item.verdict, evidence::Verdict::could_not_check) << item.claim;
  EXPECT_NE(lost.evidence.at(1).reason.find("COMMENT public.INDEX t_pkey: only in the source"),
            std::string::npos)
      << lost.evidence.at(1).reason;
}

TEST_F(RoundTripServer, OurDdlIsComparedBodyByBody) {
  const std::string function = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';";
  read::Reading reading = reading_of(function);
  reading.files[0].text = text::replace_all(function, "SELECT 1", "SELECT 2");
  const RoundTrip result = go(reading);
  EXPECT_EQ(result.evidence.at(1).verdict, evidence::Verdict::refuted);
  EXPECT_EQ(result.ddl_live.differences.at(0).what, "body");
}

TEST_F(RoundTripServer, WhatTheServerWasNotGivenIsTold) {
  const RoundTrip result = go(reading_of("CREATE DATABASE other;\nCREATE TABLE t (a int);"));
  EXPECT_EQ(result.evidence.at(0).observations.back().output,
            "test.sql: CREATE DATABASE is passed over on a scratch server");
}

TEST_F(RoundTripServer, WhatOnlyPsqlRunsIsNotChecked) {
  for (const char* command : {"\\i other.sql", "\\if :x\nCREATE TABLE u (a int);\n\\endif",
                              "SELECT 'CREATE TABLE u (a int)' \\gexec"}) {
    const RoundTrip result = go(reading_of(std::string("CREATE TABLE t (a int);\n") + command));
    for (const evidence::Evidence& item : result.evidence) {
      EXPECT_EQ(item.verdict, evidence::Verdict::could_not_check) << item.claim;
      EXPECT_NE(item.reason.find("test.sql:2: left out, because only psql runs it: \\"),
                std::string::npos)
          << item.reason;
    }
  }
}

TEST_F(RoundTripServer, AViewOverXmlKeepsItsQuery) {
  const RoundTrip result = go(reading_of(
      "CREATE TABLE t (x xml, s text);\n"
      "CREATE VIEW v AS SELECT xmlserialize(CONTENT x AS text) AS a, xmlparse(DOCUMENT s) AS b,\n"
      "  xmlroot(x, VERSION '1.1', STANDALONE YES) AS c FROM t;\n"
      "CREATE VIEW w AS SELECT q.* FROM t, xmltable(xmlnamespaces('urn:x' AS n), '/n:r/n:e'\n"
      "  PASSING t.x COLUMNS k FOR ORDINALITY, id int PATH '@id' DEFAULT 0 NOT NULL) AS q;"));
  EXPECT_NE(result.evidence.at(0).verdict, evidence::Verdict::refuted) << told(result.static_live);
  EXPECT_NE(result.evidence.at(1).verdict, evidence::Verdict::refuted) << result.evidence[1].reason;
  EXPECT_EQ(told(result.ddl_live), "");
}

// --- the corpus
// ---------------------------------------------------------------------------------------------------------

class RoundTripCorpusServer : public RoundTripFixture,
                              public ::testing::WithParamInterface<std::string> {};

// Tables that gained columns through their parent have these after their own. Ours have them in
// that order too, but only by standing alone first: they own the columns, which pg_dump tells.
std::string expected_reason(const std::string& path, const evidence::Evidence& item) {
  if (path.find("city_library") == std::string::npos || !item.claim.starts_with("pg_dump"))
    return {};
  return "6 entries that differ, the first: DEFAULT public.Book Acquired: only in the source's "
         "dump";
}

TEST_P(RoundTripCorpusServer, IsOneDatabaseOnAllThreeSides) {
  Result<read::Reading> reading = read::read(GetParam(), *world_);
  ASSERT_TRUE(reading) << reading.error().message;
  const RoundTrip result = go(*reading);
  if (major_version() < 15 && result.evidence.at(0).reason.find("42601") != std::string::npos)
    GTEST_SKIP() << "uses what PostgreSQL 15 brought";
  for (const evidence::Evidence& item : result.evidence)
    EXPECT_EQ(item.reason, expected_reason(GetParam(), item)) << item.claim;
  EXPECT_EQ(told(result.static_live), "");
  EXPECT_EQ(told(result.ddl_live), "");
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  const std::filesystem::path path(info.param);
  const std::string stem = path.stem().string();
  return stem == "schema" ? path.parent_path().filename().string() : stem;
}

INSTANTIATE_TEST_SUITE_P(Corpus, RoundTripCorpusServer,
                         ::testing::ValuesIn(support::corpus_schemas()), test_name);

}  // namespace
}  // namespace mimar::verify
