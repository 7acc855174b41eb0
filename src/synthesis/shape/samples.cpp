#include "synthesis/shape/column.h"

namespace mimar::synthesis {
namespace {

constexpr std::uint64_t longest_list = 64;  // words.h

}  // namespace

// A common value without a text was left out of the statistics: it is made as usual, too.
std::optional<Shaped> shape_samples(const Wanted& wanted) {
  const auto& statistics = wanted.statistics;
  if (statistics.n_distinct == 0) return std::nullopt;
  const Counts counts = count_rows(statistics, wanted.rows, wanted.nullable);
  const Values others = wanted.draft.values(wanted.column, true);
  const std::uint64_t room = size(others);
  const bool text = std::holds_alternative<Text>(wanted.usual.kind);
  Sampled sampled;
  for (const std::string& value : statistics.most_common_vals)
    if (!value.empty() || text) sampled.labels.push_back(value);
  const std::uint64_t made = statistics.most_common_vals.size() - sampled.labels.size();
  if (room < made || (room == 0 && counts.others > 0)) return std::nullopt;
  std::uint64_t label = 0, unnamed = sampled.labels.size();
  std::vector<Common> common;
  for (std::size_t i = 0; i < statistics.most_common_vals.size(); ++i) {
    const bool named = !statistics.most_common_vals[i].empty() || text;
    common.push_back({i, named ? label++ : unnamed++, counts.common[i]});
  }
  Shaped shaped;
  std::vector<Bucket> buckets;
  // The first texts of a list are its words, which may be among the common ones.
  const std::uint64_t used = made + (text ? longest_list : 0);
  if (room > used) buckets.push_back({common.size() + used - made, room - used, 1});
  Counts dense = counts;
  shaped.shape = allocate(dense, wanted.rows, common, buckets, unnamed - common.size());
  // One after the other: what is spread over all there is would only be larger numbers.
  for (Segment& segment : shaped.shape.segments)
    segment.width = segment.distinct;
  if (room > 0) sampled.others = std::make_shared<const Values>(others);
  shaped.values.kind = std::move(sampled);
  compare_counts(counts, shaped);
  shaped.ordered = false;
  if (statistics.correlation || !statistics.histogram_bounds.empty())
    shaped.not_kept.push_back(
        "the histogram nor the correlation: how values of its type are sorted is not known");
  return shaped;
}

}  // namespace mimar::synthesis
