#pragma once
// The one spelling of a constant of a type: what PostgreSQL's input function followed by its output
// function would give, or any other text that is equal exactly for equal values.

#include <optional>
#include <string>
#include <string_view>

namespace mimar::sql {

// `code`: a built-in type's code (types.h). nullopt: the value is not understood (a date in words,
// say), and only the server knows it. Time zone: UTC.
std::optional<std::string> normal_literal(char code, std::string_view text);
std::optional<std::string> normal_array(char element_code, std::string_view text);
std::optional<std::string> normal_json(std::string_view text);  // jsonb: keys sorted, last one wins
// The fields of INTERVAL DAY TO SECOND(3): bits of utils/timestamp.h, -1 where none are named.
struct IntervalFields {
  int mask = -1;
  int precision = -1;
};
constexpr int interval_month = 1 << 1, interval_year = 1 << 2, interval_day = 1 << 3,
              interval_hour = 1 << 10, interval_minute = 1 << 11, interval_second = 1 << 12;
// "14 mons 3 days 5000000 us"
std::optional<std::string> normal_interval(std::string_view text,
                                           const IntervalFields& fields = {});
std::optional<std::string> normal_moment(
    char code, std::string_view text);  // date, time, timestamp and with zones

std::optional<std::string> next_day(std::string_view date);
std::optional<std::string> normal_range(char element_code, std::string_view text);
std::optional<std::string> normal_multirange(char element_code, std::string_view text);
std::optional<std::string> normal_network(std::string_view text, bool network);  // cidr, else inet
std::optional<std::string> normal_hardware_address(std::string_view text);
std::optional<std::string> normal_bits(std::string_view text);
std::optional<std::string> normal_point(std::string_view text);
std::optional<std::string> normal_json_path(std::string_view text);

}  // namespace mimar::sql
