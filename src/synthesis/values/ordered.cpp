#include "synthesis/calendar.h"
#include "synthesis/digits.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {

void append(std::string& out, const Ordered& ordered, std::uint64_t ordinal) {
  const std::int64_t value = ordered.low + static_cast<std::int64_t>(ordinal);
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
