#include <algorithm>
#include <charconv>
#include <cmath>

#include "synthesis/calendar.h"
#include "synthesis/digits.h"
#include "synthesis/shape/column.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

using Unit = Ordered::Unit;

bool is_number(Unit unit) {
  return unit == Unit::integer || unit == Unit::decimal;
}

constexpr std::int64_t most = std::int64_t{1} << 60;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits after a point, cut or filled to `scale` of them; takes them off `text`.
std::int64_t read_fraction(std::string_view& text, int scale) {
  std::int64_t fraction = 0;
  int read = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
      if (read == scale) continue;
      fraction = fraction * 10 + (text.front() - '0');
      ++read;
    }
  }
  return fraction * power_of_ten(scale - read);
}

std::optional<std::int64_t> parse_number(std::string_view text, int scale) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.starts_with('$')) text.remove_prefix(1);
  std::int64_t whole = 0;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  const std::int64_t unit = power_of_ten(scale);
  if (error != std::errc{} || whole > most / unit) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const std::int64_t value = whole * unit + read_fraction(text, scale);
  if (!text.empty()) return std::nullopt;  // an exponent
  return negative ? -value : value;
}

std::optional<std::int64_t> parse_time_of_day(std::string_view text, int scale) {
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  std::int64_t seconds = 0;
  for (std::size_t at : {0, 3, 6}) {
    if (!is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
    seconds = seconds * 60 + (text[at] - '0') * 10 + (text[at + 1] - '0');
  }
  text.remove_prefix(8);
  return seconds * power_of_ten(scale) + read_fraction(text, scale);
}

std::optional<std::int64_t> parse_moment(std::string_view text, int scale) {
  if (text.empty() || !is_digit(text.front()) || text.ends_with("BC")) return std::nullopt;
  const auto seconds = parse_timestamp(text);
  if (!seconds) return std::nullopt;
  const std::size_t point = text.find('.');
  std::string_view rest = point == std::string_view::npos ? "" : text.substr(point);
  return *seconds * power_of_ten(scale) + read_fraction(rest, scale);
}

int fraction_digits(const std::string& text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return 0;
  std::size_t end = point + 1;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  return static_cast<int>(end - point - 1);
}

// --- the scale of a column
// ----------------------------------------------------------------------------------------------
struct Scale {
  Ordered ordered;
  std::int64_t least = -most, largest = most;  // of the type
};

std::int64_t largest_of(const model::DataType& type) {
  if (type.is("smallint")) return INT16_MAX;
  if (type.is("integer") || type.is("oid")) return INT32_MAX;
  if (type.is("real")) return 999'999;  // what six digits tell apart
  if (type.is("numeric") && !type.modifiers.empty() && type.modifiers[0] <= 17)
    return power_of_ten(type.modifiers[0]) - 1;
  return most;
}

// Decimals as fine as the statistics are, where the largest value still fits.
int scale_of(const Wanted& wanted, Unit unit) {
  int digits = 0;
  double largest = 1;
  for (const auto* texts :
       {&wanted.statistics.most_common_vals, &wanted.statistics.histogram_bounds}) {
    for (const std::string& text : *texts) {
      digits = std::max(digits, fraction_digits(text));
      largest = std::max(largest, std::abs(std::strtod(text.c_str(), nullptr)));
    }
  }
  if (unit != Unit::decimal) return wanted.whole_seconds || digits == 0 ? 0 : 6;
  const auto& modifiers = wanted.type().modifiers;
  if (wanted.type().is("numeric") && !modifiers.empty())
    return modifiers.size() > 1 ? std::clamp(modifiers[1], 0, 9) : 0;
  digits = std::min(digits, 9);
  const double limit = wanted.type().is("real") ? 999'999 : 1e17;
  while (digits > 0 && largest * static_cast<double>(power_of_ten(digits)) > limit)
    --digits;
  return digits;
}

// Whether more digits are as good as these, where these are too few for all values.
bool may_be_finer(const Wanted& wanted, const Scale& scale) {
  const auto& type = wanted.type();
  if (scale.ordered.unit == Unit::day || wanted.whole_seconds) return false;
  if (is_number(scale.ordered.unit))
    return scale.ordered.scale < 9 &&
           (type.is("double precision") || (type.is("numeric") && type.modifiers.empty()));
  return scale.ordered.scale == 0;
}

std::optional<Scale> scale_for(const Wanted& wanted) {
  const auto* usual = std::get_if<Ordered>(&wanted.usual.kind);
  if (usual == nullptr || usual->unit == Unit::interval) return std::nullopt;
  Scale scale;
  scale.ordered = *usual;
  const bool number = is_number(usual->unit);
  if (number && !wanted.type().is("integer") && !wanted.type().is("bigint") &&
      !wanted.type().is("smallint") && !wanted.type().is("oid"))
    scale.ordered.unit = Unit::decimal;
  if (scale.ordered.unit != Unit::integer && scale.ordered.unit != Unit::day)
    scale.ordered.scale = scale_of(wanted, scale.ordered.unit);
  if (scale.ordered.unit == Unit::decimal && scale.ordered.scale == 0)
    scale.ordered.unit = Unit::integer;
  if (number) {
    scale.largest = largest_of(wanted.type());
    scale.least = -scale.largest;
  }
  if (usual->unit == Unit::time) {
    scale.least = 0;
    scale.largest = seconds_per_day * power_of_ten(scale.ordered.scale) - 1;
  }
  return scale;
}

// --- places
// --------------------------------------------------------------------------------------------------------
struct Places {
  std::vector<std::int64_t> common, bounds;
  std::int64_t low = INT64_MAX, high = INT64_MIN;
};

bool take(const Ordered& ordered, const std::vector<std::string>& texts, bool exact,
          std::vector<std::int64_t>& values, Places& places) {
  for (const std::string& text : texts) {
    const auto value = parse_units(ordered, text);
    const bool cut = (ordered.unit == Unit::decimal || ordered.unit == Unit::integer) && exact &&
                     fraction_digits(text) > ordered.scale;
    if (!value || cut) return false;
    values.push_back(*value);
    places.low = std::min(places.low, *value);
    places.high = std::max(places.high, *value);
  }
  return true;
}

std::optional<Places> places_of(const Wanted& wanted, const Ordered& ordered) {
  Places places;
  if (!take(ordered, wanted.statistics.most_common_vals, true, places.common, places) ||
      !take(ordered, wanted.statistics.histogram_bounds, false, places.bounds, places) ||
      places.low > places.high)
    return std::nullopt;
  std::sort(places.bounds.begin(), places.bounds.end());
  return places;
}

std::vector<std::uint64_t> relative(const std::vector<std::int64_t>& values, std::int64_t low) {
  std::vector<std::uint64_t> places;
  for (std::int64_t value : values)
    places.push_back(static_cast<std::uint64_t>(value - low));
  return places;
}

// Two of them at one place (cut off seconds) are one.
std::vector<Common> commons_at(const std::vector<std::uint64_t>& places, const Counts& counts) {
  std::vector<Common> common;
  for (std::size_t i = 0; i < places.size(); ++i)
    common.push_back({places[i], places[i], counts.common[i]});
  std::sort(common.begin(), common.end(),
            [](const Common& a, const Common& b) { return a.key < b.key; });
  for (std::size_t i = common.size(); i-- > 1;) {
    if (common[i].key != common[i - 1].key) continue;
    common[i - 1].rows += common[i].rows;
    common.erase(common.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return common;
}

// Times that were there keep "not after now", whichever day the rows are made for.
bool allowed(const Wanted& wanted, const Scale& scale, const Ordered& range, bool were_there) {
  if (range.low < scale.least || range.high > scale.largest) return false;
  if (wanted.restriction() == nullptr) return true;
  Restriction restriction = *wanted.restriction();
  if (were_there)
    std::erase_if(restriction.high,
                  [](const Bound& bound) { return bound.value.kind == Operand::Kind::now; });
  Ordered narrowed = range;
  return narrow(narrowed, restriction, wanted.draft.today) && narrowed.low == range.low &&
         narrowed.high == range.high;
}

// A table that grows has new values, too: where more are asked for than lie between the bounds,
// these move apart.
struct Fit {
  std::vector<Bucket> buckets;
  std::uint64_t stretch = 1;
};

Fit fit(const Wanted& wanted, const Scale& scale, const Places& places, const Counts& counts,
        const std::vector<Common>& common) {
  const std::vector<std::uint64_t> bounds = relative(places.bounds, places.low);
  Fit best{buckets_between(bounds), 1};
  if (bounds.empty()) {
    best.buckets.push_back({0, static_cast<std::uint64_t>(places.high - places.low) + 1, 1});
    return best;
  }
  const std::uint64_t enough = counts.other_values - counts.other_values / 100;
  std::uint64_t room = room_for(counts, common, best.buckets);
  while (room < enough) {
    const double factor = static_cast<double>(enough) / static_cast<double>(std::max(room, 1UL));
    const auto next = std::max(
        best.stretch + 1, static_cast<std::uint64_t>(static_cast<double>(best.stretch) * factor));
    Fit wider{buckets_between(bounds, next), next};
    Ordered range = scale.ordered;
    range.low = places.low;
    const Bucket& last = wider.buckets.back();
    range.high =
        std::max(places.high, places.low + static_cast<std::int64_t>(last.low + last.room) - 1);
    if (next > 1'000'000 || !allowed(wanted, scale, range, false)) break;
    best = std::move(wider);
    room = room_for(counts, common, best.buckets);
  }
  return best;
}

std::optional<Shaped> shaped_at(const Wanted& wanted, const Scale& scale) {
  const auto places = places_of(wanted, scale.ordered);
  if (!places) return std::nullopt;
  Shaped shaped;
  Ordered range = scale.ordered;
  range.low = places->low;
  range.high = places->high;
  if (!allowed(wanted, scale, range, true)) return std::nullopt;
  const Counts counts = count_rows(wanted.statistics, wanted.rows, wanted.nullable);
  const std::vector<Common> common = commons_at(relative(places->common, places->low), counts);
  const Fit fitted = fit(wanted, scale, *places, counts, common);
  if (fitted.stretch > 1)
    shaped.not_kept.push_back(
        fmt::format("the histogram, which is {} times as wide: so many values do not fit into it",
                    fitted.stretch));
  const Bucket& last = fitted.buckets.back();
  range.high =
      std::max(range.high, range.low + static_cast<std::int64_t>(last.low + last.room) - 1);
  shaped.shape = allocate(counts, wanted.rows, common, fitted.buckets, 0);
  shaped.values.kind = range;
  compare_counts(counts, shaped);
  return shaped;
}

}  // namespace

std::optional<std::int64_t> parse_units(const Ordered& ordered, std::string_view text) {
  switch (ordered.unit) {
    case Unit::integer:
    case Unit::decimal: return parse_number(text, ordered.scale);
    case Unit::day: {
      const auto seconds = parse_moment(text, 0);
      if (!seconds) return std::nullopt;
      return (*seconds - (*seconds < 0 ? seconds_per_day - 1 : 0)) / seconds_per_day;
    }
    case Unit::time: return parse_time_of_day(text, ordered.scale);
    case Unit::timestamp:
    case Unit::timestamptz: return parse_moment(text, ordered.scale);
    case Unit::interval: break;
  }
  return std::nullopt;
}

std::optional<Shaped> shape_numbers(const Wanted& wanted) {
  std::optional<Scale> scale = scale_for(wanted);
  std::optional<Shaped> shaped = scale ? shaped_at(wanted, *scale) : std::nullopt;
  while (shaped && !shaped->not_kept.empty() && may_be_finer(wanted, *scale)) {
    Ordered& finer = scale->ordered;
    finer.scale = is_number(finer.unit) ? finer.scale + 1 : 6;
    if (finer.unit == Unit::integer) finer.unit = Unit::decimal;
    if (finer.unit == Unit::time) scale->largest = seconds_per_day * 1'000'000 - 1;
    std::optional<Shaped> next = shaped_at(wanted, *scale);
    if (!next) break;
    shaped = std::move(next);
  }
  return shaped;
}

}  // namespace mimar::synthesis
