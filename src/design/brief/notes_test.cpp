#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Brief noted(const std::string& text) {
  auto brief = read_brief(text, "notes.md");
  EXPECT_TRUE(brief);
  return brief ? std::move(*brief) : Brief{};
}

std::vector<std::string> attributes_of(const Brief& brief, const std::string& name) {
  std::vector<std::string> names;
  if (const Entity* entity = find_entity(brief.model, name))
    for (const Attribute& attribute : entity->attributes)
      names.push_back(attribute.name);
  return names;
}

using Strings = std::vector<std::string>;

TEST(Notes, ANameAndAColonHaveWhatFollows) {
  for (const char* text :
       {"- per parcel: weight, colour, sender email", "- Each parcel: weight, colour, sender email",
        "- for every parcel: weight, colour, sender email",
        "- Parcel = what we carry: weight, colour + sender email"}) {
    const Brief brief = noted(text);
    EXPECT_EQ(attributes_of(brief, "parcel"), (Strings{"weight", "colour", "sender email"}))
        << text;
  }
}

TEST(Notes, MultiplicitiesOfDiagramsSayHowMany) {
  const Brief brief = noted(
      "A depot has a name. A van has a number plate. A depot owns 0..n vans.\n\n"
      "A courier has an email. A van has 0..1 couriers.");
  ASSERT_EQ(brief.model.relationships.size(), 2U);
  EXPECT_TRUE(brief.model.relationships[0].to.many);
  EXPECT_FALSE(brief.model.relationships[0].to.required);
  for (const Sentence& sentence : brief.sentences)
    EXPECT_EQ(sentence.outcome, Sentence::Outcome::understood) << sentence.text;
}

TEST(Notes, AFlagBelongsToTheNameBehindItsComma) {
  const Brief brief = noted("A depot has a name and a unique, short code.");
  EXPECT_EQ(attributes_of(brief, "depot"), (Strings{"name", "short code"}));
  EXPECT_EQ(brief.model.uniques.size(), 1U);
}

TEST(Notes, AnAbbreviationEndsNoSentence) {
  EXPECT_EQ(noted("The wgt. of a parcel is at most 30.").sentences.size(), 1U);
  EXPECT_EQ(noted("We have ca. 200 parcels.").sentences.size(), 1U);
  EXPECT_EQ(noted("A parcel has a box. it has a weight.").sentences.size(), 2U);
}

}  // namespace
}  // namespace mimar::design
