#include "verify/load_proof.h"

#include <gtest/gtest.h>

#include "emit/ddl/ddl.h"
#include "read/source.h"
#include "support/server.h"
#include "verify/load_rows.h"
#include "verify/load_schedule.h"
#include "workload/workload.h"
#include "world/memory_world.h"
#include "world/real_world.h"

namespace mimar::verify {
namespace {

constexpr const char* shop =
    "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT "
    "NULL);"
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint "
    "NOT NULL REFERENCES customers, note text NOT NULL, created_at timestamptz NOT NULL);";

const PatternFigures* find(const LoadFigures& figures, const std::string& name) {
  for (const PatternFigures& pattern : figures.patterns)
    if (pattern.name == name) return &pattern;
  return nullptr;
}

// What a slow disk makes slow, or rare, is no fault of the design: only what was found missing
// counts.
std::string missed(const LoadFigures& figures, const LoadTargets& targets) {
  std::string result;
  for (const LoadVerdict& verdict : judge(figures, targets))
    if (!verdict.missed_by.empty())
      result += verdict.target + ": " + verdict.missed_by + verdict.unknown + "\n";
  return result;
}

class LoadProofServer : public ::testing::Test {
 protected:
  void SetUp() override {
    scratch::Options options;
    options.durable = true;
    auto started = scratch::Scratch::start(*world, options);
    ASSERT_TRUE(started) << started.error().message;
    scratch.emplace(std::move(*started));
    auto reading = read::read_files({{"shop.sql", shop}});
    ASSERT_TRUE(reading);
    database = reading->database;
    rows.tables[{"public", "orders"}] = {30000, ""};
    rows.tables[{"public", "customers"}] = {3000, ""};
    plan = synthesis::plan(database, rows, "2026-01-01",
                           {{{"public", "orders"}, 500000}, {{"public", "customers"}, 500000}});
    auto made = scratch->create_database("load");
    ASSERT_TRUE(made) << made.error().message;
    place.emplace(std::move(*made));
    ASSERT_TRUE(place->run_script(emit::ddl::emit(database), "shop.sql"));
    const auto loaded = load_rows(*place, database, plan, 1, *world);
    ASSERT_TRUE(loaded) << loaded.error().message;
    ground = {&place->owner(), place->conninfo(), [this] { return scratch->checkpoint(); }};
    fresh.emplace(database, plan, 1);
    settings.clients = 4;
    settings.seconds = 2;
    settings.warm_up = 0.3;
    targets.writes_per_second = 1;
  }

  model::Workload workload(const std::string& text) {
    auto read = workload::read_file(text, "w.sql", database);
    EXPECT_TRUE(read) << read.error().message;
    return read ? *read : model::Workload();
  }

  support::Silence silence;
  std::unique_ptr<world::World> world = world::make_real_world(silence);
  std::optional<scratch::Scratch> scratch;
  std::optional<scratch::Database> place;
  model::Database database;
  model::Statistics rows;
  synthesis::Plan plan;
  Ground ground;
  std::optional<FreshRows> fresh;
  LoadSettings settings;
  LoadTargets targets;
};

TEST_F(LoadProofServer, AMissingIndexMissesItsTargetAndTheIndexMeetsIt) {
  const model::Workload derived = workload::derive(database, rows);
  const auto before = measure_load(ground, derived, plan, *fresh, settings, targets, *world);
  ASSERT_TRUE(before) << before.error().message;
  const PatternFigures* list = find(*before, "orders of customer_id");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->scanned, std::vector<std::string>{"public.orders"});
  EXPECT_GT(before->whole_reads.at("public.orders"), list->executions / 2);
  EXPECT_NE(missed(*before, targets).find("read whole unasked"), std::string::npos)
      << missed(*before, targets);
  EXPECT_TRUE(before->no_checkpoint.empty()) << before->no_checkpoint;
  EXPECT_GT(before->checkpoint_at, 0);
  EXPECT_EQ(before->settings.at("fsync"), "on");
  EXPECT_EQ(before->settings.at("synchronous_commit"), "on");

  ASSERT_TRUE(place->owner().execute("CREATE INDEX ON orders (customer_id, created_at)"));
  LoadTargets tight = targets;
  tight.p95_ms = list->p50;
  EXPECT_NE(missed(*before, tight).find("p95"), std::string::npos) << missed(*before, tight);
  targets.p95_ms = 60000;
  const auto after = measure_load(ground, derived, plan, *fresh, settings, targets, *world);
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(missed(*after, targets), "");
  EXPECT_FALSE(after->whole_reads.contains("public.orders"));
  EXPECT_TRUE(find(*after, "orders of customer_id")->scanned.empty());
}

TEST_F(LoadProofServer, InsertsFurtherRowsOfTheSamePlanUntilTheyAreUsedUp) {
  const model::Workload inserts =
      workload("INSERT INTO orders (customer_id, note, created_at) VALUES ($1, $2, $3);");
  plan = synthesis::plan(database, rows, "2026-01-01", {{{"public", "orders"}, 20}});
  FreshRows few(database, plan, 1);
  const auto figures = measure_load(ground, inserts, plan, few, settings, targets, *world);
  ASSERT_TRUE(figures) << figures.error().message;
  EXPECT_GT(figures->patterns.at(0).without_rows, 0U);
  EXPECT_EQ(figures->patterns.at(0).failures, 0U);
  const auto count = place->owner().execute("SELECT count(*) FROM orders");
  ASSERT_TRUE(count);
  EXPECT_EQ(count->rows[0][0], "30020");
}

TEST_F(LoadProofServer, CountsWhatFailsAndWhatIsRepeated) {
  const auto made = place->owner().execute(
      "CREATE FUNCTION clash() RETURNS void LANGUAGE plpgsql AS 'BEGIN IF random() < 0.5 THEN "
      "RAISE serialization_failure; END IF; END'");
  ASSERT_TRUE(made) << made.error().message;
  const auto figures =
      measure_load(ground,
                   workload("-- name: fails\nUPDATE orders SET customer_id = -1 WHERE id = $1;\n"
                            "-- name: clashes\nSELECT clash();"),
                   plan, *fresh, settings, targets, *world);
  ASSERT_TRUE(figures) << figures.error().message;
  const PatternFigures* fails = find(*figures, "fails");
  EXPECT_EQ(fails->executions, 0U);
  EXPECT_GT(fails->failures, 0U);
  ASSERT_FALSE(fails->errors.empty());
  EXPECT_NE(fails->errors.begin()->first.find("foreign key"), std::string::npos);
  EXPECT_NE(missed(*figures, targets).find("no statement fails"), std::string::npos);
  EXPECT_GT(find(*figures, "clashes")->retried, 0U);
}

// One client, a statement that stalls for longer than others are apart: what waits behind it is
// slow, though the server answered it at once.
TEST_F(LoadProofServer, CountsTheTimeThatStatementsWaitForAClient) {
  settings.clients = 1;
  const auto figures = measure_load(
      ground,
      workload("-- name: stall\n-- rate: 2/s\nSELECT pg_sleep(0.2);\n"
               "-- name: quick\n-- rate: 100/s\nSELECT note FROM orders WHERE id = $1;"),
      plan, *fresh, settings, targets, *world);
  ASSERT_TRUE(figures) << figures.error().message;
  EXPECT_GT(find(*figures, "quick")->p95, 50);
}

TEST_F(LoadProofServer, SaysWhichStatementDoesNotRun) {
  const auto figures = measure_load(ground, workload("-- name: wrong\nSELECT nothing FROM orders;"),
                                    plan, *fresh, settings, targets, *world);
  ASSERT_FALSE(figures);
  EXPECT_NE(figures.error().message.find("wrong"), std::string::npos) << figures.error().message;
}

TEST_F(LoadProofServer, StopsSoonWhenInterrupted) {
  settings.seconds = 600;
  world::MemoryWorld interrupted;
  interrupted.interrupt_after(20);
  const model::Workload sleeps = workload("SELECT pg_sleep(300);");
  std::vector<PatternValues> values;
  values.push_back(*PatternValues::draw(place->owner(), sleeps.patterns[0], plan, 1));
  const auto start = LoadClock::now();
  const auto run = run_load(ground, sleeps, values, *fresh, settings, interrupted);
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().kind, ErrorKind::interrupted);
  EXPECT_LT(LoadClock::now() - start, std::chrono::seconds(10)) << "of 300";
}

}  // namespace
}  // namespace mimar::verify
