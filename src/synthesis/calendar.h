#pragma once
// Dates as days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimar::synthesis {

constexpr std::int64_t seconds_per_day = 86400;

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day);
void append_date(std::string& out, std::int64_t days);           // "2024-02-29"
void append_time(std::string& out, std::int64_t second_of_day);  // "13:05:00"
void append_timestamp(std::string& out, std::int64_t seconds);   // "2024-02-29 13:05:00", UTC
// "2024-02-29", "2024-02-29 13:05:00+00": seconds since the epoch; time zones other than UTC are
// honoured to the hour.
std::optional<std::int64_t> parse_timestamp(std::string_view text);

}  // namespace mimar::synthesis
