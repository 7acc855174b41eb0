#include "ops/architect/task_brief.h"

#include <gtest/gtest.h>

#include "ops/architect/built_in_briefs.h"
#include "ops/architect/kinds.h"
#include "world/memory_world.h"

namespace mimar::ops::architect {
namespace {

Task task_of(const char* description) {
  Task task;
  task.description = description;
  return task;
}

TEST(TaskBrief, DomainsThatEverybodyKnowsHaveOne) {
  const auto id = [](const char* description) {
    const BuiltInBrief* brief = brief_for(description);
    return brief == nullptr ? std::string_view() : brief->id;
  };
  EXPECT_EQ(id("Design a schema for tracking project milestones with dependencies"), "projects");
  EXPECT_EQ(id("Create a database schema for a user authentication system with roles and "
               "permissions"),
            "authentication");
  EXPECT_EQ(id("Model roles and privileges for our staff"), "authentication");
  EXPECT_EQ(id("Design a database for a hotel"), "");
  EXPECT_EQ(id("Design a database of authors and their books"), "");
  EXPECT_EQ(id("Design projects with tasks, and a login"), "") << "two domains are a question";
}

TEST(TaskBrief, SentencesOfTheTaskFollowTheBuiltInOnes) {
  world::MemoryWorld world;
  Task task = task_of("Design a schema for project milestones. A milestone has a budget.");
  task.information = {{"A project has a sponsor", SourceSpan{"TASK.md", 7, 1, 0, 0}}};
  const auto brief = task_brief(task, "", world);
  ASSERT_TRUE(brief);
  EXPECT_NE(brief->markdown.find("A project has many milestones."), std::string::npos);
  EXPECT_NE(brief->markdown.find("A milestone has a budget.\nA project has a sponsor.\n"),
            std::string::npos)
      << brief->markdown;
  EXPECT_EQ(brief->markdown.find("Design a schema"), std::string::npos);
  ASSERT_EQ(brief->assumed.size(), 1U);
  EXPECT_NE(brief->assumed[0].find("projects"), std::string::npos);
  EXPECT_EQ(brief->places.rbegin()->second.line, 7U);
}

TEST(TaskBrief, FilesComeInsteadOfTheBuiltInOne) {
  world::MemoryWorld world;
  world.files["work/brief.md"] = "A hotel has rooms.";
  Task task = task_of("Design a schema for project milestones.");
  task.files = {{"brief.md", {}}};
  EXPECT_TRUE(asks_for_words(task));
  const auto brief = task_brief(task, "work/", world);
  ASSERT_TRUE(brief);
  EXPECT_EQ(brief->markdown, "A hotel has rooms.\n");
  EXPECT_TRUE(brief->assumed.empty());
  task.files = {{"schema.sql", {}}};
  EXPECT_FALSE(asks_for_words(task));
  task.files = {{"missing.md", SourceSpan{"TASK.md", 5, 1, 0, 0}}};
  const auto missing = task_brief(task, "work/", world);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where->line, 5U);
}

}  // namespace
}  // namespace mimar::ops::architect
