// Tables that nobody asked for are worse than a question.
#include <gtest/gtest.h>

#include "design/brief/brief.h"
#include "design/brief/syntax/syntax.h"

namespace mimar::design {
namespace {

std::vector<std::string> entities_of(const std::string& text) {
  const auto brief = read_brief(text, "test.md");
  std::vector<std::string> names;
  if (brief)
    for (const Entity& entity : brief->model.entities)
      names.push_back(entity.name);
  return names;
}

using Strings = std::vector<std::string>;

TEST(Syntax, TellsWhichWordsAreNoNouns) {
  const std::string sentence = "The parcel is weighed first and can be sent back in whole.";
  ASSERT_FALSE(brief::parse_sentence(sentence).empty()) << "no dictionary of English";
  EXPECT_TRUE(brief::is_no_noun(sentence, "first"));
  EXPECT_TRUE(brief::is_no_noun(sentence, "weighed"));
  EXPECT_FALSE(brief::is_no_noun(sentence, "parcel"));
  EXPECT_FALSE(brief::is_no_noun(sentence, "crate")) << "not in the sentence";
}

TEST(Syntax, KnowsWordsFromMisspellings) {
  EXPECT_TRUE(brief::is_english("former"));
  EXPECT_FALSE(brief::is_english("milestne"));
  EXPECT_FALSE(brief::is_english(""));
  EXPECT_FALSE(brief::is_english("(("));
}

TEST(Syntax, LeavesLongAndStrangeTextAlone) {
  EXPECT_TRUE(brief::parse_sentence(std::string(400, 'x')).empty());
  brief::parse_sentence("");
  brief::parse_sentence("((((\"]] ;; --");
  brief::parse_sentence("\xC3\xA9\xF0\x9F\x98\x80 a b");
}

TEST(Standing, WhatIsNoNounIsNoTable) {
  EXPECT_EQ(entities_of("A parcel has a weight and a sender name.\n"
                        "Parcels can be returned in whole or partially.\n"
                        "A parcel is weighed first, whatever the courier says."),
            Strings{"parcel"});
}

TEST(Standing, WhatIsMerelyMetIsAskedAbout) {
  const auto brief = read_brief(
      "A courier has a name.\n"
      "Couriers drive to villages behind the hills whenever somebody there waits long enough.",
      "test.md");
  ASSERT_TRUE(brief);
  EXPECT_EQ(brief->model.entities.size(), 1U);
  EXPECT_NE(brief->sentences[1].outcome, Sentence::Outcome::understood);
  EXPECT_FALSE(brief->sentences[1].question.empty());
}

TEST(Standing, OnlyAMisspellingIsTakenForAnotherName) {
  const std::string describes = "A courier has a name.\n";
  const auto real = read_brief(describes + "Hurrying courtiers wherever.", "test.md");
  const auto misspelt = read_brief(describes + "Whenever corier hurrying.", "test.md");
  ASSERT_TRUE(real && misspelt);
  EXPECT_EQ(real->sentences[1].question.find("Did you mean"), std::string::npos);
  EXPECT_NE(misspelt->sentences[1].question.find("Did you mean «courier»"), std::string::npos)
      << misspelt->sentences[1].question;
}

TEST(Standing, NothingIsDeletedByHalfASentence) {
  const auto brief = read_brief(
      "A parcel has a weight.\nParcels are kept for 30 days.\n"
      "Parcels whose label the courier lost somewhere are kept for 5 days behind the hills.",
      "test.md");
  ASSERT_TRUE(brief);
  ASSERT_EQ(brief->model.retentions.size(), 1U);
  EXPECT_EQ(brief->model.retentions[0].days, 30U);
}

TEST(Standing, WhoseRowsAreDeletedIsSaidAndNotGuessed) {
  const auto brief = read_brief(
      "A parcel has a weight.\nThe courier writes a diary of each tour. Keep it for 3 years.",
      "test.md");
  ASSERT_TRUE(brief);
  EXPECT_TRUE(brief->model.retentions.empty());
  EXPECT_EQ(brief->sentences.back().question, "Whose rows are kept for so long?");
}

TEST(Standing, WhatTenantsAreNotIsolatesNothing) {
  const auto brief =
      read_brief("A tariff has a name. A depot has a name.\nTariffs are set by us, not by tenants.",
                 "test.md");
  ASSERT_TRUE(brief);
  EXPECT_FALSE(brief->model.tenancy);
}

TEST(Standing, AListThatIsAskedForIsNoTable) {
  const std::vector<std::string> names = entities_of(
      "A depot has a name. A courier belongs to a depot and has an email. A van has a colour.\n"
      "List couriers of a depot with their vans.");
  EXPECT_EQ(std::count(names.begin(), names.end(), "list courier"), 0);
}

TEST(Standing, PartsAreCalledByTheirWholeNameOrByHalfOfIt) {
  EXPECT_EQ(entities_of("A waybill has a number. A waybill consists of one or more positions.\n"
                        "A waybill position has a weight. 3 million positions."),
            (Strings{"waybill", "waybill position"}));
  EXPECT_EQ(entities_of("A courier has a name and many bags. A bag has a colour.\n"
                        "A courier bag is something else and has a size."),
            (Strings{"courier", "bag", "courier bag"}));
}

TEST(Standing, AThingThatASentenceSaysInFullStands) {
  EXPECT_EQ(entities_of("A courier drives many vans.\nA parcel belongs to a depot."),
            (Strings{"courier", "van", "parcel", "depot"}));
}

}  // namespace
}  // namespace mimar::design
