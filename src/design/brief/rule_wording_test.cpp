// Rules, states and how they change in the wording of other people; each is said back, and reading
// that again gives the same.

#include <gtest/gtest.h>

#include "base/text.h"
#include "design/brief/brief.h"

namespace mimar::design {
namespace {

constexpr const char* kYard =
    "# Boat yard\n\n"
    "A mechanic has a name. A berth has a number.\n"
    "A repair has a price, a deposit, an opened on, an optional closed on, an optional seal and a "
    "status (quoted, accepted, under way, finished or void). A repair belongs to a berth.\n"
    "A watch has a start, an end and belongs to a mechanic.\n\n";

std::vector<Sentence> read_below_yard(const std::string& text) {
  const auto context = read_brief(kYard, "brief.md");
  const auto brief = read_brief(kYard + text + "\n", "brief.md");
  EXPECT_TRUE(context && brief);
  if (!context || !brief) return {};
  return {brief->sentences.begin() + static_cast<std::ptrdiff_t>(context->sentences.size()),
          brief->sentences.end()};
}

std::string restated(const std::vector<Sentence>& sentences) {
  std::string all;
  for (const Sentence& sentence : sentences)
    all += (all.empty() ? "" : " ") + text::join(sentence.restated, " ");
  return all;
}

void expect_read(const std::string& said, const std::string& understood) {
  const std::vector<Sentence> read = read_below_yard(said);
  for (const Sentence& sentence : read)
    EXPECT_EQ(sentence.outcome, Sentence::Outcome::understood)
        << said << " -- " << sentence.question;
  EXPECT_EQ(restated(read), understood) << said;
  EXPECT_EQ(restated(read_below_yard(restated(read))), restated(read)) << said;
}

TEST(RuleWording, WhatBeginsEndsLater) {
  const char* after = "The end of a watch is after the start.";
  expect_read("A watch has to end after it starts.", after);
  expect_read("Watches end later than they start.", after);
  // Refused to be before is not before.
  expect_read("A watch cannot end before it has started.",
              "The end of a watch is at least the start.");
}

TEST(RuleWording, WhatAStateRequires) {
  const char* seal = "A finished repair has a seal.";
  for (const char* said :
       {"A finished repair must have a seal.", "Every repair that is finished has a seal.",
        "Finished repairs need a seal.", "A seal is required once the repair is finished."})
    expect_read(said, seal);
}

TEST(RuleWording, AComparisonHoldsWhereItsConditionDoes) {
  const char* equal = "The deposit of a repair is equal to the price when the repair is finished.";
  expect_read("If the repair is finished, the deposit equals the price.", equal);
  expect_read("The deposit equals the price when the repair is finished.", equal);
  expect_read("A finished repair has a deposit equal to its price.", equal);
}

TEST(RuleWording, AConditionThatNothingBindsTakesItsRuleAlong) {
  const std::vector<Sentence> read =
      read_below_yard("If the moon is full, the deposit equals the price.");
  EXPECT_EQ(read.back().outcome, Sentence::Outcome::not_understood);
  EXPECT_FALSE(read.back().question.empty());
}

TEST(RuleWording, StatesOfSeveralWordsChange) {
  expect_read("A repair moves from accepted to under way to finished.",
              "The status of a repair starts as accepted. The status of a repair can go from "
              "accepted to under way. The status of a repair can go from under way to finished.");
  expect_read("A repair can be finished only while it is under way.",
              "The status of a repair can go from under way to finished.");
  expect_read("An accepted repair can go under way.",
              "The status of a repair can go from accepted to under way.");
}

TEST(RuleWording, WhatMayBecomeWhat) {
  expect_read("Only a quoted repair can be accepted.",
              "The status of a repair can go from quoted to accepted.");
  expect_read("A quoted repair can be accepted or voided.",
              "The status of a repair can go from quoted to accepted. The status of a repair can "
              "go from quoted to void.");
  expect_read("A repair is created as quoted.", "The status of a repair starts as quoted.");
  expect_read("A repair can be voided unless it is finished.",
              "The status of a repair can go from accepted to void. The status of a repair can go "
              "from quoted to void. The status of a repair can go from under way to void.");
}

TEST(RuleWording, OneAtATime) {
  const char* apart = "Watches of a mechanic must not overlap.";
  expect_read("A mechanic can only stand one watch at a time.", apart);
  expect_read("A mechanic never has two watches at once.", apart);
  expect_read("A mechanic cannot have two overlapping watches.", apart);
}

TEST(RuleWording, WhatIsNoRuleOfStatesIsAskedAbout) {
  for (const char* said :
       {"A finished repair can no longer be changed.", "A watch lasts at most 12 hours.",
        "Repairs are only needed for 18 months.", "Backups are encrypted.",
        "The lowest price must be lower than the price."}) {
    const Sentence read = read_below_yard(said).back();
    EXPECT_EQ(read.outcome, Sentence::Outcome::not_understood) << said;
    EXPECT_FALSE(read.question.empty()) << said;
  }
}

TEST(RuleWording, WhatCanBeRestoredIsNotDeletedForThat) {
  const auto brief = read_brief(
      std::string(kYard) + "Deleted repairs can be restored within 30 days.\n", "brief.md");
  ASSERT_TRUE(brief);
  EXPECT_TRUE(brief->model.retentions.empty());
  ASSERT_EQ(brief->model.wishes.size(), 1U);
  EXPECT_EQ(brief->model.wishes.front().pattern, "soft-delete");
  EXPECT_FALSE(brief->sentences.back().question.empty());
}

}  // namespace
}  // namespace mimar::design
