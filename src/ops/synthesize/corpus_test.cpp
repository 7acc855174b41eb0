// Whole schemas, filled on a server through the operation: no constraint is violated.

#include "support/corpus.h"

#include "ops/operation.h"
#include "support/server.h"

namespace mimar::ops::synthesize {
namespace {

class SynthesizeCorpusServer : public ::testing::TestWithParam<std::string> {};

TEST_P(SynthesizeCorpusServer, KeepsEveryConstraint) {
  const Operation* operation = find_operation("synthesize");
  ASSERT_NE(operation, nullptr);
  Arguments given;
  given.add("source", GetParam());
  given.add("rows", "20000");
  given.add("verify", "true");
  const Result<Arguments> arguments = complete(*operation, given);
  ASSERT_TRUE(arguments) << arguments.error().message;
  support::Silence silence;
  const auto world = world::make_real_world(silence);
  const Result<report::Report> report = operation->run(*arguments, *world);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->evidence.size(), 1U);
  EXPECT_EQ(report->evidence[0].verdict, evidence::Verdict::confirmed)
      << report->evidence[0].reason;
}

INSTANTIATE_TEST_SUITE_P(
    Corpus, SynthesizeCorpusServer, ::testing::ValuesIn(support::corpus_schemas()),
    [](const auto& schema) {
      return std::filesystem::path(schema.param).parent_path().filename().string() + '_' +
             std::filesystem::path(schema.param).stem().string();
    });

}  // namespace
}  // namespace mimar::ops::synthesize
