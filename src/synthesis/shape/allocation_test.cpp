#include "synthesis/shape/allocation.h"

namespace mimar::synthesis {
namespace {

std::uint64_t rows_in(const Shape& shape) {
  std::uint64_t rows = 0;
  for (const Segment& segment : shape.segments)
    rows += segment.rows;
  return rows;
}

TEST(SynthesisAllocation, AddsUp) {
  EXPECT_EQ(deal(10, {1, 1, 1}), (std::vector<std::uint64_t>{4, 3, 3}));
  EXPECT_EQ(deal(1, {0.2, 0.5, 0.3}), (std::vector<std::uint64_t>{0, 1, 0}));
  EXPECT_EQ(deal(7, {0, 0}), (std::vector<std::uint64_t>{0, 0}));
}

TEST(SynthesisAllocation, ScalesWithTheRowsWhatIsAFractionOfThem) {
  model::ColumnStatistics column;
  column.null_frac = 0.1;
  column.n_distinct = -0.5;
  column.most_common_vals = {"a", "b"};
  column.most_common_freqs = {0.2, 0.1};
  column.histogram_bounds = {"c", "d"};
  const Counts counts = count_rows(column, 1000, true);
  EXPECT_EQ(counts.nulls, 100U);
  EXPECT_EQ(counts.common, (std::vector<std::uint64_t>{200, 100}));
  EXPECT_EQ(counts.others, 600U);
  EXPECT_EQ(counts.other_values, 498U);
  EXPECT_EQ(count_rows(column, 10000, true).other_values, 4998U);
  EXPECT_EQ(count_rows(column, 1000, false).nulls, 0U);
  column.n_distinct = 40;
  EXPECT_EQ(count_rows(column, 10000, true).other_values, 38U);
  EXPECT_EQ(count_rows(column, 10, true).other_values, 6U);  // no more values than rows
}

TEST(SynthesisAllocation, ValuesThatAreAllCommonShareAllRows) {
  model::ColumnStatistics column;
  column.n_distinct = 3;
  column.most_common_vals = {"a", "b", "c"};
  column.most_common_freqs = {0.5, 0.3, 0.1999};
  const Counts counts = count_rows(column, 77, true);
  EXPECT_EQ(counts.others, 0U);
  EXPECT_EQ(counts.common, (std::vector<std::uint64_t>{39, 23, 15}));
}

TEST(SynthesisAllocation, BucketsLieBetweenBounds) {
  const std::vector<Bucket> buckets = buckets_between({5, 5, 5, 7, 8, 20});
  ASSERT_EQ(buckets.size(), 4U);
  EXPECT_EQ(buckets[0].low, 5U);
  EXPECT_EQ(buckets[0].room, 1U);
  EXPECT_EQ(buckets[0].weight, 2U);
  EXPECT_EQ(buckets[1].low, 6U);
  EXPECT_EQ(buckets[1].room, 1U);
  EXPECT_EQ(buckets[2].room, 1U);
  EXPECT_EQ(buckets[3].low, 8U);
  EXPECT_EQ(buckets[3].room, 13U);
  EXPECT_EQ(buckets_between({10, 20}, 3)[0].room, 33U);
}

TEST(SynthesisAllocation, FewOtherValuesAmongManyCommonOnesStayFew) {
  Counts counts;
  counts.others = 1000;  // enough for a row in every gap
  counts.other_values = 3;
  std::vector<Common> common;
  for (std::uint64_t key = 1; key < 200; key += 2)
    common.push_back({key, key, 5});
  const Shape shape = allocate(counts, 1500, common, buckets_between({0, 50, 100, 150, 198}), 0);
  EXPECT_EQ(rows_in(shape), 1500U);
  EXPECT_EQ(values_in(shape), 103U);
}

TEST(SynthesisAllocation, OtherValuesStayBetweenTheCommonOnes) {
  Counts counts;
  counts.nulls = 7;
  counts.others = 90;
  counts.other_values = 8;
  const std::vector<Common> common{{3, 3, 50}, {5, 5, 53}};
  const std::vector<Bucket> buckets = buckets_between({0, 4, 9});
  EXPECT_EQ(room_for(counts, common, buckets), 8U);
  const Shape shape = allocate(counts, 200, common, buckets, 0);
  EXPECT_EQ(rows_in(shape), 193U);
  EXPECT_EQ(values_in(shape), 10U);
  std::map<std::uint64_t, int> counted;
  std::uint64_t last = 0;
  for (std::uint64_t slot = 0; slot < 193; ++slot) {
    const std::uint64_t ordinal = shape.ordinal(slot);
    EXPECT_GE(ordinal, last);
    last = ordinal;
    ++counted[ordinal];
  }
  EXPECT_EQ(counted.size(), 10U);
  EXPECT_EQ(counted[3], 50);
  EXPECT_EQ(counted[5], 53);
  EXPECT_EQ(counted[0] + counted[1] + counted[2], 45);
}

}  // namespace
}  // namespace mimar::synthesis
