// Texts that all have the same length and, place for place, the same sort of characters (hashes,
// numbers with leading zeros, UUIDs) are numbers with mixed digits.

#include <algorithm>

#include "synthesis/shape/column.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t fewest_texts = 5;

bool within(const std::string& characters, std::string_view alphabet) {
  return characters.find_first_not_of(alphabet) == std::string::npos;
}

// The narrowest alphabet in which every collation agrees on the order; empty when there is none.
std::string_view alphabet_of(const std::string& characters) {
  for (std::string_view alphabet :
       {std::string_view("0123456789"), std::string_view("0123456789abcdef"),
        std::string_view("0123456789ABCDEF"), std::string_view("abcdefghijklmnopqrstuvwxyz"),
        std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        std::string_view("0123456789abcdefghijklmnopqrstuvwxyz"),
        std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}) {
    if (within(characters, alphabet)) return alphabet;
  }
  return {};
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The characters of each place.
std::optional<std::vector<std::string>> alphabets(const std::vector<std::string>& texts,
                                                  bool uuid) {
  if (texts.size() < fewest_texts || texts.front().empty()) return std::nullopt;
  std::vector<std::string> places;
  for (std::size_t at = 0; at < texts.front().size(); ++at) {
    std::string seen;
    for (const std::string& text : texts) {
      if (text.size() != texts.front().size()) return std::nullopt;
      if (seen.find(text[at]) == std::string::npos) seen += text[at];
    }
    const bool digit = within(seen, "0123456789");
    if (seen.size() == 1 && (uuid || !digit)) {
      places.push_back(seen);
      continue;
    }
    if (!std::all_of(seen.begin(), seen.end(), is_alphanumeric)) return std::nullopt;
    if (uuid && within(seen, "89ab")) {
      places.emplace_back("89ab");
      continue;
    }
    const std::string_view alphabet = alphabet_of(seen);
    if (alphabet.empty()) return std::nullopt;
    places.emplace_back(alphabet);
  }
  return places;
}

// What comes first makes the place of a text, as far as it can be counted; what comes after it is
// scattered.
Spelled spelling(const std::vector<std::string>& places) {
  Spelled spelled;
  std::uint64_t combinations = 1;
  std::size_t at = 0;
  for (; at < places.size() && combinations < unbounded / places[at].size() / 4; ++at) {
    combinations *= places[at].size();
    spelled.counted.pieces.push_back({places[at], 1});
  }
  for (; at < places.size(); ++at)
    spelled.scattered.pieces.push_back({places[at], 1});
  return spelled;
}

std::uint64_t number_of(const Spelled& spelled, const std::string& text) {
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < spelled.counted.pieces.size(); ++at) {
    const std::string& characters = spelled.counted.pieces[at].characters;
    number = number * characters.size() + characters.find(text[at]);
  }
  return number;
}

struct Code {
  Spelled spelled;
  std::vector<std::uint64_t> common, bounds;
};

std::optional<Code> code_of(const Wanted& wanted) {
  const auto& statistics = wanted.statistics;
  std::vector<std::string> texts = statistics.histogram_bounds;
  texts.insert(texts.end(), statistics.most_common_vals.begin(), statistics.most_common_vals.end());
  const auto places = alphabets(texts, wanted.type().is("uuid"));
  if (!places) return std::nullopt;
  Code code{spelling(*places), {}, {}};
  for (const std::string& text : statistics.most_common_vals)
    code.common.push_back(number_of(code.spelled, text));
  for (const std::string& text : statistics.histogram_bounds)
    code.bounds.push_back(number_of(code.spelled, text));
  if (!std::is_sorted(code.bounds.begin(), code.bounds.end())) return std::nullopt;
  return code;
}

}  // namespace

std::optional<Shaped> shape_codes(const Wanted& wanted) {
  const bool text = std::holds_alternative<Text>(wanted.usual.kind) ||
                    std::holds_alternative<Pattern>(wanted.usual.kind);
  if (!text && !wanted.type().is("uuid")) return std::nullopt;
  if (wanted.statistics.histogram_bounds.size() < 2) return std::nullopt;
  const auto code = code_of(wanted);
  if (!code) return std::nullopt;
  const Counts counts = count_rows(wanted.statistics, wanted.rows, wanted.nullable);
  Sampled sampled;
  std::vector<Common> common;
  for (std::size_t i = 0; i < code->common.size(); ++i) {
    common.push_back({code->common[i], i, counts.common[i]});
    sampled.labels.push_back(wanted.statistics.most_common_vals[i]);
  }
  std::sort(common.begin(), common.end(),
            [](const Common& a, const Common& b) { return a.key < b.key; });
  // What is scattered behind the place of a bound may be less than what the bound has there.
  std::vector<std::uint64_t> bounds = code->bounds;
  if (!code->spelled.scattered.pieces.empty())
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
      bounds[i] = std::min(bounds[i] + 1, bounds.back());
  const std::vector<Bucket> buckets = buckets_between(bounds);
  if (room_for(counts, common, buckets) < counts.other_values - counts.other_values / 100)
    return std::nullopt;
  Shaped shaped;
  shaped.shape = allocate(counts, wanted.rows, std::move(common), buckets, sampled.labels.size());
  Values others;
  others.kind = code->spelled;
  sampled.others = std::make_shared<const Values>(std::move(others));
  shaped.values.kind = std::move(sampled);
  compare_counts(counts, shaped);
  return shaped;
}

}  // namespace mimar::synthesis
