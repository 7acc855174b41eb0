// Texts of any kind: between two bounds of the histogram lie the first bound and whatever begins
// with it.

#include <algorithm>

#include "base/text.h"
#include "synthesis/shape/column.h"

namespace mimar::synthesis {
namespace {

// Letters and digits first, whatever their case, as the collations of languages do.
bool folded_less(const std::string& a, const std::string& b) {
  const std::string x = text::lower(a), y = text::lower(b);
  return x == y ? a < b : x < y;
}

using Less = bool (*)(const std::string&, const std::string&);

// The order that the bounds show.
Less order_of(const std::vector<std::string>& bounds) {
  const auto bytes = [](const std::string& a, const std::string& b) { return a < b; };
  const bool folded = std::is_sorted(bounds.begin(), bounds.end(), folded_less);
  return !folded && std::is_sorted(bounds.begin(), bounds.end()) ? Less(bytes) : folded_less;
}

std::size_t longest(const Wanted& wanted) {
  const auto& type = wanted.type();
  const bool limited = type.is("character varying") || type.is("character") || type.is("bpchar");
  std::size_t length = SIZE_MAX;
  if (limited && !type.modifiers.empty()) length = static_cast<std::size_t>(type.modifiers[0]);
  if (type.is("name")) length = 63;
  const Restriction* restriction = wanted.restriction();
  if (restriction != nullptr && restriction->max_length)
    length = std::min(length, *restriction->max_length);
  return length;
}

// Bounds that differ, and how many buckets begin at each. A bound may be among the most common
// values.
struct Base {
  std::string text;
  double weight = 1;
};

std::vector<Base> bases_of(const model::ColumnStatistics& statistics) {
  std::vector<Base> bases;
  const auto& bounds = statistics.histogram_bounds;
  for (std::size_t i = 0; i + 1 < std::max<std::size_t>(bounds.size(), 2) && i < bounds.size();
       ++i) {
    if (!bases.empty() && bases.back().text == bounds[i]) {
      ++bases.back().weight;
    } else {
      bases.push_back({bounds[i], 1});
    }
  }
  return bases;
}

struct Run {
  Base base;
  std::uint64_t rows = 0, values = 0;
};

// As many values for each as its rows ask; as few digits as they need. The last bound is a value,
// too.
std::vector<Run> runs_of(const std::vector<Base>& bases, const std::string& last,
                         const Counts& counts) {
  std::vector<double> weights;
  for (const Base& base : bases)
    weights.push_back(base.weight);
  Run end{{last, 1}, 0, 0};
  if (counts.other_values > bases.size() && !bases.empty() && bases.back().text != last) {
    end.rows = counts.others / counts.other_values;
    end.values = 1;
  }
  auto rows = deal(counts.others, weights);
  if (end.rows > 0 && rows.back() <= end.rows) end = {{last, 1}, 0, 0};
  if (end.rows > 0) rows.back() -= end.rows;
  const auto values = deal(counts.other_values - end.values, weights);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (rows[i] == 0) continue;
    runs.push_back({bases[i], rows[i], std::clamp<std::uint64_t>(values[i], 1, rows[i])});
  }
  if (end.values > 0) runs.push_back(end);
  return runs;
}

// A sign that no known text has before digits at its end, so that nothing made is among them.
char separator_of(const model::ColumnStatistics& statistics) {
  const auto ends_like = [](const std::string& text, char sign) {
    const std::size_t last = text.find_last_not_of("0123456789");
    return last != std::string::npos && last + 1 < text.size() && text[last] == sign;
  };
  for (char sign : std::string_view("-.+_")) {
    bool free = true;
    for (const auto* texts : {&statistics.most_common_vals, &statistics.histogram_bounds})
      for (const std::string& text : *texts)
        free = free && !ends_like(text, sign);
    if (free) return sign;
  }
  return '#';
}

// Where the next bound begins with this one, what is made must sort before its next character:
// a blank sorts before all others, and two before a blank that no letter follows.
std::string separator_before(const std::string& base, const std::string& next, char usual) {
  if (next.size() <= base.size() || !next.starts_with(base)) return std::string(1, usual);
  if (next[base.size()] != ' ') return " ";
  const char second = next.size() > base.size() + 1 ? next[base.size() + 1] : '\0';
  const bool letter = (second >= 'a' && second <= 'z') || (second >= 'A' && second <= 'Z') ||
                      static_cast<unsigned char>(second) >= 0x80;
  return letter ? " " : "  ";
}

Extended::Run extension(const Run& run, std::uint64_t first, const std::string& separator) {
  Extended::Run made{run.base.text, separator, 0, first};
  for (std::uint64_t rest = run.values - 1; rest > 0; rest /= 10)
    ++made.digits;
  return made;
}

}  // namespace

std::optional<Shaped> shape_texts(const Wanted& wanted) {
  const auto* usual = std::get_if<Text>(&wanted.usual.kind);
  const auto& statistics = wanted.statistics;
  if (usual == nullptr) return std::nullopt;
  const char separator = separator_of(statistics);
  const Less less = order_of(statistics.histogram_bounds);
  const Counts counts = count_rows(statistics, wanted.rows, wanted.nullable);
  if (counts.others > 0 && statistics.histogram_bounds.empty()) return std::nullopt;
  const std::vector<Base> bases = bases_of(statistics);
  const std::vector<Run> runs =
      runs_of(bases, bases.empty() ? "" : statistics.histogram_bounds.back(), counts);
  Shaped shaped;
  Sampled sampled;
  sampled.labels = statistics.most_common_vals;
  // Places: a common value comes after the bounds that are not greater, and what begins with them.
  std::vector<Common> common;
  for (std::size_t i = 0; i < sampled.labels.size(); ++i)
    common.push_back({0, i, counts.common[i]});
  std::sort(common.begin(), common.end(), [&](const Common& a, const Common& b) {
    return less(sampled.labels[a.ordinal], sampled.labels[b.ordinal]);
  });
  Extended extended;
  std::uint64_t slot = 0, ordinal = 0;
  shaped.shape.rows = wanted.rows;
  shaped.shape.nulls = counts.nulls;
  const auto add = [&](std::uint64_t rows, std::uint64_t values, std::uint64_t first) {
    if (rows == 0) return;
    shaped.shape.segments.push_back({slot, rows, values, first, values});
    slot += rows;
  };
  auto next = common.begin();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Run& run = runs[i];
    const std::string& end =
        i + 1 < runs.size() ? runs[i + 1].base.text : statistics.histogram_bounds.back();
    for (; next != common.end() && less(sampled.labels[next->ordinal], run.base.text); ++next)
      add(next->rows, 1, next->ordinal);
    extended.runs.push_back(
        extension(run, ordinal, separator_before(run.base.text, end, separator)));
    if (run.values > 1 && run.base.text.size() + 2 + extended.runs.back().digits > longest(wanted))
      return std::nullopt;  // no room for what begins with it
    add(run.rows, run.values, sampled.labels.size() + ordinal);
    ordinal += run.values;
  }
  for (; next != common.end(); ++next)
    add(next->rows, 1, next->ordinal);
  extended.count = ordinal;
  if (!extended.runs.empty()) {
    Values others;
    others.kind = std::move(extended);
    sampled.others = std::make_shared<const Values>(std::move(others));
  }
  shaped.values.kind = std::move(sampled);
  compare_counts(counts, shaped);
  return shaped;
}

}  // namespace mimar::synthesis
