#include "ops/load/load.h"

#include <gtest/gtest.h>

#include "ops/operations.h"
#include "support/server.h"
#include "workload/workload.h"
#include "world/memory_world.h"

namespace mimar::ops::load {
namespace {

constexpr const char* shop =
    "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT "
    "NULL);"
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint "
    "NOT NULL REFERENCES customers, note text NOT NULL, created_at timestamptz NOT NULL);";

GrowthStep step(double factor, double p95, const std::string& extrapolated = "") {
  return {factor, 0, extrapolated, {p95}, 0, 0};
}

TEST(LoadGrowth, IsExtrapolatedByThePowerLawOfWhatWasMeasured) {
  std::vector<GrowthStep> steps{step(1, 10), step(2, 20), step(10, 0, "no room")};
  extrapolate(steps);
  EXPECT_NEAR(steps[2].p95[0], 100, 1e-6);
  EXPECT_EQ(steps[1].p95[0], 20);
  steps = {step(1, 10), step(2, 10), step(10, 0, "no room")};
  extrapolate(steps);
  EXPECT_NEAR(steps[2].p95[0], 10, 1e-6);
}

TEST(LoadGrowth, IsNotExtrapolatedFromOnePoint) {
  std::vector<GrowthStep> steps{step(1, 10), step(10, 0, "no room")};
  extrapolate(steps);
  EXPECT_EQ(steps[1].p95[0], 0);
}

class LoadArguments : public ::testing::Test {
 protected:
  std::string trouble(const std::string& name, const std::string& value) {
    Arguments given;
    given.add("source", "shop.sql");
    given.add(name, value);
    EXPECT_TRUE(world.write_file("shop.sql", shop));
    const auto arguments = complete(load_proof, given);
    if (!arguments) return arguments.error().message;
    const auto reading = read::read("shop.sql", world);
    EXPECT_TRUE(reading);
    auto job = read_job(*arguments, *reading, report, world);
    return job ? "" : job.error().message + " / " + job.error().hint;
  }

  world::MemoryWorld world;
  report::Report report;
};

TEST_F(LoadArguments, ThatAreNotUnderstoodAreSaid) {
  EXPECT_EQ(trouble("growth", "2,3.5"), "");
  EXPECT_EQ(trouble("growth", "none"), "");
  EXPECT_EQ(trouble("sla", "0.5"), "");
  EXPECT_NE(trouble("growth", "0.5"), "");
  EXPECT_NE(trouble("growth", "much"), "");
  EXPECT_NE(trouble("sla", "fast"), "");
  EXPECT_NE(trouble("clients", "100"), "");
  EXPECT_NE(trouble("writes-per-second", "-1"), "");
  EXPECT_NE(trouble("rows", "0").find("no table gets rows"), std::string::npos);
  EXPECT_NE(trouble("workload", "missing.sql"), "");
}

TEST_F(LoadArguments, TakeRowsAfterStatistics) {
  model::Statistics shape;
  shape.tables[{"public", "orders"}] = {777, "counted"};
  shape.tables[{"public", "orders"}].columns["note"].null_frac = 0.25;
  EXPECT_TRUE(world.write_file("shape.json", model::to_json(shape)));
  EXPECT_TRUE(world.write_file("shop.sql", shop));
  const auto reading = read::read("shop.sql", world);
  Arguments given;
  given.add("source", "shop.sql");
  given.add("shape", "shape.json");
  const auto arguments = complete(load_proof, given);
  ASSERT_TRUE(reading && arguments);
  const auto job = read_job(*arguments, *reading, report, world);
  ASSERT_TRUE(job) << job.error().message;
  const model::TableStatistics& orders = job->wanted.tables.at({"public", "orders"});
  EXPECT_EQ(orders.rows, 777U);
  EXPECT_EQ(orders.columns.at("note").null_frac, 0.25);
  EXPECT_EQ(report.inputs.size(), 1U);
}

class LoadServer : public support::TestServer {
 protected:
  static Result<Found> prove_shop(report::Report& report, const std::string& growth,
                                  const std::string& workload = {},
                                  const std::string& sla = "60000") {
    const auto reading = read::read_files({{"shop.sql", shop}});
    Arguments given;
    given.add("source", "shop.sql");
    given.add("rows", "30000");
    given.add("seconds", "2");
    given.add("clients", "4");
    given.add("writes-per-second", "1");
    given.add("growth", growth);
    given.add("sla", sla);
    const auto arguments = complete(load_proof, given);
    if (!reading || !arguments) throw std::runtime_error("the test is wrong");
    auto job = read_job(*arguments, *reading, report, *world_);
    if (!job) throw std::runtime_error(job.error().message);
    if (!workload.empty()) job->workload = *workload::read_file(workload, "w.sql", job->database);
    auto found = prove(*job, report, *world_);
    if (found) describe(*job, *found, report);
    return found;
  }
};

TEST_F(LoadServer, FindsTheMissingIndexAndKeepsTheReasoning) {
  report::Report report;
  const auto found = prove_shop(report, "2");
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->attempts.size(), 1U) << report.payload_text;
  const Attempt& attempt = found->attempts[0];
  EXPECT_EQ(attempt.pattern, "orders of customer_id");
  EXPECT_EQ(attempt.missed, "public.orders is read whole");
  EXPECT_EQ(attempt.index, "idx_orders_customer_id_created_at");
  EXPECT_TRUE(attempt.outcome.starts_with("now met")) << attempt.outcome;
  ASSERT_EQ(found->kept.size(), 1U);
  for (const verify::LoadVerdict& verdict : found->second->verdicts)
    EXPECT_EQ(verdict.missed_by, "") << verdict.target << ' ' << verdict.measured;
  ASSERT_EQ(found->growth.size(), 2U);
  EXPECT_EQ(found->growth[1].rows, 2 * found->growth[0].rows);
  EXPECT_EQ(found->growth[1].extrapolated, "");
  EXPECT_EQ(evidence::overall(report.evidence), evidence::Verdict::refuted)
      << "the design as it is";
  std::vector<std::string> files;
  for (const report::File& file : report.files)
    files.push_back(file.path);
  EXPECT_EQ(files, (std::vector<std::string>{"report.md", "latency.svg", "latency-improved.svg",
                                             "growth.svg", "workload.sql", "indexes.sql"}));
}

TEST_F(LoadServer, TriesAnIndexForEachPatternThatItSuggestsItselfFor) {
  report::Report report;
  const auto found = prove_shop(
      report, "none",
      "-- name: joined\nSELECT c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE "
      "o.id = $1;\n-- name: counted\nSELECT count(*) FROM orders WHERE customer_id = $1;",
      "0.001");
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->attempts.size(), 2U);
  EXPECT_EQ(found->attempts[0].index, "");
  EXPECT_EQ(found->attempts[1].index, "idx_orders_customer_id");
  EXPECT_TRUE(found->attempts[1].kept) << found->attempts[1].outcome;
}

}  // namespace
}  // namespace mimar::ops::load
