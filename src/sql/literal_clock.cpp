#include "sql/literal_clock.h"

#include <charconv>
#include <cmath>

namespace mimar::sql {

double read_fraction(TextReader& in) {
  const std::size_t start = in.at;
  if (in.take('.'))
    while (in.peek() >= '0' && in.peek() <= '9')
      ++in.at;
  double value = 0;
  std::from_chars(in.text.data() + start, in.text.data() + in.at, value);
  return value;
}

std::optional<std::int64_t> read_time(TextReader& in) {
  const auto hours = in.number(1, 2);
  if (!hours || !in.take(':')) return std::nullopt;
  const auto minutes = in.number(2, 2);
  if (!minutes) return std::nullopt;
  std::int64_t total = *hours * hour + *minutes * minute;
  if (!in.take(':')) return total;
  const auto seconds = in.number(2, 2);
  if (!seconds) return std::nullopt;
  total += *seconds * second;
  if (in.peek() != '.') return total;
  // ParseFractionalSecond().
  return total + std::llrint(read_fraction(in) * static_cast<double>(second));
}

}  // namespace mimar::sql
