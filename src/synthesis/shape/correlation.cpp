// ANALYZE sorts the sampled values, equal ones in the order of rows, and correlates positions
// before and after. For a share m of rows in order and the others shuffled, a value with the share
// q of rows that begins at position a of the sorted rows is uniform over [a, a+q] for m of its rows
// and over [0, 1] for the others; what follows is the expectation of the figure for that mixture.

#include <algorithm>
#include <cmath>

#include "synthesis/shape/shape.h"

namespace mimar::synthesis {
namespace {

struct Group {
  double begin = 0, share = 0;
};

constexpr double most_groups = 4096;

// Values that are alone with their few rows are taken together: too few rows to matter.
std::vector<Group> groups_of(const Shape& shape) {
  std::vector<Group> groups;
  const auto filled = static_cast<double>(shape.rows - shape.nulls);
  for (const Segment& segment : shape.segments) {
    const double share = static_cast<double>(segment.rows) / filled;
    const double begin = static_cast<double>(segment.first_slot) / filled;
    const double count =
        std::min(static_cast<double>(segment.distinct), std::ceil(most_groups * share));
    for (double i = 0; i < count; ++i)
      groups.push_back({begin + share * i / count, share / count});
  }
  return groups;
}

// The mean distance of two rows of the group.
double distance(double begin, double share, double in_order) {
  const double centre = begin + share / 2;
  const double square = centre * centre + share * share / 12;
  const double between = 0.5 - centre + square;
  const double shuffled = 1 - in_order;
  return in_order * in_order * share / 3 + 2 * in_order * shuffled * between +
         shuffled * shuffled / 3;
}

double expected(const std::vector<Group>& groups, double signed_share) {
  const double in_order = std::abs(signed_share);
  double product = 0;  // mean of position before times position after
  for (const Group& group : groups) {
    const double begin = signed_share < 0 ? 1 - group.begin - group.share : group.begin;
    const double mean = in_order * (begin + group.share / 2) + (1 - in_order) / 2;
    const double rank = (mean + distance(begin, group.share, in_order) / 2) / 2;
    product += group.share * (group.begin * mean + group.share * rank);
  }
  return 12 * (product - 0.25);
}

}  // namespace

double share_in_order(const Shape& shape) {
  if (shape.rows <= shape.nulls) return 0;
  const std::vector<Group> groups = groups_of(shape);
  double low = -1, high = 1;
  for (int step = 0; step < 40; ++step) {
    const double middle = (low + high) / 2;
    (expected(groups, middle) < shape.correlation ? low : high) = middle;
  }
  if (high > 0.999) return 1;
  return low < -0.999 ? -1 : (low + high) / 2;
}

double correlation_of(const Shape& shape, const Arrangement& arrangement) {
  std::vector<std::uint64_t> groups, next;
  for (std::uint64_t row = 0; row < shape.rows; ++row) {
    const auto slot = arrangement.slot(row);
    if (slot) groups.push_back(shape.group(*slot));
  }
  for (std::uint64_t group : groups) {
    if (group + 2 > next.size()) next.resize(group + 2);
    ++next[group + 1];
  }
  for (std::size_t i = 1; i < next.size(); ++i)
    next[i] += next[i - 1];
  const auto count = static_cast<double>(groups.size());
  if (count < 2) return 1;
  double product = 0;
  for (std::size_t i = 0; i < groups.size(); ++i)
    product += static_cast<double>(i) * static_cast<double>(next[groups[i]]++);
  const double mean = (count - 1) / 2, variance = (count * count - 1) / 12;
  return (product / count - mean * mean) / variance;
}

}  // namespace mimar::synthesis
