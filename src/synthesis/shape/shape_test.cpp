#include "synthesis/shape/shape.h"

namespace mimar::synthesis {
namespace {

// A shape whose values have the given numbers of rows, in order.
Shape shape_of(const std::vector<std::uint64_t>& counts, std::uint64_t nulls = 0) {
  Shape shape;
  std::uint64_t slot = 0, ordinal = 0;
  for (std::uint64_t count : counts) {
    shape.segments.push_back({slot, count, 1, ordinal++, 1});
    slot += count;
  }
  shape.rows = slot + nulls;
  shape.nulls = nulls;
  shape.ordered = true;
  return shape;
}

Shape all_different(std::uint64_t rows, std::uint64_t nulls = 0) {
  Shape shape;
  shape.rows = rows;
  shape.nulls = nulls;
  shape.ordered = true;
  shape.segments.push_back({0, rows - nulls, rows - nulls, 0, 10 * (rows - nulls)});
  return shape;
}

TEST(SynthesisShape, EverySlotIsTakenOnceAndNullsAreCounted) {
  for (const double in_order : {-1.0, -0.7, -0.01, 0.0, 0.3, 0.999, 1.0}) {
    for (const std::uint64_t rows : {1U, 2U, 7U, 100U, 1001U}) {
      for (const std::uint64_t nulls : {std::uint64_t{0}, rows / 3, rows}) {
        const Shape shape = all_different(rows, nulls);
        const Arrangement arrangement(shape, 17, in_order);
        std::set<std::uint64_t> slots;
        std::uint64_t empty = 0;
        for (std::uint64_t row = 0; row < rows; ++row) {
          const auto slot = arrangement.slot(row);
          if (!slot) {
            ++empty;
            continue;
          }
          EXPECT_LT(*slot, rows - nulls);
          EXPECT_TRUE(slots.insert(*slot).second) << rows << " " << nulls << " " << in_order;
        }
        EXPECT_EQ(empty, nulls);
      }
    }
  }
}

TEST(SynthesisShape, SegmentsCountExactly) {
  Shape shape;
  shape.rows = 1000;
  shape.segments = {{0, 333, 1, 7, 1}, {333, 667, 100, 50, 1000}};
  std::map<std::uint64_t, int> counts;
  for (std::uint64_t slot = 0; slot < 1000; ++slot)
    ++counts[shape.ordinal(slot)];
  EXPECT_EQ(counts.size(), 101U);
  EXPECT_EQ(counts[7], 333);
  for (const auto& [ordinal, count] : counts) {
    if (ordinal == 7) continue;
    EXPECT_GE(ordinal, 50U);
    EXPECT_LT(ordinal, 1050U);
    EXPECT_TRUE(count == 6 || count == 7) << count;
  }
}

TEST(SynthesisShape, CorrelationIsWhatWasAskedFor) {
  const std::vector<Shape> shapes{all_different(150),
                                  all_different(3000),
                                  all_different(40000),
                                  all_different(20000, 5000),
                                  shape_of({500, 300, 100, 60, 40}),
                                  shape_of({9000, 5000, 3000, 2000, 500, 500}, 7000),
                                  shape_of({40, 10, 50, 700, 200}, 100)};
  for (Shape shape : shapes) {
    double squares = 0, cubes = 0;
    for (const Segment& segment : shape.segments) {
      const double share =
          static_cast<double>(segment.rows) / static_cast<double>(shape.rows - shape.nulls);
      if (segment.distinct == 1) squares += share * share, cubes += share * share * share;
    }
    const double lowest = 2 * cubes - 1;  // descending, equal values in the order of rows
    for (double asked : {-1.0, -0.9, -0.4, 0.0, squares, 0.25, 0.6, 0.95, 1.0}) {
      if (asked < lowest + 0.01) continue;
      shape.correlation = asked;
      EXPECT_NEAR(correlation_of(shape, Arrangement(shape, 5)), asked, 0.02)
          << shape.rows << " rows, " << shape.segments.size() << " segments";
    }
  }
}

TEST(SynthesisShape, ProductsDoNotOverflow) {
  EXPECT_EQ(scaled(1ULL << 40, 1ULL << 40, 1ULL << 41), 1ULL << 39);
  EXPECT_EQ(scaled(7, 3, 2), 10U);
}

}  // namespace
}  // namespace mimar::synthesis
