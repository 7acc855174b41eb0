#include <algorithm>

#include "synthesis/random.h"
#include "synthesis/shape/column.h"
#include "synthesis/shape/settle.h"

namespace mimar::synthesis {
namespace {

// Where keys lie among the rows of the parent, as far as they are numbers: counted from 1 where
// about as many parents are made as there were, else in proportion.
class Places {
 public:
  Places(const model::ColumnStatistics& column, std::uint64_t parents) : parents_(parents) {
    const Ordered whole;
    for (const auto* texts : {&column.most_common_vals, &column.histogram_bounds}) {
      for (const std::string& text : *texts) {
        const auto value = parse_units(whole, text);
        numbers_ = numbers_ && value.has_value();
        if (!value) return;
        low_ = std::min(low_, *value);
        high_ = std::max(high_, *value);
      }
    }
    numbers_ = numbers_ && low_ < high_;
    const auto last = static_cast<std::int64_t>(parents);
    if (numbers_ && low_ >= 1 && high_ <= last && last / 2 < high_) {
      low_ = 1;
      high_ = last;
    }
  }

  bool known() const { return numbers_; }
  std::uint64_t of(const std::string& text) const {
    const auto value = parse_units(Ordered(), text);
    return scaled(static_cast<std::uint64_t>(*value - low_), parents_ - 1,
                  static_cast<std::uint64_t>(high_ - low_));
  }

 private:
  std::uint64_t parents_;
  bool numbers_ = true;
  std::int64_t low_ = INT64_MAX, high_ = INT64_MIN;
};

// The most common parents, each in a place of its own.
std::vector<Common> popular(const model::ColumnStatistics& column, const Counts& counts,
                            const Places& places, std::uint64_t parents) {
  const Permutation anywhere(parents, mix(column.most_common_vals.size()));
  std::vector<Common> common;
  std::set<std::uint64_t> taken;
  for (std::size_t i = 0; i < counts.common.size() && taken.size() < parents; ++i) {
    std::uint64_t place =
        places.known() ? places.of(column.most_common_vals[i]) : anywhere(i % parents);
    while (!taken.insert(place).second)
      place = (place + 1) % parents;
    common.push_back({place, place, counts.common[i]});
  }
  std::sort(common.begin(), common.end(),
            [](const Common& a, const Common& b) { return a.key < b.key; });
  return common;
}

std::vector<Bucket> buckets_of(const model::ColumnStatistics& column, const Counts& counts,
                               const std::vector<Common>& common, const Places& places,
                               std::uint64_t parents) {
  if (places.known() && column.histogram_bounds.size() > 1) {
    std::vector<std::uint64_t> bounds;
    for (const std::string& bound : column.histogram_bounds)
      bounds.push_back(places.of(bound));
    const std::vector<Bucket> buckets = buckets_between(bounds);
    const std::uint64_t room = room_for(counts, common, buckets);
    if (room >= counts.other_values - counts.other_values / 100) return buckets;
  }
  return {{0, parents, 1}};
}

std::uint64_t busiest_other(const Shape& shape, const std::vector<Common>& common) {
  std::uint64_t most = 0;
  const auto is_common = [&](const Segment& segment) {
    return std::any_of(common.begin(), common.end(), [&](const Common& parent) {
      return parent.ordinal == segment.first_ordinal;
    });
  };
  for (const Segment& segment : shape.segments)
    if (!is_common(segment))
      most = std::max(most, (segment.rows + segment.distinct - 1) / segment.distinct);
  return most;
}

std::uint64_t fewest(const std::vector<Common>& common) {
  std::uint64_t rows = UINT64_MAX;
  for (const Common& parent : common)
    rows = std::min(rows, parent.rows);
  return rows;
}

}  // namespace

std::shared_ptr<const Shape> shape_link(const Link& link, const model::ColumnStatistics& column,
                                        std::uint64_t rows, std::vector<std::string>& not_kept) {
  const Counts counts = count_rows(column, rows, column.null_frac > 0);
  const Places places(column, link.parent_rows);
  const std::vector<Common> common = popular(column, counts, places, link.parent_rows);
  if (common.size() < counts.common.size()) {
    not_kept.push_back("the shares: there are fewer parents than popular ones");
    return nullptr;
  }
  Shaped shaped;
  shaped.shape = allocate(counts, rows, common,
                          buckets_of(column, counts, common, places, link.parent_rows), 0);
  // Parents that are not among the most popular ones must not become more popular than they.
  if (busiest_other(shaped.shape, common) > fewest(common))
    shaped.shape = allocate(counts, rows, common, {{0, link.parent_rows, 1}}, 0);
  if (shaped.shape.segments.empty() && counts.nulls < rows) return nullptr;
  shaped.shape.correlation = column.correlation.value_or(0);
  shaped.shape.ordered = places.known() && column.correlation.has_value();
  compare_counts(counts, shaped);
  if (column.correlation && !places.known())
    shaped.not_kept.push_back("the correlation: its keys are not numbers");
  not_kept = std::move(shaped.not_kept);
  return std::make_shared<const Shape>(std::move(shaped.shape));
}

}  // namespace mimar::synthesis
