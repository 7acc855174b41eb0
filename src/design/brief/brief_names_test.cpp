// What may be the name of an entity or an attribute, and what a list in parentheses is.

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

std::vector<std::string> entities(const Brief& brief) {
  std::vector<std::string> names;
  for (const Entity& entity : brief.model.entities)
    names.push_back(entity.name);
  std::ranges::sort(names);
  return names;
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

TEST(BriefNames, PronounsAdverbsAndMonthsNameNothing) {
  for (const char* sentence : {"A parcel is weighed twice.", "A parcel is opened partially.",
                               "Nobody opens a parcel.", "A parcel is sent to someone.",
                               "The fair is in October.", "Parcels are delivered in 90 ms."}) {
    const Brief brief = read(std::string("A parcel has a weight.\n") + sentence);
    for (const std::string& name : entities(brief))
      EXPECT_TRUE(name == "parcel" || name == "fair") << sentence << ": " << name;
    EXPECT_EQ(attributes(brief, "parcel"), Names{"weight"}) << sentence;
  }
}

TEST(BriefNames, ALabelIsNoEntity) {
  for (const char* sentence : {"R7: A parcel has a weight.", "(KL) A parcel has a weight.",
                               "Parcels: a parcel has a weight.", "D: a parcel has a weight",
                               "**F-12** A parcel has a weight.", "Data: a parcel has a weight."}) {
    const Brief brief = read_all(sentence);
    EXPECT_EQ(entities(brief), Names{"parcel"}) << sentence;
    EXPECT_EQ(attributes(brief, "parcel"), Names{"weight"}) << sentence;
  }
}

TEST(BriefNames, LinesAboutTheDocumentAreRemarks) {
  const Brief brief = read_all(
      "# Depot\n\nAuthor: the depot team.\nStatus: for comments.\n\nA parcel has a weight.");
  EXPECT_EQ(entities(brief), Names{"parcel"});
}

TEST(BriefNames, AStatusWithAListIsAnAttribute) {
  for (const char* sentence :
       {"Status: new, lost or found.", "Status of a parcel: new, lost, found",
        "Parcel status: new, lost, found", "The status of a parcel is new, lost or found."}) {
    const Brief brief = read_all(std::string("A parcel has a weight.\n") + sentence);
    EXPECT_EQ(entities(brief), Names{"parcel"}) << sentence;
    const Attribute* status = attribute(brief, "parcel", "status");
    ASSERT_NE(status, nullptr) << sentence;
    EXPECT_EQ(status->choices, (Names{"new", "lost", "found"})) << sentence;
  }
  const Brief below = read_all("## Parcel\n- weight in kg\n- mode: air, sea, road\n");
  ASSERT_NE(attribute(below, "parcel", "mode"), nullptr);
  EXPECT_EQ(attribute(below, "parcel", "mode")->choices, (Names{"air", "sea", "road"}));
}

TEST(BriefNames, PartsInParenthesesAreAttributes) {
  const Brief brief = read_all(
      "A courier has a name (first, last) and a home address (street, city and postcode).");
  EXPECT_EQ(attributes(brief, "courier"), (Names{"first name", "last name", "home address street",
                                                 "home address city", "home address postcode"}));
  const Brief table = read_all("A waybill has many lines (position, quantity, unit price).");
  EXPECT_EQ(attributes(table, "line"), (Names{"position", "quantity", "unit price"}));
  const Brief choice = read_all("A courier has a contact channel (email, phone, post).");
  ASSERT_NE(attribute(choice, "courier", "contact channel"), nullptr);
  EXPECT_EQ(attribute(choice, "courier", "contact channel")->choices.size(), 3U);
}

TEST(BriefNames, AStatementInParenthesesIsNoChoice) {
  const Brief brief = read("A courier has a locker number (not unique, colleagues share one).");
  ASSERT_NE(attribute(brief, "courier", "locker number"), nullptr);
  EXPECT_TRUE(attribute(brief, "courier", "locker number")->choices.empty());
}

TEST(BriefNames, WhatIsSaidBehindAName) {
  const Brief brief = read_all(
      "A courier has a photo optional, a badge no., a licence y/n and a rate per hour.\n"
      "A courier has the number of their bike.");
  EXPECT_EQ(attributes(brief, "courier"),
            (Names{"photo", "badge number", "licence", "rate per hour", "number of bike"}));
  EXPECT_TRUE(attribute(brief, "courier", "photo")->optional);
  EXPECT_EQ(attribute(brief, "courier", "licence")->kind, ValueKind::boolean);
}

TEST(BriefNames, AUnitMakesANumber) {
  const Brief brief = read_all(
      "A route has a break time in minutes, a delay in days, a mood from 1 to 5 and a seal of 4 to "
      "6 capital letters.");
  EXPECT_EQ(attribute(brief, "route", "break time")->kind, ValueKind::integer);
  EXPECT_EQ(attribute(brief, "route", "delay")->kind, ValueKind::integer);
  EXPECT_EQ(attribute(brief, "route", "mood")->kind, ValueKind::integer);
  EXPECT_EQ(attribute(brief, "route", "seal")->max_length, 6U);
  EXPECT_FALSE(attribute(brief, "route", "seal")->at_most);
}

TEST(BriefNames, StatesBehindAPreposition) {
  const Brief brief =
      read_all("A crate has a code.\nA crate is sealed, in transit, at the depot, opened or lost.");
  ASSERT_NE(attribute(brief, "crate", "status"), nullptr);
  EXPECT_EQ(attribute(brief, "crate", "status")->choices,
            (Names{"sealed", "in transit", "at depot", "opened", "lost"}));
}

TEST(BriefNames, WhatWasSpokenOfHasIt) {
  for (const char* sentence :
       {"Each has a code and a weight.", "Every one of them has a code and a weight.",
        "We record the code and the weight.", "We write down its code and its weight.",
        "It carries a code and a weight."}) {
    const Brief brief = read_all(std::string("A crate belongs to a depot.\n") + sentence);
    EXPECT_EQ(attributes(brief, "crate"), (Names{"code", "weight"})) << sentence;
  }
  const Brief talk = read_all("We operate 12 depots. Each has a code.");
  EXPECT_EQ(attributes(talk, "depot"), Names{"code"});
}

TEST(BriefNames, NothingIsSaidOfWhatANotUnderstoodSentenceSpokeOf) {
  const Brief brief =
      read("A crate has a code.\nGnomes blorp the wibble through flurbs.\nIt has a colour.");
  EXPECT_EQ(attributes(brief, "crate"), Names{"code"});
}

TEST(BriefNames, KeptForEach) {
  for (const char* sentence : {"For every crate we note a code and a weight.",
                               "We log a code and a weight for each crate.",
                               "The system also saves a code and a weight for every crate."}) {
    const Brief brief = read_all(sentence);
    EXPECT_EQ(attributes(brief, "crate"), (Names{"code", "weight"})) << sentence;
  }
}

TEST(BriefNames, AnAttributeIsNoSubjectOfARelationship) {
  const Brief brief = read(
      "A crate has a label text, a due date and a price.\nThe due date of a crate falls into "
      "one season.\nPrices come in several sizes.");
  EXPECT_EQ(find_entity(brief.model, "due date"), nullptr);
  EXPECT_EQ(find_entity(brief.model, "price"), nullptr);
}

TEST(BriefNames, ASentenceBelowAHeadingIsNoList) {
  const Brief brief = read(
      "## Crates\n\nA crate has a code. A crate wobbles gently whenever the crate is loaded.\n");
  EXPECT_TRUE(brief.model.relationships.empty());
}

TEST(BriefNames, NoEffectIsNoAttribute) {
  const Brief brief = read("A crate has a code.\nA crate has no effect.");
  EXPECT_EQ(attributes(brief, "crate"), Names{"code"});
}

TEST(BriefNames, ThePluralOfAnAttributeBehindItsEntity) {
  const Brief brief = read_all(
      "A depot has an address.\nA crate has a weight.\n"
      "Depot codes are unique.");
  ASSERT_EQ(brief.model.uniques.size(), 1U);
  EXPECT_EQ(brief.model.uniques.front().entity, "depot");
  EXPECT_EQ(brief.model.uniques.front().attributes, Names{"code"});
}

}  // namespace
}  // namespace mimar::design
