#include "design/growth/forecast.h"

#include <gtest/gtest.h>

#include "design/growth/course.h"
#include "read/source.h"

namespace mimar::design::growth {
namespace {

class GrowthForecast : public ::testing::Test {
 protected:
  GrowthForecast() {
    const auto reading = read::read_files(
        {{"schema.sql",
          "CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at "
          "timestamptz "
          "NOT NULL);"
          "CREATE TABLE lines (order_id integer NOT NULL REFERENCES orders, n smallint NOT NULL, "
          "PRIMARY KEY (order_id, n));"}});
    if (!reading) throw std::runtime_error(reading.error().message);
    database_ = reading->database;
    terms_.statistics.tables[orders_].rows = 1'000'000;
    terms_.statistics.tables[lines_].rows = 3'000'000;
  }

  const Threshold* threshold(const Forecast& forecast, const std::string& id,
                             const std::string& subject = "the database") {
    for (const Threshold& one : forecast.thresholds)
      if (one.id == id && one.subject == subject) return &one;
    return nullptr;
  }

  model::Database database_;
  Terms terms_;
  const model::Name orders_{"public", "orders"}, lines_{"public", "lines"};
};

TEST_F(GrowthForecast, DatesTheDayOnWhichNumbersRunOut) {
  terms_.growth[orders_] = {1'000'000'000, 0};
  const Forecast found = forecast(database_, terms_);
  const Threshold* of_id = threshold(found, "numbers-exhausted", "public.orders.id");
  ASSERT_NE(of_id, nullptr);
  EXPECT_NEAR(*of_id->year, 2.1465, 0.001);  // (2147483647 - 1000000) / 1e9
  EXPECT_NE(of_id->then.find("ALTER TABLE public.lines ALTER COLUMN order_id TYPE bigint"),
            std::string::npos)
      << of_id->then;
}

TEST_F(GrowthForecast, LetsChildrenFollowTheirParents) {
  terms_.growth[orders_] = {500'000, 0.1};
  const auto followed = let_children_follow(database_, terms_);
  EXPECT_EQ(followed.at(lines_), orders_);
  EXPECT_DOUBLE_EQ(terms_.growth.at(lines_).rows, 1'500'000);
  EXPECT_DOUBLE_EQ(terms_.growth.at(lines_).share, 0.1);
}

TEST_F(GrowthForecast, DeletesChildrenWithTheirParents) {
  const auto reading = read::read_files(
      {{"schema.sql",
        "CREATE TABLE orders (id bigint PRIMARY KEY);"
        "CREATE TABLE lines (order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE);"
        "CREATE TABLE notes (order_id bigint NOT NULL REFERENCES orders);"}});
  ASSERT_TRUE(reading);
  terms_.statistics.tables[{"public", "notes"}].rows = 10;
  terms_.growth[orders_] = {500'000, 0};
  terms_.keep_days[orders_] = 30;
  let_children_follow(reading->database, terms_);
  EXPECT_EQ(terms_.keep_days.at(lines_), 30);
  EXPECT_FALSE(terms_.keep_days.contains({"public", "notes"}));
}

TEST_F(GrowthForecast, KeepsTheRowsOfTheTimeThatIsStated) {
  terms_.growth[orders_] = {365.25 * 1000, 0};
  terms_.keep_days[orders_] = 90;
  const Course course(database_, terms_);
  const model::Table& table = *model::find_table(database_, orders_);
  EXPECT_NEAR(course.rows(table, 3), 90'000, 1);
  EXPECT_NEAR(course.inserted(table, 1), 1'365'250, 1);
}

TEST_F(GrowthForecast, AsksForReplicasWhereReadsAreTheWork) {
  terms_.demand.reads = {20'000, Basis::stated};
  terms_.demand.writes = {100, Basis::stated};
  Forecast found = forecast(database_, terms_);
  const Threshold* work = threshold(found, "work-beyond-one-machine");
  ASSERT_NE(work, nullptr);
  EXPECT_EQ(work->year, 0);
  EXPECT_EQ(work->step, Step::replica);
  EXPECT_EQ(threshold(found, "writes-beyond-the-primary")->year, std::nullopt);
  terms_.demand = {{}, {10, Basis::stated}, {20'000, Basis::stated}};
  found = forecast(database_, terms_);
  EXPECT_EQ(threshold(found, "work-beyond-one-machine")->step, Step::scale_up);
  EXPECT_EQ(threshold(found, "writes-beyond-the-primary")->year, 0);
  // A machine that can be rented still does it: sharding is not due.
  EXPECT_EQ(threshold(found, "writes-beyond-the-largest-machine")->year, std::nullopt);
}

TEST_F(GrowthForecast, TellsWhatIsNotYetAndWhatIsFirst) {
  terms_.growth[lines_] = {0, 1.0};
  const Forecast found = forecast(database_, terms_);
  std::optional<double> before = 0;
  for (const Threshold& one : found.thresholds) {
    if (!one.year) before = std::nullopt;
    if (one.year) {
      ASSERT_TRUE(before) << one.id << " comes after what never comes";
      EXPECT_GE(*one.year, *before) << one.id;
      before = one.year;
    }
  }
  EXPECT_EQ(threshold(found, "connections-refused"), nullptr) << "no clients are stated";
}

TEST_F(GrowthForecast, CountsDaysAsTheCalendarDoes) {
  EXPECT_EQ(day_after_years("2026-01-01", 0), "2026-01-01");
  EXPECT_EQ(day_after_years("2024-02-29", 1), "2025-02-28");
  EXPECT_EQ(day_after_years("2026-11-22", 5), "2031-11-22");
  EXPECT_EQ(day_after_years("2026-01-01", 0.5), "2026-07-03");
}

}  // namespace
}  // namespace mimar::design::growth
