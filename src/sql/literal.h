#pragma once
// The one spelling of a constant of a type: what PostgreSQL's input function followed by its output
// function would give, or any other text that is equal exactly for equal values.

#include <optional>
#include <string>
#include <string_view>

namespace mimar::sql {

// `code`: a built-in type's code (types.h). nullopt: the value is not understood (a date in words,
// say), and only the server knows it. Types not handled come back as they are. Time zone: UTC.
std::optional<std::string> normal_literal(char code, std::string_view text);
std::optional<std::string> normal_array(char element_code, std::string_view text);
std::optional<std::string> normal_json(std::string_view text);  // jsonb: keys sorted, last one wins
std::optional<std::string> normal_interval(std::string_view text);  // "14 mons 3 days 5000000 us"
std::optional<std::string> normal_moment(
    char code, std::string_view text);  // date, time, timestamp and with zones

}  // namespace mimar::sql
