// The runner: which rules run, how severe, what is ignored. Databases are built by hand.

#include "check/check.h"

#include <gtest/gtest.h>

#include "check/glob.h"
#include "check/subject.h"
#include "model/database.h"

namespace mimar::check {
namespace {

model::Column column(const std::string& name, const std::string& type) {
  model::Column made;
  made.name = name;
  made.type.name.name = type;
  return made;
}

// Tables of one column and no key.
model::Database keyless(const std::vector<std::string>& names) {
  model::Objects objects;
  for (const std::string& name : names) {
    model::Table table;
    table.name = {"public", name};
    table.columns.push_back(column("label", "text"));
    objects.tables.push_back(std::move(table));
  }
  objects.schemas.push_back({"public", {}, {}});
  auto database = model::build(std::move(objects));
  EXPECT_TRUE(database) << database.error().message;
  return *database;
}

Outcome run(const model::Database& database, const RuleSet& rules) {
  return check({database, {}, nullptr}, rules);
}

TEST(Check, OnlyTheRulesOfTheSetRun) {
  const model::Database database = keyless({"notes"});
  RuleSet rules;
  EXPECT_TRUE(run(database, rules).findings.empty());
  rules.rules = {"missing-primary-key"};
  const Outcome outcome = run(database, rules);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings[0].id, "missing-primary-key");
  EXPECT_EQ(outcome.findings[0].object, "public.notes");
  EXPECT_EQ(outcome.findings[0].severity, evidence::Severity::warning);
}

TEST(Check, SeveritiesAreOverridden) {
  const model::Database database = keyless({"notes"});
  RuleSet rules{
      {"missing-primary-key"}, {{"missing-primary-key", evidence::Severity::blocking}}, {}};
  const Outcome outcome = run(database, rules);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings[0].severity, evidence::Severity::blocking);
}

TEST(Check, IgnoredFindingsAreCountedWithTheirReason) {
  const model::Database database = keyless({"legacy_a", "legacy_b", "notes"});
  RuleSet rules = default_rules();
  rules.ignores = {{"missing-primary-key", "public.legacy_*", "append-only import"}};
  const Outcome outcome = run(database, rules);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings[0].object, "public.notes");
  const std::vector<std::string> expected{
      "missing-primary-key public.legacy_a: append-only import",
      "missing-primary-key public.legacy_b: append-only import"};
  EXPECT_EQ(outcome.ignored, expected);
}

TEST(Check, AnIgnoreOfAnotherRuleLeavesTheFinding) {
  const model::Database database = keyless({"notes"});
  RuleSet rules = default_rules();
  rules.ignores = {{"duplicate-index", "*", "not this one"}};
  EXPECT_EQ(run(database, rules).findings.size(), 1U);
  rules.ignores = {{"*", "public.notes", "all of it"}};
  EXPECT_TRUE(run(database, rules).findings.empty());
}

TEST(Glob, StarsAndQuestionMarks) {
  EXPECT_TRUE(matches_glob("*", ""));
  EXPECT_TRUE(matches_glob("public.legacy_*", "public.legacy_orders.id"));
  EXPECT_TRUE(matches_glob("*.id", "public.a.id"));
  EXPECT_TRUE(matches_glob("a*b*c", "a.b.b.c"));
  EXPECT_TRUE(matches_glob("p?blic.a", "public.a"));
  EXPECT_FALSE(matches_glob("public.legacy_*", "public.orders"));
  EXPECT_FALSE(matches_glob("*.id", "public.a.idx"));
  EXPECT_FALSE(matches_glob("?", ""));
  EXPECT_FALSE(matches_glob("", "a"));
}

TEST(Words, OfSnakeCamelAndNumbers) {
  const std::vector<std::string> customer{"customer", "id"};
  EXPECT_EQ(words("customer_id"), customer);
  EXPECT_EQ(words("customerId"), customer);
  EXPECT_EQ(words("CUSTOMER_ID"), customer);
  EXPECT_EQ(words("phone2_type"), (std::vector<std::string>{"phone", "2", "type"}));
  EXPECT_TRUE(words("").empty());
  EXPECT_TRUE(words("__").empty());
}

}  // namespace
}  // namespace mimar::check
