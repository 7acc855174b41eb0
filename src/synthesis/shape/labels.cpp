#include <algorithm>

#include "synthesis/shape/column.h"

namespace mimar::synthesis {
namespace {

std::string spelled(const std::string& value, bool boolean) {
  if (!boolean) return value;
  return value == "t" || value == "true" ? "true" : "false";
}

// Enums in the order of their labels, everything else as numbers or text sort.
std::vector<std::string> sorted_labels(const Wanted& wanted, const Choice& choice) {
  std::vector<std::string> labels = choice.labels;
  if (const model::Enum* found = model::find_enum(wanted.draft.database, wanted.type().name)) {
    const auto place = [&](const std::string& label) {
      return std::find(found->labels.begin(), found->labels.end(), label);
    };
    std::sort(labels.begin(), labels.end(),
              [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return labels;
  }
  const Ordered number{Ordered::Unit::decimal, 6, 0, 0};
  std::sort(labels.begin(), labels.end(), [&](const std::string& a, const std::string& b) {
    const auto x = parse_units(number, a), y = parse_units(number, b);
    return x && y ? *x < *y : a < b;
  });
  return labels;
}

std::vector<Bucket> label_buckets(const std::vector<std::string>& labels,
                                  const model::ColumnStatistics& statistics) {
  std::vector<std::uint64_t> bounds;
  for (const std::string& bound : statistics.histogram_bounds) {
    const auto found = std::find(labels.begin(), labels.end(), bound);
    if (found == labels.end()) return {};
    bounds.push_back(static_cast<std::uint64_t>(found - labels.begin()));
  }
  if (bounds.size() < 2 || !std::is_sorted(bounds.begin(), bounds.end())) return {};
  return buckets_between(bounds);
}

}  // namespace

std::optional<Shaped> shape_labels(const Wanted& wanted) {
  const auto* choice = std::get_if<Choice>(&wanted.usual.kind);
  if (choice == nullptr) return std::nullopt;
  const std::vector<std::string> labels = sorted_labels(wanted, *choice);
  model::ColumnStatistics statistics = wanted.statistics;
  std::vector<Common> common;
  Shaped shaped;
  for (std::size_t i = 0; i < statistics.most_common_vals.size(); ++i) {
    const std::string value = spelled(statistics.most_common_vals[i], wanted.type().is("boolean"));
    const auto found = std::find(labels.begin(), labels.end(), value);
    if (found == labels.end()) {
      shaped.not_kept.push_back("the share of '" + value + "', which its type or a CHECK forbids");
      statistics.most_common_freqs[i] = 0;
      continue;
    }
    const auto place = static_cast<std::uint64_t>(found - labels.begin());
    common.push_back({place, place, i});
  }
  Counts counts = count_rows(statistics, wanted.rows, wanted.nullable);
  for (Common& value : common)
    value.rows = counts.common[value.rows];
  std::sort(common.begin(), common.end(),
            [](const Common& a, const Common& b) { return a.key < b.key; });
  if (common.empty() && statistics.histogram_bounds.empty() && counts.others > 0)
    return std::nullopt;
  std::vector<Bucket> buckets{{0, labels.size(), 1}};
  if (const auto between = label_buckets(labels, statistics);
      !between.empty() && room_for(counts, common, between) >= counts.other_values) {
    buckets = between;
  } else if (!statistics.histogram_bounds.empty()) {
    shaped.not_kept.push_back("the histogram: there are too few labels");
  }
  shaped.values.kind = Choice{labels};
  shaped.shape = allocate(counts, wanted.rows, std::move(common), buckets, 0);
  compare_counts(counts, shaped);
  return shaped;
}

}  // namespace mimar::synthesis
