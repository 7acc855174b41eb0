// The ten briefs of tests/corpus/briefs, from sentences to a server: nothing that was asked for is
// lost, and what holds it is tried.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "ops/design/pages.h"
#include "support/places.h"
#include "support/server.h"

namespace mimar::ops::designing {
namespace {

using evidence::Evidence;
using evidence::Verdict;

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(MIMAR_SOURCE_DIR) + "/tests/corpus/briefs"))
    if (entry.path().extension() == ".md" && entry.path().stem() != "ORIGIN")
      found.push_back(entry.path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

class BriefsServer : public support::TestServer, public testing::WithParamInterface<std::string> {};

std::string told(const std::vector<Evidence>& evidence, Verdict verdict,
                 const std::vector<std::string>& expected = {}) {
  std::string text;
  for (const Evidence& one : evidence) {
    const bool known = std::any_of(
        expected.begin(), expected.end(),
        [&](const std::string& reason) { return one.reason.find(reason) != std::string::npos; });
    if (one.verdict == verdict && !known) text += one.claim + ": " + one.reason + "\n";
  }
  return text;
}

// What no number of rows in such a test tells: the planner takes what costs as little, or no row
// meets the values. A column that is part of a partition key cannot be taken away to see what it
// does.
const std::vector<std::string> undecided{
    "more --rows may tell", "it meets no row", "that it could be asked with",
    "part of the partition key", "is in a primary key",
    // filled by a trigger, which does not fire for rows in bulk
    "FROM public.issues_counters returns none"};

std::vector<Evidence> of_accesses(const Design& design) {
  std::vector<Evidence> evidence;
  for (const verify::AccessPlan& access : design.proof->accesses)
    evidence.push_back(access.evidence);
  return evidence;
}

std::string lost_of(const Design& design) {
  std::string text;
  for (const std::size_t sentence : lost(design))
    text += design.brief.sentences[sentence].text + "\n";
  return text;
}

TEST_P(BriefsServer, NothingIsLostAndEverythingHolds) {
  std::ifstream file(std::string(MIMAR_SOURCE_DIR) + "/tests/corpus/briefs/" + GetParam() + ".md");
  const std::string written{std::istreambuf_iterator<char>(file), {}};
  auto brief = design::read_brief(written, GetParam() + ".md");
  ASSERT_TRUE(brief);
  Wanted wanted;
  wanted.rules = check::default_rules();
  wanted.rows = 1500;
  auto design = make(std::move(*brief), GetParam() + ".md", wanted, *world_);
  ASSERT_TRUE(design) << design.error().message;
  EXPECT_EQ(text::join(open_questions(*design), "\n"), "");
  EXPECT_EQ(lost_of(*design), "");
  for (const evidence::Finding& finding : design->findings)
    ADD_FAILURE() << finding.id << ": " << finding.message;
  ASSERT_TRUE(prove(*design, wanted, *world_));
  ASSERT_TRUE(design->proof);
  EXPECT_EQ(design->proof->accepted.verdict, Verdict::confirmed) << design->proof->accepted.reason;
  EXPECT_GT(design->proof->traces.size(), 0U);
  for (const auto* evidence : {&design->proof->traces, &design->proof->constraints}) {
    EXPECT_EQ(told(*evidence, Verdict::refuted), "");
    EXPECT_EQ(told(*evidence, Verdict::could_not_check, undecided), "");
  }
  // With few rows another index may be as cheap.
  EXPECT_EQ(told(of_accesses(*design), Verdict::refuted, {"the planner takes"}), "");
  EXPECT_EQ(told(of_accesses(*design), Verdict::could_not_check, undecided), "");
}

INSTANTIATE_TEST_SUITE_P(Corpus, BriefsServer, testing::ValuesIn(names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace mimar::ops::designing
