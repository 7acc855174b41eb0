#pragma once
// For tests: SQL read without a server, executed and read live, our DDL of it executed and read
// again; all three must be one database, with nothing left unchecked.

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include <fmt/core.h>

#include "verify/round_trip.h"
#include "world/real_world.h"

namespace mimar::verify {

class BothWays : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    static Silence progress;
    world_ = world::make_real_world(progress);
    Result<scratch::Scratch> started = scratch::Scratch::start(*world_);
    if (!started) throw std::runtime_error("needs a PostgreSQL server: " + started.error().message);
    scratch_ = std::make_unique<scratch::Scratch>(std::move(*started));
  }
  static void TearDownTestSuite() {
    scratch_.reset();
    world_.reset();
  }

  // The database, once all three ways agreed on it.
  static model::Database agreed(const std::string& sql) {
    Result<read::Reading> reading = read::read_files({{"test.sql", sql}});
    if (!reading) throw std::runtime_error(reading.error().message);
    for (const std::string& sentence : reading->database->incomplete)
      ADD_FAILURE() << sentence;
    const Result<RoundTrip> trip = round_trip(*reading, *scratch_);
    if (!trip) throw std::runtime_error(trip.error().message);
    for (const evidence::Evidence& claim : trip->evidence)
      EXPECT_EQ(claim.reason, "") << claim.claim;
    expect_nothing("static and live", trip->static_live);
    expect_nothing("our DDL and live", trip->ddl_live);
    return reading->database;
  }

  static void expect_nothing(const char* between, const model::Comparison& comparison) {
    const auto tell = [&](const char* what, const std::vector<model::Difference>& list) {
      for (const model::Difference& one : list)
        ADD_FAILURE() << between << ", " << what << ": " << one.object << ": " << one.what << "\n  "
                      << one.left << "\n  " << one.right;
    };
    tell("different", comparison.differences);
    tell("could not be checked", comparison.could_not_check);
  }

  static inline std::unique_ptr<world::World> world_;
  static inline std::unique_ptr<scratch::Scratch> scratch_;

 private:
  struct Silence final : world::Progress {
    void begin(std::string_view, std::uint64_t) override {}
    void advance(std::uint64_t) override {}
    void end() override {}
  };
};

}  // namespace mimar::verify
