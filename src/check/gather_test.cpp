#include "check/gather.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mimar::check {
namespace {

evidence::Finding of(std::string id, std::string object, std::string sql) {
  evidence::Finding finding;
  finding.id = std::move(id);
  finding.object = std::move(object);
  finding.message = "one of them";
  finding.fix = {std::move(sql), "a remark"};
  return finding;
}

std::vector<evidence::Finding> several(const std::string& rule, std::size_t n) {
  std::vector<evidence::Finding> findings;
  for (std::size_t i = 0; i < n; ++i)
    findings.push_back(of(rule, fmt::format("public.t{}.a", i), fmt::format("SELECT {};\n", i)));
  return findings;
}

TEST(Gather, AHabitIsToldOnceWithAllItsFixes) {
  const auto told = gather(several("foreign-key-without-index", 4), Gather::all);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].object, "public");
  EXPECT_EQ(told[0].message,
            "Foreign key without an index, 4 times in schema public: t0.a, t1.a, t2.a, t3.a");
  EXPECT_EQ(told[0].fix.sql, "SELECT 0;\nSELECT 1;\nSELECT 2;\nSELECT 3;\n");
  EXPECT_EQ(told[0].fix.advice, "a remark");
}

TEST(Gather, AFewAreToldEach) {
  EXPECT_EQ(gather(several("foreign-key-without-index", 3), Gather::all).size(), 3U);
}

TEST(Gather, SchemasAndRulesApart) {
  auto findings = several("foreign-key-without-index", 3);
  findings.push_back(of("duplicate-index", "public.t.i", ""));
  findings.push_back(of("foreign-key-without-index", "other.t.a", ""));
  EXPECT_EQ(gather(findings, Gather::all).size(), 5U);
}

TEST(Gather, OnlyWhatIsAskedFor) {
  EXPECT_EQ(gather(several("foreign-key-without-index", 9), Gather::none).size(), 9U);
  EXPECT_EQ(gather(several("foreign-key-without-index", 9), Gather::customs).size(), 9U);
  EXPECT_EQ(gather(several("timestamp-without-time-zone", 9), Gather::customs).size(), 1U);
}

TEST(Gather, ALongListIsCountedAndTheFixIsWhole) {
  const auto told = gather(several("duplicate-index", 40), Gather::all);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].message.find(" and 28 more"), std::string::npos) << told[0].message;
  EXPECT_EQ(text::lines(told[0].fix.sql).size(), 40U);
}

TEST(Gather, WhatIsInTheWayIsRebuiltOnceAroundAllChanges) {
  std::vector<evidence::Finding> findings = several("timestamp-without-time-zone", 4);
  const evidence::Rebuilt below{1, "DROP VIEW a;\n", "CREATE VIEW a;\n"};
  const evidence::Rebuilt above{7, "DROP VIEW b;\n", "CREATE VIEW b;\n"};
  findings[1].fix = evidence::rebuilding("SELECT 1;\n", {below, above}, "a remark");
  findings[2].fix = evidence::rebuilding("SELECT 2;\n", {above}, "a remark");
  EXPECT_EQ(gather(findings, Gather::all).at(0).fix.sql,
            "DROP VIEW b;\nDROP VIEW a;\n"
            "SELECT 0;\nSELECT 1;\nSELECT 2;\nSELECT 3;\n"
            "CREATE VIEW a;\nCREATE VIEW b;\n");
}

TEST(Gather, PlacesWithoutAStatementAreCounted) {
  auto findings = several("duplicate-index", 3);
  findings.push_back(of("duplicate-index", "public.z.a", ""));
  const auto told = gather(findings, Gather::all);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].fix.advice,
            "a remark; 1 place without a statement: the strict set tells what to do there");
}

TEST(Gather, ACustomWithItsOwnAdviceHasNoStatement) {
  const auto told = gather(several("missing-foreign-key", 5), Gather::customs);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].fix.sql, "");
  EXPECT_EQ(told[0].fix.advice.rfind("find orphans first", 0), 0U);
}

}  // namespace
}  // namespace mimar::check
