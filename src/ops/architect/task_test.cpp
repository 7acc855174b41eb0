#include "ops/architect/task.h"

namespace mimar::ops::architect {
namespace {

std::vector<std::string> texts(const std::vector<Item>& items) {
  std::vector<std::string> result;
  for (const Item& item : items)
    result.push_back(item.text);
  return result;
}

TEST(Task, ReadsEveryKeyInEveryWriting) {
  const auto task = read_task(
      "# Shop\n## Task\nReview it.\nAll of it.\n\n## Context\n- **Files:** `a.sql`, b.sql\n  - "
      "c.sql\n"
      "- Information: orders, mostly; in the evening\n### Prior Results\n- out/report.json\n"
      "## Constraints\nDatabase: PostgreSQL 15\n- Scale: 10,000 orders; 5 reads/s\n- Avoid: "
      "triggers; renaming\n"
      "## Expected Output\n- Format: none\n- Include: ERD, Monitoring\n",
      "TASK.md");
  ASSERT_TRUE(task) << task.error().message;
  EXPECT_EQ(task->description, "Review it.\nAll of it.");
  EXPECT_EQ(texts(task->files), (std::vector<std::string>{"a.sql", "b.sql", "c.sql"}));
  EXPECT_EQ(texts(task->information), (std::vector<std::string>{"orders, mostly; in the evening"}));
  EXPECT_EQ(texts(task->prior_results), (std::vector<std::string>{"out/report.json"}));
  EXPECT_EQ(texts(task->scale), (std::vector<std::string>{"10,000 orders; 5 reads/s"}));
  EXPECT_EQ(texts(task->avoid), (std::vector<std::string>{"triggers", "renaming"}));
  EXPECT_TRUE(task->format.empty());
  EXPECT_EQ(texts(task->include), (std::vector<std::string>{"ERD", "Monitoring"}));
  EXPECT_EQ(task->files[2].where.line, 8u);
}

struct BadTask {
  const char *markdown, *message, *hint;
  std::uint32_t line;
};

class BadTasks : public testing::TestWithParam<BadTask> {};

TEST_P(BadTasks, AreRefusedWithPlaceAndHint) {
  const auto task = read_task(GetParam().markdown, "TASK.md");
  ASSERT_FALSE(task);
  EXPECT_NE(task.error().message.find(GetParam().message), std::string::npos)
      << task.error().message;
  EXPECT_NE(task.error().hint.find(GetParam().hint), std::string::npos) << task.error().hint;
  ASSERT_TRUE(task.error().where);
  EXPECT_EQ(task.error().where->line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Task, BadTasks,
    testing::Values(
        BadTask{"## Task\nx\n## Contex\n", "unknown heading `Contex`", "did you mean `Context`", 3},
        BadTask{"## Task\nx\n## Context\n- Fils: a.sql\n", "unknown key `Fils`",
                "did you mean `Files`", 4},
        BadTask{"## Task\nx\n## Context\n- Files: a.sql\n- Scale: 5\n", "unknown key `Scale`",
                "known here: Files", 5},
        BadTask{"## Task\nx\n## Constraints\nfast please\n", "belongs to no key", "- Database:", 4},
        BadTask{"## Task\nx\n## Task\ny\n", "there twice", "merge", 3},
        BadTask{"## Task\n\n", "no text under", "say in a sentence", 2}));

TEST(Task, HasHeadingsOfTheFirstLevelToo) {
  const auto task = read_task("# Task\nDesign it.\n# Constraints\n- Avoid: views\n", "t.md");
  ASSERT_TRUE(task) << task.error().message;
  EXPECT_EQ(task->description, "Design it.");
  ASSERT_EQ(task->avoid.size(), 1U);
  const auto titled = read_task("# Task\n\n## Task\nReview it.\n", "t.md");
  ASSERT_TRUE(titled) << titled.error().message;
  EXPECT_NE(titled->description.find("Review it."), std::string::npos);
}

TEST(Task, ThatAsksForANewDesignIsTold) {
  const auto asks = [](const char* description) {
    Task task;
    task.description = description;
    return asks_for_design(task);
  };
  EXPECT_TRUE(asks("Design a new database for a hotel."));
  EXPECT_TRUE(asks("Please create a schema\nfor our clinic"));
  EXPECT_FALSE(asks("Review the design of our shop database."));
  EXPECT_FALSE(asks("Which indexes are missing, and how do we create a new one?\nReview it."));
  EXPECT_FALSE(asks("What is wrong with this schema?"));
}

}  // namespace
}  // namespace mimar::ops::architect
