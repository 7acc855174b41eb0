#include "synthesis/calendar.h"

#include "synthesis/digits.h"

namespace mimar::synthesis {
namespace {

// Reads `width` or more digits (a year may have more than four) and moves past them.
std::optional<std::int64_t> read_number(std::string_view& text, std::size_t width) {
  std::int64_t value = 0;
  std::size_t n = 0;
  while (n < text.size() && n < 9 && text[n] >= '0' && text[n] <= '9')
    value = value * 10 + (text[n++] - '0');
  if (n < width) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t read_clock(std::string_view& text) {
  std::int64_t seconds = 0;
  if (!skip(text, ' ') && !skip(text, 'T')) return 0;
  for (std::int64_t unit : {3600, 60, 1}) {
    const auto part = read_number(text, 1);
    if (!part) break;
    seconds += *part * unit;
    if (!skip(text, ':')) break;
  }
  if (skip(text, '.')) read_number(text, 1);
  return seconds;
}

}  // namespace

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (static_cast<std::int64_t>(month) + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

void append_date(std::string& out, std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  append_padded(out, year_of_era + era * 400 + (month <= 2), 4);
  out += '-';
  append_padded(out, month, 2);
  out += '-';
  append_padded(out, day_of_year - (153 * shifted + 2) / 5 + 1, 2);
}

void append_time(std::string& out, std::int64_t second_of_day) {
  append_padded(out, second_of_day / 3600, 2);
  out += ':';
  append_padded(out, second_of_day / 60 % 60, 2);
  out += ':';
  append_padded(out, second_of_day % 60, 2);
}

void append_timestamp(std::string& out, std::int64_t seconds) {
  std::int64_t days = seconds / seconds_per_day, rest = seconds % seconds_per_day;
  if (rest < 0) {
    --days;
    rest += seconds_per_day;
  }
  append_date(out, days);
  out += ' ';
  append_time(out, rest);
}

std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  const auto year = read_number(text, 4);
  if (!year || !skip(text, '-')) return std::nullopt;
  const auto month = read_number(text, 1);
  if (!month || *month < 1 || *month > 12 || !skip(text, '-')) return std::nullopt;
  const auto day = read_number(text, 1);
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  std::int64_t seconds =
      days_from_civil(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)) *
      seconds_per_day;
  seconds += read_clock(text);
  const bool east = skip(text, '+');
  if (east || skip(text, '-')) seconds += (east ? -3600 : 3600) * read_number(text, 2).value_or(0);
  return seconds;
}

}  // namespace mimar::synthesis
