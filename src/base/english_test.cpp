#include "base/english.h"

#include <utility>

#include <gtest/gtest.h>

namespace mimar::english {
namespace {

TEST(English, OneAndMany) {
  const std::pair<const char*, const char*> words[] = {
      {"category", "categories"}, {"box", "boxes"},         {"branch", "branches"},
      {"person", "people"},       {"child", "children"},    {"database", "databases"},
      {"purchase", "purchases"},  {"size", "sizes"},        {"cache", "caches"},
      {"status", "statuses"},     {"address", "addresses"}, {"alias", "aliases"},
      {"quiz", "quizzes"},        {"day", "days"},          {"movie", "movies"},
      {"bus", "buses"},           {"leaf", "leaves"},       {"analysis", "analyses"}};
  for (const auto& [one, many] : words) {
    EXPECT_EQ(singular(many), one);
    EXPECT_EQ(singular(one), one);
    EXPECT_EQ(plural(one), many);
    EXPECT_TRUE(is_plural(many)) << many;
    EXPECT_FALSE(is_plural(one)) << one;
  }
}

TEST(English, WordsThatAreNoPlurals) {
  for (const char* word : {"news", "series", "data", "dns", "https", "sms", "css", "os", "gps",
                           "canvas", "chaos", "class", "process", "basis", "focus", "yes"})
    EXPECT_EQ(singular(word), word);
}

}  // namespace
}  // namespace mimar::english
