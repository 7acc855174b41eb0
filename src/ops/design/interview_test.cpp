#include "ops/design/interview.h"

#include <gtest/gtest.h>

#include "world/memory_world.h"

namespace mimar::ops::designing {
namespace {

constexpr const char* unclear =
    "# Tracker\n\nA project has a name.\nFrobnicate the widgets gently.\n";

TEST(Interview, AnswerTakesThePlaceOfWhatWasNotUnderstood) {
  world::MemoryWorld world;
  world.answers = {"A project has many milestones"};
  const auto asked = interview(unclear, "brief.md", world);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->answered, 1U);
  EXPECT_EQ(asked->open, 0U);
  EXPECT_EQ(asked->markdown,
            "# Tracker\n\nA project has a name.\nA project has many milestones.\n");
  ASSERT_EQ(world.asked.size(), 1U);
  EXPECT_NE(world.asked[0].find("brief.md:4"), std::string::npos);
}

TEST(Interview, WhatIsNotUnderstoodEitherIsAskedAgain) {
  world::MemoryWorld world;
  world.answers = {"Wibble the wobbles", "A project has a due date"};
  const auto asked = interview(unclear, "brief.md", world);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->answered, 1U);
  EXPECT_NE(world.asked.at(1).find("not understood either"), std::string::npos);
}

TEST(Interview, SentencesAreLeftOutOrLeftOpen) {
  world::MemoryWorld world;
  world.answers = {"-"};
  const auto quoted = interview(unclear, "brief.md", world);
  ASSERT_TRUE(quoted);
  EXPECT_EQ(quoted->left_out, 1U);
  EXPECT_EQ(quoted->open, 0U);
  EXPECT_NE(quoted->markdown.find("> Frobnicate the widgets gently."), std::string::npos);
  world::MemoryWorld silent;
  const auto open = interview(unclear, "brief.md", silent);
  ASSERT_TRUE(open);
  EXPECT_EQ(open->markdown, unclear);
  EXPECT_EQ(open->open, 1U);
  world::MemoryWorld hurried;
  hurried.interrupt_after(1);
  const auto stopped = interview(unclear, "brief.md", hurried);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
}

}  // namespace
}  // namespace mimar::ops::designing
