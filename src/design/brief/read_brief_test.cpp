#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Brief read(std::string_view text) {
  auto brief = read_brief(text, "brief.md");
  EXPECT_TRUE(brief) << brief.error().message;
  return brief ? std::move(*brief) : Brief{};
}

TEST(ReadBrief, TakesAttributesWithTheirKindsAndChoices) {
  const Brief brief =
      read("A project has a name, an optional description and a status (planned, active or done).");
  const Entity* project = find_entity(brief.model, "project");
  ASSERT_NE(project, nullptr);
  ASSERT_EQ(project->attributes.size(), 3U);
  EXPECT_EQ(project->attributes[0].kind, ValueKind::text);
  EXPECT_TRUE(project->attributes[1].optional);
  EXPECT_EQ(project->attributes[1].kind, ValueKind::long_text);
  EXPECT_EQ(project->attributes[2].choices,
            (std::vector<std::string>{"planned", "active", "done"}));
}

TEST(ReadBrief, ALaterSentenceRefinesARelationship) {
  const Brief brief =
      read("A project has many milestones.\nA milestone belongs to exactly one project.");
  ASSERT_EQ(brief.model.relationships.size(), 1U);
  const Relationship& only = brief.model.relationships.front();
  EXPECT_EQ(only.from.entity, "project");
  EXPECT_TRUE(only.from.required);
  EXPECT_TRUE(only.to.many);
  EXPECT_EQ(only.said.size(), 2U);
}

TEST(ReadBrief, SaysWhereTextIsNotUtf8) {
  const auto brief = read_brief("A caf\xE9 has a name.", "brief.md");
  ASSERT_FALSE(brief);
  EXPECT_EQ(brief.error().where->column, 6U);
  EXPECT_FALSE(read_brief(" \n ", "brief.md"));
}

}  // namespace
}  // namespace mimar::design
