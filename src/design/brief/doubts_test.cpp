// What a person is asked and told: contradictions, typos, repetitions, circles of must-haves.

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Brief read(std::string_view text) {
  auto brief = read_brief(text, "brief.md");
  EXPECT_TRUE(brief);
  return brief ? std::move(*brief) : Brief{};
}

TEST(BriefDoubts, ExactlyOneAndManyContradict) {
  const Brief brief = read("A project has exactly one milestone.\nA project has many milestones.");
  ASSERT_EQ(brief.contradictions.size(), 1U);
  EXPECT_NE(brief.contradictions.front().find("line 1"), std::string::npos);
  EXPECT_NE(brief.contradictions.front().find("line 2"), std::string::npos);
}

TEST(BriefDoubts, TwoDifferentListsOfChoicesContradict) {
  EXPECT_EQ(
      read("A task has a status (open, done).\nA task has a status (planned, active or done).")
          .contradictions.size(),
      1U);
  EXPECT_TRUE(read("A task has a status (open, done).\nA task has a status (done or open).")
                  .contradictions.empty());
}

TEST(BriefDoubts, ANameOneLetterAwayIsAskedAbout) {
  const Brief brief = read(
      "A project has many milestones.\nA milestone has a title.\nA milestone belongs to one "
      "project.\nA milestne has a due date.");
  EXPECT_EQ(brief.sentences[3].outcome, Sentence::Outcome::partly);
  EXPECT_EQ(brief.sentences[3].question, "Did you mean «milestone» by «milestne»?");
  EXPECT_EQ(find_entity(brief.model, "milestne"), nullptr);
}

TEST(BriefDoubts, AnEntityNobodyDescribesIsNamed) {
  const Brief brief = read("A project has a name.\nA project belongs to a programme.");
  ASSERT_EQ(brief.remarks.size(), 1U);
  EXPECT_NE(brief.remarks.front().find("«programme»"), std::string::npos);
}

TEST(BriefDoubts, RepetitionsAndCirclesAreRemarkedOn) {
  const Brief twice = read("A project has a name.\nEvery project has a name.");
  ASSERT_EQ(twice.remarks.size(), 1U);
  EXPECT_EQ(twice.remarks.front(), "line 2 says the same as line 1");
  const Brief circle =
      read("A person has exactly one passport.\nA passport belongs to exactly one person.");
  ASSERT_EQ(circle.remarks.size(), 1U);
  EXPECT_NE(circle.remarks.front().find("at its end"), std::string::npos);
}

TEST(BriefDoubts, WhatIsNotUnderstoodIsKeptWithAQuestion) {
  const Brief brief =
      read("A project has a name.\nGlue frobnicates sideways under gentle moonlight.");
  EXPECT_EQ(brief.sentences[1].outcome, Sentence::Outcome::not_understood);
  EXPECT_FALSE(brief.sentences[1].question.empty());
  EXPECT_EQ(brief.model.entities.size(), 1U);
}

}  // namespace
}  // namespace mimar::design
