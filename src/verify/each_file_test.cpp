// With MIMAR_HISTORIES set to a folder of migration folders, each of them joins in as a slow proof;
// without it they are no tests at all.
#include "verify/each_file.h"

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "support/server.h"

namespace mimar::verify {
namespace {

std::string told(const std::vector<FileStep>& steps) {
  std::string text;
  for (const FileStep& step : steps) {
    for (const auto* list : {&step.differences, &step.could_not_check})
      for (const model::Difference& one : *list)
        text += step.file + ": " + one.object + ": " + one.what + ": " + one.left + " <> " +
                one.right + '\n';
    for (const std::string& note : step.incomplete)
      text += step.file + " is named: " + note + '\n';
  }
  return text;
}

class EachFileServer : public support::TestServer {
 protected:
  static EachFile go(const read::Reading& reading) {
    Result<EachFile> result = each_file(reading, *scratch_, *world_);
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
  }
  static read::Reading reading_of(const std::vector<std::string>& texts) {
    std::vector<read::sql_files::File> files;
    for (const std::string& text : texts)
      files.push_back({std::to_string(files.size() + 1) + ".sql", text});
    Result<read::Reading> reading = read::read_files(files);
    if (!reading) throw std::runtime_error(reading.error().message);
    return std::move(*reading);
  }
};

TEST_F(EachFileServer, ConfirmsAHistory) {
  const EachFile result = go(reading_of({"CREATE TABLE t (a int PRIMARY KEY);",
                                         "ALTER TABLE t ADD b text DEFAULT 'x' CHECK (b <> '');",
                                         "ALTER TABLE t RENAME b TO c;"}));
  EXPECT_EQ(result.evidence.verdict, evidence::Verdict::confirmed) << result.evidence.reason;
  EXPECT_EQ(result.evidence.reason, "");
  ASSERT_EQ(result.steps.size(), 3U);
  EXPECT_EQ(result.steps[2].expressions, 2U);
  EXPECT_EQ(result.evidence.observations.at(0).output, "3 of 3; 3 brought no difference");
}

TEST_F(EachFileServer, TellsTheFileThatBroughtADifferenceOnce) {
  read::Reading reading = reading_of(
      {"CREATE TABLE t (a int);", "ALTER TABLE t ADD b text;", "ALTER TABLE t ADD c int;"});
  // Both readers get the file; only what is already there differs.
  reading.files[0].text += "\nDO $$ BEGIN EXECUTE 'ALTER TABLE t ADD z ' || pg_typeof(1); END $$;";
  reading.files[1].text = "ALTER TABLE t ADD b text;";
  const EachFile result = go(reading);
  ASSERT_EQ(result.steps.size(), 3U);
  EXPECT_EQ(result.steps[0].differences.at(0).object, "column public.t.z");
  EXPECT_EQ(result.steps[0].incomplete.size(), 1U);
  EXPECT_TRUE(result.steps[1].equal());
  EXPECT_TRUE(result.steps[2].equal());
  EXPECT_EQ(result.evidence.verdict, evidence::Verdict::could_not_check);
  EXPECT_EQ(result.evidence.reason, "1 file brought differences");
}

TEST_F(EachFileServer, AFileTheServerRefusesEndsIt) {
  read::Reading reading = reading_of({"CREATE TABLE t (a int);", "CREATE TABLE u (a int);"});
  reading.files[1].text = "CREATE TABLE u (a no_such_type);";
  const EachFile result = go(reading);
  EXPECT_EQ(result.steps.size(), 1U);
  EXPECT_EQ(result.evidence.verdict, evidence::Verdict::could_not_check);
  EXPECT_EQ(result.evidence.reason,
            "the server refused 2.sql: 2.sql:1: type \"no_such_type\" does not exist (SQLSTATE "
            "42704)");
}

TEST_F(EachFileServer, AFileThatLocksRunsInATransaction) {
  const EachFile result =
      go(reading_of({"CREATE TABLE t (a int);", "LOCK TABLE t;\nALTER TABLE t ADD b int -- last"}));
  EXPECT_EQ(result.evidence.verdict, evidence::Verdict::confirmed) << result.evidence.reason;
}

// --- whole histories

std::vector<std::string> histories() {
  std::vector<std::string> paths;
  const char* folder = std::getenv("MIMAR_HISTORIES");
  if (folder == nullptr) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory()) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

class EachFileSlowServer : public EachFileServer,
                           public ::testing::WithParamInterface<std::string> {};

TEST_P(EachFileSlowServer, BothReadersAgreeSaveWhereAFileIsNamed) {
  Result<read::Reading> reading = read::read(GetParam(), *world_);
  ASSERT_TRUE(reading) << reading.error().message;
  const EachFile result = go(*reading);
  EXPECT_EQ(result.steps.size(), reading->files.size()) << result.evidence.reason;
  std::size_t expressions = 0, unresolved = 0;
  for (const FileStep& step : result.steps) {
    EXPECT_TRUE(step.differences.empty() || !step.incomplete.empty()) << told({step});
    expressions += step.expressions;
    unresolved += step.unresolved;
  }
  EXPECT_LE(unresolved * 50, expressions) << told(result.steps);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).filename().string();
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(EachFileSlowServer);
INSTANTIATE_TEST_SUITE_P(Histories, EachFileSlowServer, ::testing::ValuesIn(histories()),
                         test_name);

}  // namespace
}  // namespace mimar::verify
