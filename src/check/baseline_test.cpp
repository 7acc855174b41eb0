#include "check/baseline.h"

#include <gtest/gtest.h>

namespace mimar::check {
namespace {

evidence::Finding of(std::string id, std::string object) {
  evidence::Finding finding;
  finding.id = std::move(id);
  finding.object = std::move(object);
  return finding;
}

RuleSet asking(std::vector<std::string> rules) {
  RuleSet asked;
  asked.rules = std::move(rules);
  return asked;
}

Baseline read(const std::string& text) {
  const auto baseline = read_baseline(text, "known.txt");
  EXPECT_TRUE(baseline) << baseline.error().message;
  return baseline ? *baseline : Baseline{};
}

TEST(Baseline, WhatIsWrittenIsReadAgain) {
  const std::vector<evidence::Finding> findings{of("duplicate-index", "public.t.i"),
                                                of("char-type", "public.a table.(x, y)"),
                                                of("char-type", "public.two\nlines.x")};
  const Baseline baseline = read(baseline_text(findings));
  const AgainstBaseline again =
      compare(findings, baseline, asking({"char-type", "duplicate-index"}));
  EXPECT_TRUE(again.fresh.empty());
  EXPECT_EQ(again.known, 3U);
  EXPECT_TRUE(again.stale.empty());
}

TEST(Baseline, NewFindingsAreToldAndOldEntriesNamed) {
  const Baseline baseline = read("# a remark\n\nchar-type public.t.a\nchar-type public.t.gone\n");
  const AgainstBaseline result =
      compare({of("char-type", "public.t.a"), of("char-type", "public.t.b")}, baseline,
              asking({"char-type"}));
  ASSERT_EQ(result.fresh.size(), 1U);
  EXPECT_EQ(result.fresh[0].object, "public.t.b");
  EXPECT_EQ(result.stale, std::vector<std::string>{"char-type public.t.gone"});
}

TEST(Baseline, EachEntryKeepsOneFindingQuiet) {
  const AgainstBaseline result =
      compare({of("char-type", "public.t.a"), of("char-type", "public.t.a")},
              read("char-type public.t.a\n"), asking({"char-type"}));
  EXPECT_EQ(result.known, 1U);
  EXPECT_EQ(result.fresh.size(), 1U);
}

TEST(Baseline, RulesThatWereNotAskedAreNotStaleAndUnknownOnesAre) {
  const Baseline baseline = read("char-type public.t.a\nno-such-rule public.t.a\n");
  EXPECT_EQ(compare({}, baseline, asking({"duplicate-index"})).stale,
            std::vector<std::string>{"no-such-rule public.t.a"});
}

TEST(Baseline, ALineThatIsNoEntryIsAnError) {
  for (const char* text : {"char-type\n", " public.t\n", "char-type \n"}) {
    const auto baseline = read_baseline(std::string("# remark\n") + text, "known.txt");
    ASSERT_FALSE(baseline) << text;
    EXPECT_EQ(baseline.error().where->line, 2U);
  }
}

}  // namespace
}  // namespace mimar::check
