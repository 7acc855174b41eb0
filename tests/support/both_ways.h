#pragma once
// For tests: SQL read without a server, executed and read live, our DDL of it executed and read
// again; all three must be one database, with nothing left unchecked.

#include "support/server.h"
#include "verify/round_trip.h"

namespace mimar::support {

class BothWays : public TestServer {
 protected:
  // The database, once all three ways agreed on it.
  static model::Database agreed(const std::string& sql) {
    Result<read::Reading> reading = read::read_files({{"test.sql", sql}});
    if (!reading) throw std::runtime_error(why(reading.error()));
    for (const std::string& sentence : reading->database->incomplete)
      ADD_FAILURE() << sentence;
    const Result<verify::RoundTrip> trip = verify::round_trip(*reading, *scratch_);
    if (!trip) throw std::runtime_error(why(trip.error()));
    for (const evidence::Evidence& claim : trip->evidence)
      EXPECT_EQ(claim.reason, "") << claim.claim << "\n" << seen(claim);
    expect_nothing("static and live", trip->static_live);
    expect_nothing("our DDL and live", trip->ddl_live);
    return reading->database;
  }

  static std::string seen(const evidence::Evidence& claim) {
    std::string result;
    for (const evidence::Observation& one : claim.observations)
      result += one.what + ": " + one.output + "\n";
    return result;
  }

  // "domain public.word" of each object that is no table, view, sequence or enum.
  static std::vector<std::string> names(const model::Database& database) {
    std::vector<std::string> result;
    for (const model::OtherObject& one : database->others)
      result.push_back(one.kind + " " + one.name);
    return result;
  }

  template <class T>
  static const T& defined(const model::Database& database, const std::string& name) {
    for (const model::OtherObject& one : database->others) {
      const T* found = model::as<T>(one);
      if (found != nullptr && one.name == name) return *found;
    }
    throw std::runtime_error("no " + name);
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
};

}  // namespace mimar::support
