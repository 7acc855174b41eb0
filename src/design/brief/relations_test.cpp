// How many there are on each side of a relationship, and what stands between the two, whatever
// words say it.

#include <gtest/gtest.h>

#include "base/text.h"
#include "design/brief/brief.h"

namespace mimar::design {
namespace {

std::string end(const End& one) {
  return (one.many       ? "many "
          : one.required ? "one "
                         : "at most one ") +
         one.entity + (one.role.empty() ? "" : " (" + one.role + ")");
}

// "one member - many booking; many tag - many post (through use)", in the order of their names.
std::string relations(const std::string& text) {
  auto brief = read_brief(text, "brief.md");
  if (!brief) return brief.error().message;
  std::vector<std::string> lines;
  for (const Sentence& sentence : brief->sentences)
    EXPECT_EQ(sentence.outcome, Sentence::Outcome::understood)
        << sentence.text << " -- " << sentence.question;
  EXPECT_EQ(brief->contradictions, std::vector<std::string>{}) << text;
  for (const Relationship& one : brief->model.relationships)
    lines.push_back(end(one.from) + " - " + end(one.to) +
                    (one.through.empty() ? "" : " (through " + one.through + ")"));
  std::ranges::sort(lines);
  return text::join(lines, "; ");
}

void expect_all(const std::string& context, std::initializer_list<const char*> sentences,
                const std::string& expected) {
  for (const char* sentence : sentences)
    EXPECT_EQ(relations(context + sentence + "\n"), expected) << sentence;
}

TEST(BriefRelations, TheNounOfAVerbStandsBetweenTheTwoItJoins) {
  EXPECT_EQ(relations("Climbers reserve lanes. A reservation has a status."),
            "one climber - many reservation; one lane - many reservation");
  EXPECT_EQ(relations("Vans are rented by vendors. A rental has a start date."),
            "one van - many rental; one vendor - many rental");
  EXPECT_EQ(relations("Readers borrow copies. A loan has a due date."),
            "one copy - many loan; one reader - many loan");
  EXPECT_EQ(relations("Helpers sign up for outings. A sign-up has a status."),
            "one helper - many sign up; one outing - many sign up");
  EXPECT_EQ(relations("Vets prescribe ointments. A prescription has a date."),
            "one ointment - many prescription; one vet - many prescription");
  EXPECT_EQ(relations("A guest books a table. A table booking has a time."),
            "one guest - many table booking; one table - many table booking");
}

TEST(BriefRelations, WhatLastsHoldsOnceBetweenTheTwo) {
  EXPECT_EQ(relations("Pupils enrol in workshops. An enrolment has a date."),
            "many pupil - many workshop (through enrolment)");
  EXPECT_EQ(relations("Readers subscribe to columns. A subscription has a price."),
            "many reader - many column (through subscription)");
}

TEST(BriefRelations, AnotherMeaningOfTheNounIsLeftAlone) {
  EXPECT_EQ(relations("A warden organises walks. An organisation has a name. A walk has a date."),
            "one warden - many walk");
  EXPECT_EQ(relations("Buyers order spices. An order has a date and consists of order lines. An "
                      "order line refers to a spice."),
            "one buyer - many order; one order - many order line; one spice - many order line");
}

TEST(BriefRelations, AnArticleBehindADeedIsNoNumber) {
  EXPECT_EQ(relations("A buyer places an order. An order has a date."), "one buyer - many order");
  EXPECT_EQ(relations("A guest rates a dish. A dish has a name."), "many guest - many dish");
  EXPECT_EQ(relations("A guest places exactly one order. An order has a date."),
            "one guest - one order");
}

TEST(BriefRelations, PluralsOnBothSidesShareNothingUnlessSaid) {
  expect_all("A parcel has a weight. A sender has a name.\n",
             {"Parcels are posted by senders.", "Each parcel is posted by a sender.",
              "A sender posts parcels."},
             "one sender - many parcel");
}

TEST(BriefRelations, APerfectTenseIsTheVerb) {
  EXPECT_EQ(relations("A poem has a title. A poem has one or more poets. A poet may have written "
                      "many poems."),
            "many poem - many poet");
}

TEST(BriefRelations, NoneAtAllIsNotAtMostOne) {
  EXPECT_EQ(
      relations("A parcel has a weight. Every parcel comes from one sender. A sender can have "
                "no parcels at all."),
      "one sender - many parcel");
}

}  // namespace
}  // namespace mimar::design
