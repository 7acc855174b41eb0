#include <gtest/gtest.h>

#include "verify/load_plans.h"
#include "verify/load_proof.h"
#include "verify/load_schedule.h"

namespace mimar::verify {
namespace {

using What = LoadVerdict::What;

PatternFigures pattern(const std::string& name, double p95, bool writes = false) {
  PatternFigures figures;
  figures.name = name;
  figures.writes = writes;
  figures.executions = figures.one_row = 1000;
  figures.p95 = p95;
  return figures;
}

LoadFigures quick() {
  LoadFigures figures;
  figures.patterns = {pattern("list", 12), pattern("add", 20, true)};
  figures.seconds = 60;
  figures.writes_per_second = 1500;
  figures.blocks_hit = 99;
  figures.blocks_read = 1;
  return figures;
}

// "what target: measured, missed by or unknown" of what is not met.
std::string not_met(const LoadFigures& figures, const LoadTargets& targets = {}) {
  std::string result;
  for (const LoadVerdict& verdict : judge(figures, targets))
    if (!verdict.met())
      result += verdict.target + ": " + verdict.measured + ", " + verdict.missed_by +
                verdict.unknown + "\n";
  return result;
}

TEST(LoadJudge, TellsByHowMuchATargetIsMissed) {
  LoadFigures figures = quick();
  EXPECT_EQ(not_met(figures), "");
  figures.patterns[0].p95 = 135;
  EXPECT_EQ(not_met(figures), "p95 < 100 ms: 135 ms, 35 ms\n");
  figures = quick();
  figures.writes_per_second = 700;
  EXPECT_EQ(not_met(figures), "writes > 1,000/s: 700/s, 300/s\n");
  figures = quick();
  figures.blocks_read = 99;
  EXPECT_EQ(not_met(figures), "buffer hits > 80 %: 50.0 %, 30.0 %\n");
  figures = quick();
  figures.patterns[1].failures = 3;
  EXPECT_EQ(not_met(figures), "no statement fails: 3 failures, 3 failures\n");
}

TEST(LoadJudge, MissesIndexUseByPlansAndByCounters) {
  LoadFigures figures = quick();
  figures.patterns[0].scanned = {"public.orders"};
  EXPECT_NE(not_met(figures).find("public.orders by list"), std::string::npos);
  figures = quick();
  figures.whole_reads["public.orders"] = 1200;
  EXPECT_NE(not_met(figures).find("public.orders, 1200 times"), std::string::npos);
}

TEST(LoadJudge, CountsLookUpsByKeyThatFindOneRow) {
  LoadFigures figures = quick();
  EXPECT_EQ(judge(figures, {}).size(), 6U) << "no look-up by key, nothing to say about it";
  figures.patterns[0].by_key = true;
  figures.patterns[0].one_row = 900;
  EXPECT_EQ(not_met(figures), "look-ups by key that find one row > 95 %: 90.0 %, 5.0 %\n");
}

TEST(LoadJudge, DoesNotTakeTooLittleForAPass) {
  LoadFigures figures = quick();
  figures.patterns[0].executions = 3;
  EXPECT_NE(not_met(figures).find("only 3 executions"), std::string::npos);
  figures = quick();
  figures.patterns[1].without_rows = 5;
  figures.writes_per_second = 10;
  EXPECT_NE(not_met(figures).find("used up"), std::string::npos);
  const auto evidence = load_evidence(figures, judge(figures, {}), "the design", "mimar load x");
  EXPECT_EQ(evidence::overall(evidence), evidence::Verdict::could_not_check);
}

TEST(LoadJudge, WantsStatedRatesToBeKept) {
  LoadFigures figures = quick();
  figures.rates = true;
  LoadTargets targets;
  targets.writes_per_second = 1530;
  EXPECT_EQ(not_met(figures, targets), "") << "arrivals are random";
  targets.writes_per_second = 1600;
  EXPECT_EQ(not_met(figures, targets), "writes 1,600/s as stated: 1,500/s, 100/s\n");
}

TEST(LoadEvidence, IsOneClaimForAllThatAreFastAndOneForEachThatIsNot) {
  LoadFigures figures = quick();
  figures.patterns.push_back(pattern("slow", 500));
  const auto evidence = load_evidence(figures, judge(figures, {}), "the design", "mimar load x");
  ASSERT_GE(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].claim,
            "2 of 3 access patterns on the design keep to their target under load: p95 < 100 ms");
  EXPECT_EQ(evidence[0].verdict, evidence::Verdict::confirmed);
  EXPECT_EQ(evidence[1].verdict, evidence::Verdict::refuted);
  EXPECT_EQ(evidence[1].reason, "missed by 400 ms");
}

TEST(PatternRun, HasPercentilesByNearestRank) {
  PatternRun run;
  EXPECT_EQ(run.percentile(0.95), 0);
  for (int i = 1; i <= 200; ++i)
    run.milliseconds.push_back(static_cast<float>(i));
  EXPECT_EQ(run.percentile(0.5), 100);
  EXPECT_EQ(run.percentile(0.95), 190);
  EXPECT_EQ(run.percentile(1), 200);
}

model::Workload two_patterns(bool rates) {
  model::Workload workload;
  workload.rates = rates;
  workload.patterns.resize(2);
  workload.patterns[0].weight = 100;
  workload.patterns[1].weight = 300;
  return workload;
}

TEST(LoadSchedule, DrawsPatternsByWeight) {
  Schedule schedule(two_patterns(false), 1, LoadClock::now());
  Random random(7);
  int second = 0;
  for (int i = 0; i < 10000; ++i)
    second += schedule.next(random).pattern == 1 ? 1 : 0;
  EXPECT_NEAR(second, 7500, 200);
  EXPECT_TRUE(schedule.left_before(LoadClock::now()).empty());
}

TEST(LoadSchedule, KeepsToRatesWhetherClientsFollowOrNot) {
  const auto start = LoadClock::now();
  const auto end = start + std::chrono::seconds(60);
  Schedule schedule(two_patterns(true), 1, start);
  Random random(7);
  LoadClock::time_point last = start;
  int taken = 0;
  for (Due due = schedule.next(random); taken < 1000; due = schedule.next(random), ++taken) {
    EXPECT_GE(due.at, last);
    last = due.at;
  }
  std::array<int, 2> left{};
  for (const Due& due : schedule.left_before(end))
    ++left.at(due.pattern);
  EXPECT_NEAR(left[0] + left[1] + taken, 60 * 400, 600);
  EXPECT_NEAR(left[1], 3 * left[0], 900);
}

explain::Plan scan_of_orders() {
  auto plan = explain::parse(
      R"([{"Plan": {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "orders",
          "Schema": "public"}]}}])");
  EXPECT_TRUE(plan);
  return *plan;
}

TEST(WholeReads, AreAskedForByStatementsWithoutConditions) {
  model::Query query;
  EXPECT_EQ(whole_reads(scan_of_orders(), query),
            (std::vector<WholeRead>{{"public.orders", true}}));
  query.predicates.emplace_back().column = {{"", "orders"}, "customer_id"};
  EXPECT_EQ(whole_reads(scan_of_orders(), query),
            (std::vector<WholeRead>{{"public.orders", false}}));
  query.predicates[0].kind = model::Predicate::Kind::other;
  EXPECT_TRUE(whole_reads(scan_of_orders(), query)[0].asked) << "status <> 'cart' finds most rows";
  query.has_limit = true;
  query.order.push_back({{{"", "orders"}, "placed_at"}, true});
  EXPECT_FALSE(whole_reads(scan_of_orders(), query)[0].asked);
}

}  // namespace
}  // namespace mimar::verify
