// Lists of attributes as people write them: what is optional, what a part of the list says of the
// one before it, and what depends on more than one entity.

#include <algorithm>

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Brief read(const std::string& text) {
  auto brief = read_brief(text, "brief.md");
  EXPECT_TRUE(brief);
  return brief ? std::move(*brief) : Brief{};
}

Brief read_all(const std::string& text) {
  Brief brief = read(text);
  for (const Sentence& sentence : brief.sentences) {
    EXPECT_TRUE(sentence.outcome == Sentence::Outcome::understood ||
                sentence.outcome == Sentence::Outcome::remark)
        << sentence.text << " -- " << sentence.question;
  }
  return brief;
}

std::vector<std::string> attributes(const Brief& brief, const std::string& entity) {
  std::vector<std::string> names;
  if (const Entity* found = find_entity(brief.model, entity)) {
    for (const Attribute& attribute : found->attributes)
      names.push_back(attribute.name);
  }
  return names;
}

const Attribute* attribute(const Brief& brief, const std::string& entity, const std::string& name) {
  const Entity* holder = find_entity(brief.model, entity);
  if (holder == nullptr) return nullptr;
  const auto found = std::ranges::find(holder->attributes, name, &Attribute::name);
  return found == holder->attributes.end() ? nullptr : &*found;
}

using Names = std::vector<std::string>;

TEST(BriefLists, OneOfTheListMayBeMissing) {
  for (const char* sentence : {"A kayak has a name, a colour and optionally a nickname.",
                               "A kayak has a name, a colour and, if it has one, a nickname.",
                               "A kayak has a name, a colour and maybe a nickname.",
                               "A kayak has a name, a colour and a nickname (optional).",
                               "Kayak: name, colour, nickname optional"}) {
    const Brief brief = read_all(sentence);
    ASSERT_NE(attribute(brief, "kayak", "nickname"), nullptr) << sentence;
    EXPECT_TRUE(attribute(brief, "kayak", "nickname")->optional) << sentence;
    EXPECT_FALSE(attribute(brief, "kayak", "colour")->optional) << sentence;
  }
}

TEST(BriefLists, APartThatSaysSomethingOfTheOneBefore) {
  const Brief brief = read_all(
      "## Kayak\n- hull code, unique, 9 characters\n- length in cm, at least 200\n- date, time\n");
  EXPECT_EQ(attributes(brief, "kayak"), (Names{"hull code", "length", "date", "time"}));
  ASSERT_NE(attribute(brief, "kayak", "hull code"), nullptr);
  EXPECT_EQ(attribute(brief, "kayak", "hull code")->max_length, 9U);
  ASSERT_TRUE(attribute(brief, "kayak", "length")->at_least);
  EXPECT_EQ(brief.model.uniques.size(), 1U);
}

TEST(BriefLists, AUnitForTwo) {
  const Brief brief = read_all("A trip has a paddling time and a drying time in minutes.");
  ASSERT_NE(attribute(brief, "trip", "paddling time"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "paddling time")->unit, "minutes");
  ASSERT_NE(attribute(brief, "trip", "paddling time"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "paddling time")->kind, ValueKind::integer);
}

TEST(BriefLists, WhatDependsOnAnotherEntityIsAskedAbout) {
  const Brief brief =
      read("A season has a name.\nA kayak has a colour.\nA kayak has a price per season and day.");
  EXPECT_EQ(attributes(brief, "kayak"), Names{"colour"});
  EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::partly);
}

TEST(BriefLists, PluralsOfMoneyAreThings) {
  const Brief brief = read_all("A trip has deposits and shipping costs.");
  EXPECT_NE(find_entity(brief.model, "deposit"), nullptr);
  EXPECT_EQ(attributes(brief, "trip"), Names{"shipping costs"});
}

TEST(BriefLists, ALineInBoldIsAHeading) {
  const Brief brief = read_all("**Kayaks**\n\n- colour\n- weight in kg\n\n**Trips:**\n- date\n");
  EXPECT_EQ(attributes(brief, "kayak"), (Names{"colour", "weight"}));
  EXPECT_EQ(attributes(brief, "trip"), Names{"date"});
}

TEST(BriefLists, ContractedVerbs) {
  const Brief brief = read_all("A paddler has a name.\nA club has a title.\nThey've got a colour.");
  EXPECT_EQ(attributes(brief, "club"), (Names{"title", "colour"}));
}

TEST(BriefLists, WhatWasCountedIsACount) {
  const Brief brief = read_all(
      "A trip has a quantity booked, an amount paid, the number of paddlers and a date booked.");
  ASSERT_NE(attribute(brief, "trip", "quantity booked"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "quantity booked")->kind, ValueKind::integer);
  ASSERT_NE(attribute(brief, "trip", "amount paid"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "amount paid")->kind, ValueKind::money);
  ASSERT_NE(attribute(brief, "trip", "number of paddlers"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "number of paddlers")->kind, ValueKind::integer);
  ASSERT_NE(attribute(brief, "trip", "date booked"), nullptr);
  EXPECT_EQ(attribute(brief, "trip", "date booked")->kind, ValueKind::date);
}

TEST(BriefLists, APersonInARoleIsAPerson) {
  const Brief brief =
      read_all("A member has a name.\nA trip has a date, a lead and a coordinator (optional).");
  EXPECT_EQ(attributes(brief, "trip"), Names{"date"});
  EXPECT_EQ(brief.model.relationships.size(), 2U);
}

TEST(BriefLists, ATopicOfOneSentence) {
  const Brief brief = read(
      "A club has a name.\nA kayak is what a paddler really wants and it has a colour and a hull "
      "code.");
  EXPECT_EQ(attributes(brief, "club"), Names{"name"});
  EXPECT_EQ(attributes(brief, "kayak"), (Names{"colour", "hull code"}));
}

TEST(BriefLists, TablesUnderALabelWithTitlesInOtherWords) {
  const Brief brief = read_all(
      "## Paddler\n\n- name\n\nBuoys\n\n| Name of field | Data format | Mandatory? | Meaning |\n"
      "|---|---|---|---|\n| hull_code | char(12) | y | printed on its belly |\n"
      "| depth | numeric | n | must be at least 3 |\n| tags | list of text | n | |\n");
  EXPECT_EQ(attributes(brief, "buoy"), (Names{"hull code", "depth", "tags"}));
  EXPECT_EQ(attribute(brief, "buoy", "hull code")->max_length, 12U);
  EXPECT_TRUE(attribute(brief, "buoy", "depth")->optional);
  EXPECT_TRUE(attribute(brief, "buoy", "depth")->at_least);
  EXPECT_TRUE(attribute(brief, "buoy", "tags")->many);
}

TEST(BriefLists, TablesOfSomethingElseAreNoAttributes) {
  const Brief brief = read(
      "## Paddler\n\n- name\n\n| Colour of helmet | Rank |\n|---|---|\n| red | novice |\n"
      "| blue | guide |\n");
  EXPECT_EQ(attributes(brief, "paddler"), Names{"name"});
}

TEST(BriefLists, WhetherThereMustBeAValue) {
  const std::pair<const char*, bool> said[] = {{"A kayak's colour may be left blank.", true},
                                               {"A kayak's colour need not be given.", true},
                                               {"A kayak's colour can be missing.", true},
                                               {"A kayak's colour must be stated.", false},
                                               {"A kayak's colour has to be filled in.", false},
                                               {"A kayak's colour may never be empty.", false}};
  for (const auto& [sentence, optional] : said) {
    const Brief brief = read_all(std::string("A kayak has a colour.\n") + sentence);
    ASSERT_NE(attribute(brief, "kayak", "colour"), nullptr) << sentence;
    EXPECT_EQ(attribute(brief, "kayak", "colour")->optional, optional) << sentence;
  }
}

TEST(BriefLists, AttributesCalledAttributes) {
  for (const char* sentence :
       {"A kayak has the following attributes: colour, hull code.",
        "The attributes of a kayak are: colour and hull code.",
        "A kayak's fields are colour and hull code.", "Kayak: colour; hull code"}) {
    const Brief brief = read_all(sentence);
    EXPECT_EQ(attributes(brief, "kayak"), (Names{"colour", "hull code"})) << sentence;
    EXPECT_EQ(brief.model.entities.size(), 1U) << sentence;
  }
}

TEST(BriefLists, NobodyKnowsWhoseItIs) {
  const std::string context = "A kayak has a colour.\nA helmet has a colour.\nA trip has a date.\n";
  const Brief asked = read(context + "The colour is optional.");
  EXPECT_FALSE(attribute(asked, "kayak", "colour")->optional);
  EXPECT_FALSE(attribute(asked, "helmet", "colour")->optional);
  const Brief said = read_all(context + "Colour and weight are optional for helmets.");
  EXPECT_FALSE(attribute(said, "kayak", "colour")->optional);
  EXPECT_TRUE(attribute(said, "helmet", "colour")->optional);
  EXPECT_TRUE(attribute(said, "helmet", "weight")->optional);
}

TEST(BriefLists, NoLongerThan) {
  const Brief brief =
      read_all("A kayak has a motto.\nThe motto cannot be longer than 70 characters.");
  EXPECT_EQ(attribute(brief, "kayak", "motto")->max_length, 70U);
}

TEST(BriefLists, ATableWithoutAHeadingIsAskedAbout) {
  const Brief brief = read(
      "As a paddler I want to rent kayaks so that I get home.\n\n| Field | Type |\n|---|---|\n"
      "| colour | text |\n");
  EXPECT_TRUE(attributes(brief, "paddler").empty());
  EXPECT_NE(brief.sentences.back().question.find("colour"), std::string::npos);
  const Brief told =
      read_all("A kayak has these fields:\n\n| Field | Type |\n|---|---|\n| colour | text |\n");
  EXPECT_EQ(attributes(told, "kayak"), Names{"colour"});
}

TEST(BriefLists, BoundsWithFractions) {
  const Brief brief = read_all("A guide has a rating between 1.0 and 5.0 and a mark from 1 to 5.");
  ASSERT_NE(attribute(brief, "guide", "rating"), nullptr);
  EXPECT_EQ(attribute(brief, "guide", "rating")->kind, ValueKind::decimal);
  EXPECT_EQ(attribute(brief, "guide", "mark")->kind, ValueKind::integer);
}

TEST(BriefLists, PartsWithStrokes) {
  const Brief brief =
      read_all("A trip has a landing place (lat/lng) and a tide (low / high / slack).");
  EXPECT_EQ(attributes(brief, "trip"), (Names{"landing place lat", "landing place lng", "tide"}));
  EXPECT_EQ(attribute(brief, "trip", "tide")->choices.size(), 3U);
}

TEST(BriefLists, AnOrderedPartOfTheList) {
  const Brief brief = read_all("A trip has stages, ordered, with a title and a length in km.");
  EXPECT_EQ(attributes(brief, "stage"), (Names{"title", "length"}));
  EXPECT_TRUE(attributes(brief, "trip").empty());
}

TEST(BriefLists, ThingsWithNamesOfValues) {
  const Brief brief =
      read_all("A tour has a skill grade.\nSkill grades belong to a scale and have steps.");
  EXPECT_NE(find_entity(brief.model, "skill grade"), nullptr);
  EXPECT_NE(find_entity(brief.model, "step"), nullptr);
}

TEST(BriefLists, StoredAreTheseThings) {
  const Brief brief =
      read_all("A kayak belongs to a club.\nRecorded are the colour and the weight.");
  EXPECT_EQ(attributes(brief, "kayak"), (Names{"colour", "weight"}));
}

TEST(BriefLists, ASumIsNoListOfChoices) {
  const Brief brief =
      read("A trip has a fee, a tip and a grand total, which is fee + tip \u2212 rebate.");
  EXPECT_EQ(attributes(brief, "trip"), (Names{"fee", "tip", "grand total"}));
  EXPECT_TRUE(attribute(brief, "trip", "grand total")->choices.empty());
}

TEST(BriefLists, WhatEndedLastIsNotTheNewest) {
  const Brief brief = read_all(
      "A paddler has a name.\nA permit belongs to a paddler and has a withdrawn at (optional).\n"
      "List a paddler's permits, newest first.");
  ASSERT_EQ(brief.model.accesses.size(), 1U);
  ASSERT_EQ(brief.model.accesses.front().order.size(), 1U);
  EXPECT_EQ(brief.model.accesses.front().order.front().first, "created at");
}

}  // namespace
}  // namespace mimar::design
