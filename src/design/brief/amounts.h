#pragma once
// Amounts with their units: "90 days", "three months", "200 reads a second", "10 ms".

#include <optional>
#include <string>

#include "design/brief/phrases.h"

namespace mimar::design::brief {

// In days: "90 days", "two years", "a month"; moves behind it.
std::optional<double> read_days(Cursor& cursor);
// In seconds: "5 minutes", "200 ms", "200ms"
std::optional<double> read_seconds(Cursor& cursor);
// What "a second", "per minute", "/s", "each day", "daily" divides by, in seconds; moves behind it.
std::optional<double> read_per(Cursor& cursor);
// "about", "roughly", "up to", "~"; moves behind them.
void skip_about(Cursor& cursor);
// "10 million", "at least 500", "a few hundred"
std::optional<double> read_amount(Cursor& cursor);
double seconds_of(std::string_view unit);  // 0 when it is no unit of time

}  // namespace mimar::design::brief
