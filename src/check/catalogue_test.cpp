// Walks the catalogue: what every rule must have, whoever writes it.

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/text.h"
#include "check/check.h"
#include "support/rule_cases.h"

namespace mimar::check {
namespace {

using namespace support;

TEST(Catalogue, IdsAreSortedUniqueAndKebabCase) {
  std::string before;
  for (const Rule* rule : catalogue()) {
    EXPECT_LT(before, rule->id);
    before = rule->id;
    for (char c : rule->id)
      EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '-') << rule->id;
    for (const char* imperative : {"no-", "ban-", "prefer-", "require-", "avoid-"})
      EXPECT_NE(rule->id.rfind(imperative, 0), 0U) << rule->id << " must name the problem";
  }
}

TEST(Catalogue, EveryRuleIsFoundByItsId) {
  for (const Rule* rule : catalogue())
    EXPECT_EQ(find_rule(rule->id), rule);
  EXPECT_EQ(find_rule("missing-primary-keys"), nullptr);
  EXPECT_EQ(find_rule(""), nullptr);
  EXPECT_EQ(find_rule("zzz"), nullptr);
}

TEST(Catalogue, OneFileIsOneRule) {
  std::set<std::string> files, rules, cases;
  for (const auto& entry : std::filesystem::directory_iterator(project_path("src/check/rules")))
    files.insert(entry.path().stem().string());
  for (const auto& entry : std::filesystem::directory_iterator(project_path("tests/cases/check")))
    cases.insert(entry.path().filename().string());
  for (const Rule* rule : catalogue())
    rules.insert(file_name(*rule));
  EXPECT_EQ(files, rules);
  EXPECT_EQ(cases, rules);
  for (const Rule* rule : catalogue()) {
    const std::string source =
        read_text(project_path("src/check/rules/" + file_name(*rule) + ".cpp"));
    EXPECT_NE(source.find(fmt::format("\"{}\"", rule->id)), std::string::npos) << rule->id;
  }
}

TEST(Catalogue, EveryRuleIsDocumented) {
  for (const Rule* rule : catalogue()) {
    EXPECT_FALSE(rule->title.empty()) << rule->id;
    EXPECT_NE(rule->check, nullptr) << rule->id;
    std::size_t at = 0;
    for (const char* heading : {"## What it finds\n\n", "## Why it matters\n\n",
                                "## When to allow it\n\n", "## References\n\n- "}) {
      const std::size_t found = rule->documentation.find(heading, at);
      ASSERT_NE(found, std::string_view::npos) << rule->id << " lacks " << heading;
      at = found + 1;
    }
    EXPECT_EQ(rule->documentation.rfind("## What it finds", 0), 0U) << rule->id;
    EXPECT_EQ(rule->documentation.back(), '\n') << rule->id;
  }
}

TEST(Catalogue, EveryRuleHasABadAndAGoodCase) {
  for (const Rule* rule : catalogue())
    for (const char* file : {"bad.sql", "good.sql"})
      EXPECT_FALSE(read_text(case_folder(*rule) + file).empty()) << rule->id << " " << file;
}

TEST(Catalogue, SetsAreSortedListsOfKnownRules) {
  for (const Rule* rule : catalogue()) {
    bool named = false;
    for (const std::string& set : rule_set_names()) {
      const auto ids = rule_set(set);
      named = named || std::find(ids.begin(), ids.end(), rule->id) != ids.end();
    }
    EXPECT_TRUE(named) << rule->id << " is opt-in, and no set asks it";
  }
  EXPECT_TRUE(rule_set("everything").empty());
  for (const std::string& name : rule_set_names()) {
    const auto ids = rule_set(name);
    EXPECT_FALSE(ids.empty()) << name;
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end())) << name;
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end()) << name;
    for (std::string_view id : ids)
      EXPECT_NE(find_rule(id), nullptr) << name << ": " << id;
  }
}

}  // namespace
}  // namespace mimar::check
