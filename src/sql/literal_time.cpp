// Dates, times and intervals as constants. ISO forms and the interval words; other spellings depend
// on settings.

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>

#include <fmt/core.h>

#include "base/text.h"
#include "sql/literal.h"

namespace mimar::sql {
namespace {

constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute,
                       day = 24 * hour;

struct Reader {
  std::string_view text;
  std::size_t at = 0;
  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  void spaces() {
    while (take(' ')) {
    }
  }
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < most && peek() >= '0' && peek() <= '9') {
      value = value * 10 + (text[at++] - '0');
      ++digits;
    }
    return digits >= least ? std::optional<int>(value) : std::nullopt;
  }
};

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

std::optional<std::int64_t> read_date(Reader& in) {
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

std::optional<std::int64_t> read_time(Reader& in) {
  const auto hours = in.number(1, 2);
  if (!hours || !in.take(':')) return std::nullopt;
  const auto minutes = in.number(2, 2);
  if (!minutes) return std::nullopt;
  std::int64_t total = *hours * hour + *minutes * minute;
  if (!in.take(':')) return total;
  const auto seconds = in.number(2, 2);
  if (!seconds) return std::nullopt;
  total += *seconds * second;
  if (!in.take('.')) return total;
  std::int64_t unit = second / 10;
  while (in.peek() >= '0' && in.peek() <= '9') {
    total += (in.text[in.at++] - '0') * unit;
    unit /= 10;
  }
  return total;
}

// +02, -05:30, Z, UTC: microseconds east of UTC.
std::optional<std::int64_t> read_zone(Reader& in) {
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

std::optional<std::string> normal_clock(Reader in, bool zoned) {
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

constexpr std::array<std::pair<std::string_view, char>, 24> unit_words = {{
    {"y", 'y'},           {"yr", 'y'},   {"year", 'y'},        {"mon", 'n'},    {"month", 'n'},
    {"w", 'w'},           {"week", 'w'}, {"d", 'd'},           {"day", 'd'},    {"h", 'h'},
    {"hr", 'h'},          {"hour", 'h'}, {"m", 'm'},           {"min", 'm'},    {"minute", 'm'},
    {"s", 's'},           {"sec", 's'},  {"second", 's'},      {"ms", 'i'},     {"msec", 'i'},
    {"millisecond", 'i'}, {"us", 'u'},   {"microsecond", 'u'}, {"decade", 'D'},
}};

char find_unit(std::string word) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    for (const auto& [name, unit] : unit_words)
      if (name == word) return unit;
    if (word.empty() || word.back() != 's') break;
    word.pop_back();
  }
  return '\0';
}

struct Interval {
  std::int64_t months = 0, days = 0, microseconds = 0;
  // Fractions only of units below a month: larger ones spill in ways of their own.
  bool add(double value, char unit) {
    const bool whole = value == static_cast<double>(static_cast<std::int64_t>(value));
    const auto count = static_cast<std::int64_t>(value);
    const auto time = [&](std::int64_t of) {
      microseconds +=
          static_cast<std::int64_t>(value * static_cast<double>(of) + (value < 0 ? -0.5 : 0.5));
      return true;
    };
    switch (unit) {
      case 'D': months += 120 * count; return whole;
      case 'y': months += 12 * count; return whole;
      case 'n': months += count; return whole;
      case 'w': days += 7 * count; return whole;
      case 'd':
        days += count;
        microseconds += static_cast<std::int64_t>((value - static_cast<double>(count)) *
                                                  static_cast<double>(day));
        return true;
      case 'h': return time(hour);
      case 'm': return time(minute);
      case 's': return time(second);
      case 'i': return time(1000);
      case 'u': return time(1);
      default: return false;
    }
  }
};

std::optional<double> read_number(Reader& in) {
  double value = 0;
  if (in.peek() == '+') ++in.at;
  const auto [end, error] = std::from_chars(in.text.data() + in.at, in.text.data() + in.text.size(),
                                            value, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  in.at = static_cast<std::size_t>(end - in.text.data());
  return value;
}

bool read_clock_part(Reader& in, Interval& interval) {
  const bool negative = in.peek() == '-';
  if (negative || in.peek() == '+') ++in.at;
  const std::size_t start = in.at;
  while (in.peek() >= '0' && in.peek() <= '9')
    ++in.at;
  if (in.peek() != ':') return false;
  std::int64_t hours = 0;
  std::from_chars(in.text.data() + start, in.text.data() + in.at, hours);
  const std::string tail =
      "0" + std::string(in.text.substr(in.at));  // hours beyond two digits are counted apart
  Reader rest{tail};
  const auto time = read_time(rest);
  if (!time) return false;
  in.at += rest.at - 1;
  interval.microseconds += (negative ? -1 : 1) * (hours * hour + *time);
  return true;
}

bool read_parts(Reader& in, Interval& interval) {
  for (in.spaces(); !in.done(); in.spaces()) {
    Reader attempt = in;
    if (read_clock_part(attempt, interval)) {
      in = attempt;
      continue;
    }
    const auto value = read_number(in);
    if (!value) return false;
    in.spaces();
    std::string word;
    while (in.peek() >= 'a' && in.peek() <= 'z')
      word += in.text[in.at++];
    if (word.empty() && !in.done()) {  // "1 02:03:04": days
      Reader clock = in;
      Interval ignored;
      word = read_clock_part(clock, ignored) ? "day" : "?";
    }
    if (!interval.add(*value, word.empty() ? 's' : find_unit(word))) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> next_day(std::string_view date) {
  Reader in{date};
  const auto days = read_date(in);
  return days && in.done() ? std::optional<std::string>(civil_from_days(*days + 1)) : std::nullopt;
}

std::optional<std::string> normal_interval(std::string_view text) {
  std::string word = text::lower(text::trim(text));
  if (!word.empty() && word[0] == '@') word.erase(0, 1);
  const bool ago = word.size() > 4 && word.substr(word.size() - 4) == " ago";
  if (ago) word.resize(word.size() - 4);
  Reader in{word};
  Interval interval;
  if (word.empty() || !read_parts(in, interval)) return std::nullopt;
  const int sign = ago ? -1 : 1;
  // The SQL spelling again, so that a comparison form can be read back.
  return fmt::format("{} mons {} days {} us", sign * interval.months, sign * interval.days,
                     sign * interval.microseconds);
}

std::optional<std::string> normal_moment(char code, std::string_view text) {
  const std::string word = text::lower(text::trim(text));
  if (word == "infinity" || word == "-infinity") return word;
  Reader in{word == "epoch" ? std::string_view("1970-01-01 00:00:00+00") : std::string_view(word)};
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
