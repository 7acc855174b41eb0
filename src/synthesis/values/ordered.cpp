#include "synthesis/calendar.h"
#include "synthesis/digits.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {
namespace {

// Times with fractions of seconds.
void append_fine_time(std::string& out, const Ordered& ordered, std::int64_t value) {
  const std::int64_t unit = power_of_ten(ordered.scale);
  std::int64_t seconds = value / unit, rest = value % unit;
  if (rest < 0) {
    --seconds;
    rest += unit;
  }
  if (ordered.unit == Ordered::Unit::time) {
    append_time(out, seconds % seconds_per_day);
  } else {
    append_timestamp(out, seconds);
  }
  out += '.';
  append_padded(out, rest, static_cast<std::size_t>(ordered.scale));
  if (ordered.unit == Ordered::Unit::timestamptz) out += "+00";
}

}  // namespace

void append(std::string& out, const Ordered& ordered, std::uint64_t ordinal) {
  const std::int64_t value = ordered.low + static_cast<std::int64_t>(ordinal);
  if (ordered.scale > 0 && ordered.unit != Ordered::Unit::decimal)
    return append_fine_time(out, ordered, value);
  switch (ordered.unit) {
    case Ordered::Unit::integer: return append_number(out, value);
    case Ordered::Unit::decimal: return append_decimal(out, value, ordered.scale);
    case Ordered::Unit::day: return append_date(out, value);
    case Ordered::Unit::time: return append_time(out, value % seconds_per_day);
    case Ordered::Unit::timestamp: return append_timestamp(out, value);
    case Ordered::Unit::timestamptz: return append_timestamp(out, value), void(out += "+00");
    case Ordered::Unit::interval: return append_number(out, value), void(out += " seconds");
  }
}

}  // namespace mimar::synthesis
