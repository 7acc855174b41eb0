#pragma once
// Rows dealt out to values: whole numbers that add up, for any number of rows.

#include <cstdint>
#include <vector>

#include "model/statistics.h"
#include "synthesis/shape/shape.h"

namespace mimar::synthesis {

// How many rows are NULL, how many have each of the most common values, how many others are left
// and how many different values those have.
struct Counts {
  std::uint64_t nulls = 0, others = 0, other_values = 0;
  std::vector<std::uint64_t> common;
  double wanted_values = 0;  // n_distinct at this number of rows; 0: not known
};
Counts count_rows(const model::ColumnStatistics& column, std::uint64_t rows, bool nullable);

// A most common value: its place on the scale of all values, and how it is made.
struct Common {
  std::uint64_t key = 0, ordinal = 0, rows = 0;
};

// Places [low, low + room) on that scale, with `weight` parts of the other rows.
struct Bucket {
  std::uint64_t low = 0, room = 0, weight = 1;
};

// Histogram bounds as buckets; a value that fills buckets of its own has one for itself. `stretch`:
// all places further apart by that factor.
std::vector<Bucket> buckets_between(const std::vector<std::uint64_t>& bounds,
                                    std::uint64_t stretch = 1);

// How many different values the others can have there, at most.
std::uint64_t room_for(const Counts& counts, const std::vector<Common>& common,
                       const std::vector<Bucket>& buckets);

// Segments in the order of places; other values have the ordinals of their places, `first_ordinal`
// further. The rows that find no place among buckets go to the common values.
Shape allocate(const Counts& counts, std::uint64_t rows, std::vector<Common> common,
               const std::vector<Bucket>& buckets, std::uint64_t first_ordinal);

std::uint64_t values_in(const Shape& shape);  // how many different ones

// `total` dealt out by weights; the largest remainders are rounded up.
std::vector<std::uint64_t> deal(std::uint64_t total, const std::vector<double>& weights);

}  // namespace mimar::synthesis
