#pragma once
// What the clients of a load proof do next, and from when it counts.

#include <atomic>
#include <chrono>
#include <mutex>
#include <vector>

#include "model/workload.h"
#include "verify/load_values.h"

namespace mimar::verify {

using LoadClock = std::chrono::steady_clock;

struct Due {
  std::size_t pattern = 0;
  LoadClock::time_point at;  // its latency counts from here
};

// With rates: arrivals of each pattern are independent of each other and of how long executions
// take (a Poisson process); whoever is free takes the one that is due first. Without: each client
// goes on at once with a pattern drawn by weight. Any thread may ask.
class Schedule {
 public:
  Schedule(const model::Workload& workload, std::uint64_t seed, LoadClock::time_point start);
  Due next(Random& client);
  // Those due before `end` that nobody has taken. Only for rates.
  std::vector<Due> left_before(LoadClock::time_point end);
  bool has_rates() const { return rates_; }

 private:
  struct Arrivals {
    double rate = 0;
    LoadClock::time_point next;
  };
  void advance(Arrivals& arrivals);

  bool rates_;
  std::vector<double> weights_;
  double total_ = 0;
  std::mutex mutex_;
  Random random_;
  std::vector<Arrivals> arrivals_;
};

}  // namespace mimar::verify
