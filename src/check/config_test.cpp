#include "check/config.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace mimar::check {
namespace {

RuleSet accepted(std::string_view toml) {
  const auto rules = read_config(toml, "mimar.toml");
  EXPECT_TRUE(rules) << rules.error().message;
  return rules ? *rules : RuleSet{};
}

Error refused(std::string_view toml) {
  const auto rules = read_config(toml, "mimar.toml");
  EXPECT_FALSE(rules) << toml;
  return rules ? Error{} : rules.error();
}

bool contains(const RuleSet& rules, std::string_view id) {
  return std::find(rules.rules.begin(), rules.rules.end(), id) != rules.rules.end();
}

TEST(Config, NothingSaidIsTheRecommendedSet) {
  EXPECT_EQ(accepted("").rules, default_rules().rules);
  EXPECT_EQ(accepted("[check]\n").rules, default_rules().rules);
}

TEST(Config, SetsAreExtendedAndReduced) {
  EXPECT_EQ(accepted("[check]\nset = \"strict\"\n").rules.size(), rule_set("strict").size());
  const RuleSet two = accepted("[check]\nset = [\"naming\", \"style\"]\n");
  EXPECT_EQ(two.rules.size(), rule_set("naming").size() + rule_set("style").size());
  EXPECT_TRUE(std::is_sorted(two.rules.begin(), two.rules.end()));
  const RuleSet rules =
      accepted("[check]\nenable = [\"char-type\"]\ndisable = [\"missing-primary-key\"]\n");
  EXPECT_TRUE(contains(rules, "char-type"));
  EXPECT_FALSE(contains(rules, "missing-primary-key"));
  EXPECT_TRUE(std::is_sorted(rules.rules.begin(), rules.rules.end()));
}

TEST(Config, SeveritiesAndIgnores) {
  const RuleSet rules = accepted(R"([check.severity]
"missing-primary-key" = "note"
[[check.ignore]]
rule = "*"
object = "public.legacy_*"
reason = "imported as it is"
)");
  ASSERT_EQ(rules.severities.size(), 1U);
  EXPECT_EQ(rules.severities[0].second, evidence::Severity::note);
  ASSERT_EQ(rules.ignores.size(), 1U);
  EXPECT_EQ(rules.ignores[0].object, "public.legacy_*");
}

TEST(Config, UnknownKeysAreNamedWithTheirPlace) {
  const Error error = refused("[check]\n  enabel = []\n");
  EXPECT_EQ(error.kind, ErrorKind::usage);
  EXPECT_EQ(error.message, "unknown key enabel in [check]");
  EXPECT_EQ(error.hint, "did you mean enable?");
  ASSERT_TRUE(error.where);
  EXPECT_EQ(error.where->file, "mimar.toml");
  EXPECT_EQ(error.where->line, 2U);
  EXPECT_EQ(error.where->column, 3U);
  EXPECT_EQ(error.excerpt, "  enabel = []\n  ^");
  EXPECT_EQ(refused("[chekc]\n").hint, "did you mean check?");
}

TEST(Config, UnknownRulesAreErrorsWithTheNearestOne) {
  const Error error = refused("[check]\nenable = [\"mising-primary-key\"]\n");
  EXPECT_EQ(error.message, "unknown rule mising-primary-key");
  EXPECT_EQ(error.hint, "did you mean missing-primary-key?");
  ASSERT_TRUE(error.where);
  EXPECT_EQ(error.where->line, 2U);
  EXPECT_EQ(error.where->column, 11U);
  EXPECT_EQ(refused("[check.severity]\nmissing-primary-keys = \"note\"\n").message,
            "unknown rule missing-primary-keys");
  EXPECT_EQ(refused("[[check.ignore]]\nrule = \"x\"\nobject = \"*\"\nreason = \"y\"\n").message,
            "unknown rule x");
}

TEST(Config, AnIgnoreNeedsAReason) {
  const Error error = refused("[[check.ignore]]\nrule = \"missing-primary-key\"\nobject = \"*\"\n");
  EXPECT_EQ(error.message, "an ignore needs a reason");
  ASSERT_TRUE(error.where);
  EXPECT_EQ(error.where->line, 1U);
  EXPECT_EQ(refused("[[check.ignore]]\nrule = \"*\"\nobject = \"*\"\nreason = \" \"\n").message,
            "reason must not be empty");
}

TEST(Config, WrongTypesAndValues) {
  EXPECT_EQ(refused("check = 1\n").message, "check must be a table: [check]");
  EXPECT_EQ(refused("[check]\nset = 1\n").message, "set must be a string");
  EXPECT_EQ(refused("[check]\nset = \"recomended\"\n").hint, "did you mean recommended?");
  EXPECT_EQ(refused("[check]\nenable = \"char-type\"\n").message,
            "enable must be a list of rule ids");
  EXPECT_EQ(refused("[check]\nignore = 3\n").message, "ignore must be written as [[check.ignore]]");
  EXPECT_EQ(refused("[check.severity]\nchar-type = \"warn\"\n").message, "unknown severity warn");
}

TEST(Config, BadTomlHasItsPlace) {
  const Error error = refused("[check]\nset = \n");
  ASSERT_TRUE(error.where);
  EXPECT_EQ(error.where->line, 2U);
  EXPECT_GT(error.where->column, 0U);
  EXPECT_FALSE(error.message.empty());
}

}  // namespace
}  // namespace mimar::check
