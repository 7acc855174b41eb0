#include "ops/design/concept.h"

#include <gtest/gtest.h>

namespace mimar::ops::designing {
namespace {

using design::ConceptualModel;
using design::Entity;
using design::Relationship;
using design::ValueKind;

Entity entity(std::string name) {
  Entity made;
  made.name = name;
  made.plural = name + "s";
  return made;
}

// Users belong to many projects as members with a role; a project has at least one milestone.
ConceptualModel tracker() {
  ConceptualModel model;
  for (const char* name : {"user", "project", "milestone", "member"})
    model.entities.push_back(entity(name));
  design::Attribute status;
  status.name = "status";
  status.kind = ValueKind::choice;
  status.choices = {"planned", "done"};
  status.optional = true;
  model.entities[1].attributes.push_back(status);
  Relationship milestones;
  milestones.verb = "has";
  milestones.from = {"project", "", false, true};
  milestones.to = {"milestone", "", true, true};
  Relationship members;
  members.verb = "belongs to";
  members.from = {"user", "", true, false};
  members.to = {"project", "", true, false};
  members.through = "member";
  Relationship follows;
  follows.verb = "follows";
  follows.from = {"user", "", true, false};
  follows.to = {"user", "follower", true, false};
  model.relationships = {milestones, members, follows};
  return model;
}

TEST(ConceptDiagram, EndsSayHowManyAndWhetherOneAtLeast) {
  const std::string drawn = emit::erd::mermaid(concept_diagram(tracker()));
  EXPECT_NE(drawn.find("\"project\" ||--|{ \"milestone\" : \"has\""), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("\"user\" }o--o{ \"user\" : \"follows (follower)\""), std::string::npos)
      << drawn;
  EXPECT_NE(drawn.find("may be missing"), std::string::npos);
}

TEST(ConceptDiagram, PairsWithAttributesAreAnEntityOfTheirOwn) {
  const std::string drawn = emit::erd::mermaid(concept_diagram(tracker()));
  EXPECT_NE(drawn.find("\"user\" ||--o{ \"member\""), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("\"project\" ||--o{ \"member\""), std::string::npos) << drawn;
}

TEST(ConceptDiagram, PictureHasEveryEntityAndNoKeys) {
  const auto drawn = emit::erd::svg(concept_diagram(tracker()), {});
  ASSERT_TRUE(drawn) << drawn.error().message;
  for (const char* shown : {">milestone<", ">planned | done<", "one or more"})
    EXPECT_NE(drawn->find(shown), std::string::npos) << shown;
  EXPECT_EQ(drawn->find("primary key"), std::string::npos);
}

TEST(ConceptDiagram, RelationshipOfNobodyIsLeftOut) {
  ConceptualModel model;
  model.entities = {entity("user")};
  Relationship lost;
  lost.from.entity = "user";
  lost.to.entity = "nobody";
  model.relationships = {lost};
  EXPECT_TRUE(concept_diagram(model).relations.empty());
}

// Two headings with two entities each: a frame for each, which counts entities.
TEST(Concept, ContextsAreFramed) {
  ConceptualModel model;
  for (const auto& [name, context] :
       {std::pair{"play", "Stage"}, {"actor", "Stage"}, {"seat", "Hall"}, {"ticket", "Hall"}}) {
    model.entities.push_back(entity(name));
    model.entities.back().context = context;
  }
  const emit::erd::Diagram diagram = concept_diagram(model);
  const std::vector<emit::erd::NamedGroup> frames = contexts_of(diagram);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0].name, "Stage");
  EXPECT_EQ(frames[1].tables.size(), 2U);
  emit::erd::Options options;
  options.groups = frames;
  const auto picture = emit::erd::svg(diagram, options);
  ASSERT_TRUE(picture);
  EXPECT_NE(picture->find(">Hall<"), std::string::npos);
  EXPECT_NE(picture->find(">2 entities<"), std::string::npos);
}

}  // namespace
}  // namespace mimar::ops::designing
