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

TEST(BriefRelations, AlternativesAreExclusive) {
  expect_all("A note has a text. A boat has a name. A dock has a name.\n",
             {"A note is attached either to a boat or to a dock, never to both.",
              "A note belongs to a boat or to a dock, one or the other.",
              "A note is about exactly one of boat or dock."},
             "one boat - many note; one dock - many note");
  EXPECT_EQ(relations("A pass has a code. A tour has a date. A bench has a number. A deck has a "
                      "name. A pass is for one tour and for a bench or a deck."),
            "one bench - many pass; one deck - many pass; one tour - many pass");
}

TEST(BriefRelations, WhatOneIsToTheOtherIsItsRole) {
  EXPECT_EQ(relations("A duel has a date. A club has a name. A duel is held between two clubs, the "
                      "home club and the guest club."),
            "one club (guest club) - many duel; one club (home club) - many duel");
  EXPECT_EQ(relations("A duel has a date. A club has a name. Each duel has a home club and a guest "
                      "club."),
            "one club (guest club) - many duel; one club (home club) - many duel");
  EXPECT_EQ(relations("A haul has a weight. A silo has a name. A haul moves grain from one silo to "
                      "another."),
            "one silo (from silo) - many haul; one silo (to silo) - many haul");
  EXPECT_EQ(relations("A farm has a name. A person has a name. Farms are run by one person, the "
                      "farm warden."),
            "one person (farm warden) - many farm");
  EXPECT_EQ(relations("A choir has a name. A singer has a name. A singer is the head of a choir."),
            "at most one singer (head) - many choir");
}

TEST(BriefRelations, OneOfAKindBelowAnother) {
  expect_all("A crate has a label.\n",
             {"A crate can be the child of another crate.",
              "Crates can be nested inside other "
              "crates.",
              "A crate may be part of another crate, loops being impossible."},
             "at most one crate (parent) - many crate");
  EXPECT_EQ(relations("A crate has a label. A crate may have a parent crate."),
            "at most one crate (parent crate) - many crate");
  EXPECT_EQ(relations("A chore has a title. Chores can have subchores."),
            "at most one chore (parent) - many chore");
}

TEST(BriefRelations, ThingsPerOtherThings) {
  expect_all("A hive has a name. A stand has a number.\n",
             {"There are several hives on each stand.", "For every stand there are many hives.",
              "We have several hives for each stand.", "A stand has several hives."},
             "one stand - many hive");
  EXPECT_EQ(relations("A keeper has a name. A tally per keeper and year."),
            "one keeper - many tally");
}

TEST(BriefRelations, TheRatioMayBeNamed) {
  expect_all("A hive has a name. A keeper has a name.\n",
             {"There is a many-to-many relationship between hives and keepers.",
              "Between hives and keepers there is a many-to-many relationship.",
              "Hives and keepers are in a many-to-many relationship."},
             "many hive - many keeper");
}

TEST(BriefRelations, ALimitSaidByNegation) {
  expect_all("A raft has a name. A trainer has a name.\n",
             {"No raft has more than one trainer.", "A raft must not have more than one trainer.",
              "A raft never has more than one trainer.", "A raft has at most one trainer.",
              "A raft can have one trainer only."},
             "at most one trainer - many raft");
}

TEST(BriefRelations, WhatFollowsAnObjectIsOfTheObject) {
  EXPECT_EQ(
      relations("A guest has a name. A dish has a name. A guest writes remarks about a dish."),
      "one dish - many remark; one guest - many remark");
}

TEST(BriefRelations, TheDoingIsAPartOfWhatIsDone) {
  EXPECT_EQ(relations("A debt has a date. A payment has an amount. Debts are paid by one or more "
                      "payments."),
            "one debt - many payment");
  EXPECT_EQ(
      relations("A cheque has an amount. A fine has a number. A cheque pays exactly one fine."),
      "one fine - many cheque");
}

TEST(BriefRelations, WhatIsNoThingIsNoEntity) {
  for (const char* sentence :
       {"Right now Ottilie keeps the walkers in a notebook.", "Marking is on 14 June.",
        "Somebody has a rope.", "Nobody is in two huts."}) {
    auto brief =
        read_brief(std::string("A walker has a name. A hut has a name.\n") + sentence, "brief.md");
    ASSERT_TRUE(brief);
    EXPECT_NE(brief->sentences.back().outcome, Sentence::Outcome::understood) << sentence;
    EXPECT_EQ(brief->model.entities.size(), 2U) << sentence;
  }
}

TEST(BriefRelations, KindsThatAreDescribedAreEntities) {
  for (const char* sentence :
       {"There are two kinds of crafts: rafts and punts.",
        "A craft is exactly one of raft or punt.", "Rafts and punts are crafts.",
        "A craft is either a raft or a punt."}) {
    auto brief = read_brief(std::string("A craft has a number. A raft has a load. A punt has a "
                                        "pole.\n") +
                                sentence,
                            "brief.md");
    ASSERT_TRUE(brief);
    const Entity* raft = find_entity(brief->model, "raft");
    ASSERT_NE(raft, nullptr) << sentence;
    EXPECT_EQ(raft->supertype, "craft") << sentence;
    EXPECT_EQ(brief->sentences.back().outcome, Sentence::Outcome::understood) << sentence;
  }
}

TEST(BriefRelations, AChangeOfStateIsToldInSteps) {
  auto brief = read_brief(
      "A kite has a status (packed, aloft). A kite starts as packed and goes to "
      "aloft.",
      "brief.md");
  ASSERT_TRUE(brief);
  ASSERT_EQ(brief->model.entities.size(), 1U);
  EXPECT_EQ(brief->model.entities.front().attributes.size(), 1U);
}

TEST(BriefRelations, WhatIsDoneAgainAndAgainIsAThing) {
  EXPECT_EQ(relations("A guest has a name. A sauna has a name. Guests book saunas. Booking status "
                      "is open or closed."),
            "one guest - many booking; one sauna - many booking");
  EXPECT_EQ(relations("A guest has a name. A bike has a number. A guest can rent many bikes."),
            "one bike - many rental; one guest - many rental");
  EXPECT_EQ(relations("An owner has a name. A hut has a name. Owners rent out huts."),
            "one owner - many hut");
}

TEST(BriefRelations, WhatIsGivenToSomebodyStandsBetween) {
  EXPECT_EQ(relations("A judge has a name. A cake has a name. A mark has a value. A judge gives a "
                      "cake a mark."),
            "one cake - many mark; one judge - many mark");
  EXPECT_EQ(relations("A guest has a name. An inn has a name. A guest writes a review of an inn."),
            "one guest - many review; one inn - many review");
}

TEST(BriefRelations, AttributesOfWhatIsShared) {
  EXPECT_EQ(relations("A climber has a name. A skill has a name. Climbers have skills with a level "
                      "from 1 to 5."),
            "many climber - many skill (through climber skill)");
  auto brief = read_brief(
      "A climber has a name. A route has a name. Any climber can rate a route "
      "with 1 to 5 stars.",
      "brief.md");
  ASSERT_TRUE(brief);
  const Entity* rating = find_entity(brief->model, "rating");
  ASSERT_NE(rating, nullptr);
  ASSERT_EQ(rating->attributes.size(), 1U);
  EXPECT_EQ(rating->attributes.front().at_most->value, "5");
  EXPECT_EQ(brief->model.entities.size(), 3U);
}

TEST(BriefRelations, OfThreeThatOneVerbJoinsTheThirdIsAskedAbout) {
  auto brief = read_brief(
      "A nurse has a name. A ward has a name. A shift has a date. Nurses are "
      "assigned to wards for a shift.",
      "brief.md");
  ASSERT_TRUE(brief);
  EXPECT_EQ(brief->sentences.back().outcome, Sentence::Outcome::partly);
}

TEST(BriefRelations, TheAttributesOfWhatIsMadeAreItsOwn) {
  auto brief = read_brief(
      "A member has a name. A hall has a name. A member signs a contract with "
      "one home hall. A contract has a start date.",
      "brief.md");
  ASSERT_TRUE(brief);
  ASSERT_EQ(brief->model.relationships.size(), 2U);
  for (const Relationship& one : brief->model.relationships)
    EXPECT_EQ(one.to.entity, "contract");
}

TEST(BriefRelations, AQuantityWithinAWholeIsOfBoth) {
  expect_all("A hamper has a date. A jam has a name.\n",
             {"A hamper holds jams with a quantity of 1 to 9.",
              "A hamper is composed of jams with a quantity."},
             "many hamper - many jam (through hamper jam)");
}

TEST(BriefRelations, OnePerOther) {
  const auto brief = read_brief(
      "A sheet has a title. A query has a text. An answer has a text. A "
      "sheet holds one answer per query.",
      "brief.md");
  ASSERT_TRUE(brief);
  ASSERT_EQ(brief->model.uniques.size(), 1U);
  EXPECT_EQ(brief->model.uniques.front().attributes, (std::vector<std::string>{"sheet", "query"}));
  EXPECT_EQ(brief->model.relationships.size(), 2U);
}

TEST(BriefRelations, AGapIsFilledWithItsVerb) {
  auto brief = read_brief(
      "A van has a plate. A bike has a bell. Vans carry a load in kg, bikes a "
      "basket size.",
      "brief.md");
  ASSERT_TRUE(brief);
  EXPECT_TRUE(brief->model.relationships.empty());
  EXPECT_NE(find_attribute(*find_entity(brief->model, "bike"), "basket size"), nullptr);
}

TEST(BriefRelations, VersionsAreParts) {
  EXPECT_EQ(relations("A tea has a name. A variant has a code. A tea is sold in several variants."),
            "one tea - many variant");
}

TEST(BriefRelations, WhatIsOfOneAloneAndWhatIsNot) {
  EXPECT_EQ(relations("A haul has a date. A crop has a name and a colour. A haul has a crop."),
            "one crop - many haul");
  EXPECT_EQ(relations("A rider has a name. A rider has a profile. A profile has a motto."),
            "one rider - one profile");
}

TEST(BriefRelations, WhatIsNamedTwiceHasTwoRoles) {
  EXPECT_EQ(relations("A ferry has a number. A pier has a name. A ferry goes from one pier to "
                      "another pier."),
            "one pier (from pier) - many ferry; one pier (to pier) - many ferry");
  EXPECT_EQ(relations("A ferry has a number. A pier has a name. A ferry has an origin and a target "
                      "pier, which are piers."),
            "one pier (origin) - many ferry; one pier (target pier) - many ferry");
  EXPECT_EQ(relations("A letter has a text. A user has a name. A letter has one sender and one or "
                      "more recipients, all of them users."),
            "many letter - many user (recipient); one user (sender) - many letter");
}

TEST(BriefRelations, ATreeHasParents) {
  expect_all("A moss has a name.\n",
             {"Mosses form a tree.", "There is a hierarchy of mosses.",
              "Mosses are arranged in a hierarchy."},
             "at most one moss (parent) - many moss");
}

TEST(BriefRelations, APhraseStandsBetweenSubjectAndVerb) {
  auto brief = read_brief(
      "A warden has a name. A path has a name. A warden has a badge and each "
      "walk on paths and bridges is logged.",
      "brief.md");
  ASSERT_TRUE(brief);
  EXPECT_TRUE(brief->model.relationships.empty());
}

// A mass noun without an article is kept when the sentence describes it.
TEST(Relations, AMassThatHasAttributesIsAnEntity) {
  for (const char* sentence :
       {"Furniture has a colour and a price.", "Furniture belongs to a house and has a price.",
        "Luggage has a tag number and a weight."}) {
    const auto brief = read_brief(std::string("A house has a name.\n") + sentence + "\n", "b.md");
    ASSERT_TRUE(brief);
    EXPECT_EQ(brief->model.entities.size(), 2U) << sentence;
    EXPECT_EQ(brief->sentences.back().outcome, Sentence::Outcome::understood) << sentence;
  }
  const auto brief = read_brief("A house has a name.\nMaria has a car.\n", "b.md");
  ASSERT_TRUE(brief);
  for (const Entity& entity : brief->model.entities)
    EXPECT_NE(entity.name, "maria");
}

TEST(BriefRelations, ANumberThatNoTableHoldsIsSaid) {
  for (const char* sentence :
       {"A hutch has exactly five rabbits.", "A hutch holds up to 40 rabbits.",
        "A hutch is shared by 2 to 6 rabbits."}) {
    auto brief = read_brief(std::string("A hutch has a number. A rabbit has a name.\n") + sentence,
                            "brief.md");
    ASSERT_TRUE(brief);
    EXPECT_TRUE(std::ranges::any_of(brief->remarks, [](const std::string& one) {
      return one.find("the tables take any number") != std::string::npos;
    })) << sentence;
  }
}

TEST(BriefRelations, KindsOfOneAnotherContradict) {
  auto brief = read_brief(
      "A skiff is a kind of dinghy. A dinghy is a kind of skiff. A skiff has a "
      "number. The weight of a skiff is at least 0.",
      "brief.md");
  ASSERT_TRUE(brief);
  EXPECT_EQ(brief->contradictions.size(), 1U);
}

}  // namespace
}  // namespace mimar::design
