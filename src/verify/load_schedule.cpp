#include "verify/load_schedule.h"

#include <algorithm>
#include <cmath>

namespace mimar::verify {
namespace {

LoadClock::duration seconds(double n) {
  return std::chrono::duration_cast<LoadClock::duration>(std::chrono::duration<double>(n));
}

}  // namespace

Schedule::Schedule(const model::Workload& workload, std::uint64_t seed, LoadClock::time_point start)
    : rates_(workload.rates), random_(seed) {
  for (const model::AccessPattern& pattern : workload.patterns) {
    weights_.push_back(pattern.weight);
    total_ += pattern.weight;
    arrivals_.push_back({pattern.weight, start});
    advance(arrivals_.back());
  }
}

void Schedule::advance(Arrivals& arrivals) {
  arrivals.next += seconds(-std::log(1 - between_zero_and_one(random_)) / arrivals.rate);
}

Due Schedule::next(Random& client) {
  if (!rates_) {
    double at = between_zero_and_one(client) * total_;
    std::size_t pattern = 0;
    while (pattern + 1 < weights_.size() && at >= weights_[pattern])
      at -= weights_[pattern++];
    return {pattern, LoadClock::now()};
  }
  const std::lock_guard lock(mutex_);
  const auto first =
      std::min_element(arrivals_.begin(), arrivals_.end(),
                       [](const Arrivals& a, const Arrivals& b) { return a.next < b.next; });
  const Due due{static_cast<std::size_t>(first - arrivals_.begin()), first->next};
  advance(*first);
  return due;
}

std::vector<Due> Schedule::left_before(LoadClock::time_point end) {
  const std::lock_guard lock(mutex_);
  std::vector<Due> left;
  for (std::size_t i = 0; rates_ && i < arrivals_.size(); ++i)
    for (; arrivals_[i].next < end; advance(arrivals_[i]))
      left.push_back({i, arrivals_[i].next});
  return left;
}

}  // namespace mimar::verify
