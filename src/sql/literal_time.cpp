// Dates and times as constants: the ISO forms; other spellings depend on settings.

#include <cstdint>
#include <cstdlib>

#include <fmt/core.h>

#include "base/text.h"
#include "sql/literal.h"
#include "sql/literal_clock.h"

namespace mimar::sql {
namespace {

// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_from_civil(std::int64_t year, int month, int of_month) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + of_month - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::string civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const std::int64_t month = shifted + (shifted < 10 ? 3 : -9);
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                     of_year - (153 * shifted + 2) / 5 + 1);
}

std::string clock_text(std::int64_t time) {
  std::string out =
      fmt::format("{:02}:{:02}:{:02}", time / hour, time / minute % 60, time / second % 60);
  if (time % second != 0) out += fmt::format(".{:06}", time % second);
  return out;
}

std::optional<std::int64_t> read_date(TextReader& in) {
  const std::size_t start = in.at;
  const auto year = in.number(4, 8);
  if (year && in.at - start == 8)  // 20200131
    return days_from_civil(*year / 10000, *year / 100 % 100, *year % 100);
  if (!year || in.at - start > 4) return std::nullopt;
  const bool slashes = in.peek() == '/';
  if (!in.take('-') && !in.take('/')) return std::nullopt;
  const auto month = in.number(1, 2);
  if (!month || !in.take(slashes ? '/' : '-')) return std::nullopt;
  const auto of_month = in.number(1, 2);
  if (!of_month || *month < 1 || *month > 12 || *of_month < 1 || *of_month > 31)
    return std::nullopt;
  return days_from_civil(*year, *month, *of_month);
}

// +02, -05:30, Z, UTC: microseconds east of UTC.
std::optional<std::int64_t> read_zone(TextReader& in) {
  in.spaces();
  const std::string rest = text::lower(in.text.substr(in.at));
  if (rest == "z" || rest == "utc" || rest == "gmt") {
    in.at = in.text.size();
    return 0;
  }
  const bool west = in.peek() == '-';
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const auto hours = in.number(2, 2);
  if (!hours) return std::nullopt;
  in.take(':');
  const int minutes = in.number(2, 2).value_or(0);
  const std::int64_t offset = *hours * hour + minutes * minute;
  return west ? -offset : offset;
}

std::optional<std::string> normal_clock(TextReader in, bool zoned) {
  const auto time = read_time(in);
  if (!time) return std::nullopt;
  std::string zone;
  if (zoned) {
    in.spaces();
    const auto offset = in.done() ? std::optional<std::int64_t>(0) : read_zone(in);
    if (!offset) return std::nullopt;
    zone = fmt::format("{}{:02}:{:02}", *offset < 0 ? '-' : '+', std::abs(*offset) / hour,
                       std::abs(*offset) / minute % 60);
  }
  return in.done() ? std::optional<std::string>(clock_text(*time) + zone) : std::nullopt;
}

}  // namespace

std::optional<std::string> next_day(std::string_view date) {
  TextReader in{date};
  const auto days = read_date(in);
  return days && in.done() ? std::optional<std::string>(civil_from_days(*days + 1)) : std::nullopt;
}

std::optional<std::string> normal_moment(char code, std::string_view text) {
  const std::string word = text::lower(text::trim(text));
  if (word == "infinity" || word == "-infinity") return word;
  TextReader in{word == "epoch" ? std::string_view("1970-01-01 00:00:00+00")
                                : std::string_view(word)};
  if (word == "epoch" && (code == 'T' || code == 'z')) return std::nullopt;
  if (code == 'T' || code == 'z') return normal_clock(in, code == 'z');
  const auto date = read_date(in);
  if (!date) return std::nullopt;
  std::int64_t time = 0, offset = 0;
  if (in.take('t') || (in.peek() == ' ' && in.at + 1 < in.text.size())) {
    in.spaces();
    const auto clock = read_time(in);
    if (!clock) return std::nullopt;
    time = *clock;
  }
  if (!in.done()) {
    const auto zone = read_zone(in);
    if (!zone || !in.done()) return std::nullopt;
    if (code == 'Z') offset = *zone;  // the others ignore it
  }
  if (code == 'D') return civil_from_days(*date);
  std::int64_t days = *date;
  time -= offset;
  while (time < 0)
    time += day, --days;
  while (time >= day)
    time -= day, ++days;
  return civil_from_days(days) + " " + clock_text(time) + (code == 'Z' ? "+00" : "");
}

}  // namespace mimar::sql
