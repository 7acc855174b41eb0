// Nothing that was written is dropped without a word: what a sentence says beyond what was
// understood is asked about.

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

constexpr const char* kShop =
    "An order has a number and a status (draft, placed or paid).\n"
    "A customer has a name and a country.\nA customer places many orders.\n";

Brief read(const std::string& text) {
  auto brief = read_brief(text, "brief.md");
  EXPECT_TRUE(brief);
  return brief ? std::move(*brief) : Brief{};
}

Sentence last(const std::string& sentence) {
  return read(kShop + sentence + "\n").sentences.back();
}

TEST(BriefHonesty, AConditionOfAWishIsAskedAbout) {
  for (const char* sentence : {"If a customer lives abroad, soft-delete orders."}) {
    const Sentence read = last(sentence);
    EXPECT_EQ(read.outcome, Sentence::Outcome::partly) << sentence;
    EXPECT_FALSE(read.question.empty()) << sentence;
  }
}

TEST(BriefHonesty, TheOccasionThatAPatternIsForNeedsNoQuestion) {
  EXPECT_EQ(last("When a customer asks to be forgotten, their personal data must be pseudonymised.")
                .outcome,
            Sentence::Outcome::understood);
  EXPECT_EQ(last("If a customer lives abroad, their personal data must be pseudonymised.").outcome,
            Sentence::Outcome::partly);
}

TEST(BriefHonesty, WhatIsDeclinedIsNotDone) {
  for (const char* sentence :
       {"Orders are not kept for 90 days.", "Do not soft-delete orders.",
        "Never isolate orders by customer.", "We do not need to audit orders."}) {
    const Brief brief = read(kShop + std::string(sentence) + "\n");
    EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::not_understood) << sentence;
    EXPECT_TRUE(brief.model.retentions.empty() && brief.model.wishes.empty()) << sentence;
    EXPECT_FALSE(brief.model.tenancy) << sentence;
  }
  EXPECT_EQ(read(kShop + std::string("Orders must not be kept longer than 90 days.\n"))
                .model.retentions.size(),
            1U);
}

TEST(BriefHonesty, TrailingWordsAreAskedAbout) {
  for (const char* sentence :
       {"Soft-delete customers except vampires.", "Keep an audit trail of orders written in blood.",
        "99.9% availability, measured by the bishop."}) {
    const Sentence read = last(sentence);
    EXPECT_EQ(read.outcome, Sentence::Outcome::partly) << sentence;
    EXPECT_FALSE(read.question.empty()) << sentence;
  }
  EXPECT_NE(last("Soft-delete customers except vampires.").question.find("vampires"),
            std::string::npos);
}

// Every table would look otherwise.
TEST(BriefHonesty, HalfAWishForEverythingChangesNothing) {
  for (const char* sentence : {"If the server is in Europe, isolate everything by customer.",
                               "Isolate everything by customer using separate continents.",
                               "The history of the change grows by the light of the moon."}) {
    const Brief brief = read(kShop + std::string(sentence) + "\n");
    EXPECT_NE(brief.sentences.back().outcome, Sentence::Outcome::understood) << sentence;
    EXPECT_FALSE(brief.sentences.back().question.empty()) << sentence;
    EXPECT_FALSE(brief.model.tenancy) << sentence;
    EXPECT_TRUE(brief.model.wishes.empty()) << sentence;
  }
}

// It would delete what the other half of the sentence keeps.
TEST(BriefHonesty, HalfOfARetentionDeletesNothing) {
  for (const char* sentence : {"When the moon is full, keep orders for 90 days.",
                               "Keep orders for 90 days unless a court objects."}) {
    const Brief brief = read(kShop + std::string(sentence) + "\n");
    EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::not_understood) << sentence;
    EXPECT_FALSE(brief.sentences.back().question.empty()) << sentence;
    EXPECT_TRUE(brief.model.retentions.empty()) << sentence;
  }
}

TEST(BriefHonesty, WhoMayChangeARowIsNoTenant) {
  const Brief brief = read(std::string(kShop) +
                           "A branch has a name. An order belongs to a branch.\n"
                           "Only customers of a branch can change its orders.\n");
  EXPECT_FALSE(brief.model.tenancy);
  EXPECT_NE(brief.sentences.back().outcome, Sentence::Outcome::understood);
}

TEST(BriefHonesty, HowOftenRowsAreReadIsNotHowTheyGrow) {
  const Brief brief =
      read(std::string(kShop) + "500,000 orders a year, with 50 reads a second and 3 writes.\n");
  for (const Volume& volume : brief.model.volumes)
    EXPECT_LE(volume.growth_per_year.value_or(0), 500000) << volume.entity;
}

TEST(BriefHonesty, WhatIsExceptedIsNotWhatIsMeant) {
  const Brief brief = read(std::string(kShop) + "Soft-delete customers except orders.\n");
  ASSERT_EQ(brief.model.wishes.size(), 1U);
  EXPECT_EQ(brief.model.wishes.front().entity, "customer");
}

TEST(BriefHonesty, EachSpanOfTimeGoesWithWhatStandsInFrontOfIt) {
  const Brief brief =
      read(std::string(kShop) + "Keep orders for 90 days and customers for two years.\n");
  EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::understood);
  ASSERT_EQ(brief.model.retentions.size(), 2U);
  EXPECT_EQ(brief.model.retentions[0].days, 90U);
  EXPECT_EQ(brief.model.retentions[1].entity, "customer");
  EXPECT_EQ(brief.model.retentions[1].days, 730U);
}

TEST(BriefHonesty, FreeNotesInATableAreAskedAbout) {
  const Brief brief = read(
      "## Order\n\n| Field | Type | Notes |\n|---|---|---|\n"
      "| code | text | smells of lavender under gentle moonlight |\n| total | money | required "
      "|\n");
  bool asked = false;
  for (const Sentence& sentence : brief.sentences)
    asked |= sentence.question.find("lavender") != std::string::npos;
  EXPECT_TRUE(asked);
}

}  // namespace
}  // namespace mimar::design
