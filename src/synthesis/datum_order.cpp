// The order of data, where it is known.

#include <algorithm>
#include <cmath>

#include "synthesis/calendar.h"
#include "synthesis/datum.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

int sign(long double difference, long double scale) {
  // Decimals of up to nine digits are told apart, rounding errors are not.
  if (std::abs(difference) <= std::max(1e-12L, scale * 1e-18L)) return 0;
  return difference < 0 ? -1 : 1;
}

// Only where every collation agrees: letters of one case, and digits.
std::optional<int> compare_texts(const std::string& left, const std::string& right) {
  if (left == right) return 0;
  for (const char first : {'a', 'A'}) {
    const auto plain = [&](char c) {
      return (c >= first && c < first + 26) || (c >= '0' && c <= '9');
    };
    if (std::all_of(left.begin(), left.end(), plain) &&
        std::all_of(right.begin(), right.end(), plain))
      return left.compare(right);
  }
  return std::nullopt;
}

std::optional<int> compare_lists(const Datum& left, const Datum& right) {
  for (std::size_t i = 0; i < std::min(left.items.size(), right.items.size()); ++i) {
    const auto order = compare(left.items[i], right.items[i]);
    if (!order || *order != 0) return order;
  }
  if (left.items.size() == right.items.size())
    return left.text == right.text ? std::optional<int>(0) : std::nullopt;
  return left.items.size() < right.items.size() ? -1 : 1;
}

constexpr long double seconds_per_month = 30.0L * seconds_per_day;

std::optional<int> compare_same(const Datum& left, const Datum& right) {
  switch (left.kind) {
    case Kind::boolean: return static_cast<int>(left.flag) - static_cast<int>(right.flag);
    case Kind::number:
      return sign(left.number - right.number,
                  std::max(std::abs(left.number), std::abs(right.number)));
    case Kind::day:
    case Kind::time:
    case Kind::clock: return sign(left.number - right.number, 1e6L);
    case Kind::interval:
      return sign(left.number - right.number +
                      seconds_per_month * static_cast<long double>(left.months - right.months),
                  1e6L);
    case Kind::text: return compare_texts(left.text, right.text);
    case Kind::list:
    case Kind::range:
    case Kind::record: return compare_lists(left, right);
    case Kind::null: return 0;
    case Kind::json:
    case Kind::other: break;
    case Kind::unknown: return std::nullopt;
  }
  if (left.text == right.text) return 0;
  return std::nullopt;
}

}  // namespace

std::optional<int> compare(const Datum& left, const Datum& right) {
  if (left.kind == right.kind) return compare_same(left, right);
  if (left.is(Kind::null) || right.is(Kind::null)) return std::nullopt;
  if (left.is(Kind::text))
    return compare_same(as_kind(left, right.kind),
                        right.is(Kind::text) ? right : as_kind(right, right.kind));
  if (right.is(Kind::text)) return compare_same(left, as_kind(right, left.kind));
  const bool day = left.is(Kind::day) || right.is(Kind::day);
  if (day) return compare(as_kind(left, Kind::time), as_kind(right, Kind::time));
  return std::nullopt;
}

}  // namespace mimar::synthesis
