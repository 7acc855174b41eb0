// Wording that other people's briefs have.

#include <algorithm>

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Brief read(const std::string& text) {
  auto brief = read_brief(text, "brief.md");
  EXPECT_TRUE(brief);
  if (!brief) return {};
  for (const Sentence& sentence : brief->sentences)
    EXPECT_TRUE(sentence.outcome == Sentence::Outcome::understood)
        << sentence.text << " -- " << sentence.question;
  return std::move(*brief);
}

const Attribute* attribute(const Brief& brief, const std::string& entity, const std::string& name) {
  const Entity* holder = find_entity(brief.model, entity);
  if (holder == nullptr) return nullptr;
  const auto found = std::ranges::find(holder->attributes, name, &Attribute::name);
  return found == holder->attributes.end() ? nullptr : &*found;
}

TEST(BriefWording, ARangeBehindANounThatLooksLikeAVerb) {
  const Brief brief = read("A review has a star rating from 1 to 5.");
  const Attribute* rating = attribute(brief, "review", "star rating");
  ASSERT_NE(rating, nullptr);
  ASSERT_TRUE(rating->at_least && rating->at_most);
  EXPECT_EQ(rating->at_least->value, "1");
  EXPECT_EQ(rating->at_most->value, "5");
}

TEST(BriefWording, UpToSoMany) {
  const Brief brief =
      read("An account has a name.\nA show has a title.\nAn account can own up to 10 shows.");
  EXPECT_EQ(brief.model.relationships.size(), 1U);
}

TEST(BriefWording, BothAreKindsOfSomething) {
  const Brief brief = read("A user has a name.\nRiders and drivers are both kinds of user.");
  ASSERT_NE(find_entity(brief.model, "rider"), nullptr);
  EXPECT_EQ(find_entity(brief.model, "rider")->supertype, "user");
  ASSERT_NE(find_entity(brief.model, "driver"), nullptr);
  EXPECT_EQ(find_entity(brief.model, "driver")->supertype, "user");
}

TEST(BriefWording, SignsAndFormulas) {
  const Brief brief = read(
      "An order line has a quantity, a unit price and a total.\nQuantity > 0.\n"
      "The total equals quantity times unit price.");
  EXPECT_EQ(brief.model.entities.size(), 1U);
  ASSERT_NE(attribute(brief, "order line", "quantity"), nullptr);
  EXPECT_TRUE(attribute(brief, "order line", "quantity")->at_least);
  ASSERT_NE(attribute(brief, "order line", "total"), nullptr);
  EXPECT_TRUE(attribute(brief, "order line", "total")->derived);
}

TEST(BriefWording, OneOfThemIsCancelled) {
  const Brief brief = read(
      "A booking has a start date, an end date and a status (draft, paid, cancelled).\n"
      "Bookings may never overlap unless one of them is cancelled.");
  ASSERT_EQ(brief.model.non_overlaps.size(), 1U);
  EXPECT_EQ(brief.model.non_overlaps.front().except, std::vector<std::string>{"cancelled"});
}

TEST(BriefWording, InvisibleToOthers) {
  const Brief brief =
      read("An account has a name.\nAll data of one account must be invisible to other accounts.");
  ASSERT_TRUE(brief.model.tenancy);
  EXPECT_EQ(brief.model.tenancy->entity, "account");
}

TEST(BriefWording, ComplementsOfAVerbAreAttributesWhenTheirNameSaysWhatTheyAre) {
  const Brief brief =
      read("Guests register with first name, last name, e-mail address and phone number.");
  ASSERT_EQ(brief.model.entities.size(), 1U);
  EXPECT_EQ(brief.model.entities.front().attributes.size(), 4U);
}

}  // namespace
}  // namespace mimar::design
