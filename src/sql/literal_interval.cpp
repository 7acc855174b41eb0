// Intervals as constants: numbers with their units in words, and times of day.

#include <array>
#include <charconv>

#include <fmt/core.h>

#include "base/text.h"
#include "sql/literal.h"
#include "sql/literal_clock.h"

namespace mimar::sql {
namespace {

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

struct Number {
  std::int64_t whole = 0;
  double fraction = 0;
};

struct Interval {
  std::int64_t months = 0, days = 0, microseconds = 0;

  // AdjustMicroseconds(): what is left of a microsecond is rounded.
  void add_time(const Number& number, std::int64_t scale) {
    double fraction = number.fraction * static_cast<double>(scale);
    const auto whole = static_cast<std::int64_t>(fraction);
    fraction -= static_cast<double>(whole);
    microseconds += number.whole * scale + whole;
    if (fraction > 0.5) ++microseconds;
    if (fraction < -0.5) --microseconds;
  }
  // AdjustDays() and AdjustFractDays().
  void add_days(const Number& number, int scale) {
    const double fraction = number.fraction * scale;
    const auto more = static_cast<std::int64_t>(fraction);
    days += number.whole * scale + more;
    add_time({0, fraction - static_cast<double>(more)}, day);
  }
  // Fractions only of units below a month: larger ones spill in ways of their own.
  bool add(const Number& number, char unit) {
    switch (unit) {
      case 'D': months += 120 * number.whole; return number.fraction == 0;
      case 'y': months += 12 * number.whole; return number.fraction == 0;
      case 'n': months += number.whole; return number.fraction == 0;
      case 'w': add_days(number, 7); return true;
      case 'd': add_days(number, 1); return true;
      case 'h': add_time(number, hour); return true;
      case 'm': add_time(number, minute); return true;
      case 's': add_time(number, second); return true;
      case 'i': add_time(number, 1000); return true;
      case 'u': add_time(number, 1); return true;
      default: return false;
    }
  }
  // AdjustIntervalForTypmod(): what is finer than the last field named goes, and the larger fields
  // with YEAR and MONTH; then the precision.
  void cut(const IntervalFields& fields) {
    const auto has = [&](int field) { return fields.mask >= 0 && (fields.mask & field) != 0; };
    const bool to_month = has(interval_month) || has(interval_year);
    if (to_month && !has(interval_month)) months -= months % 12;
    if (to_month) days = 0;
    if (to_month || (has(interval_day) && !has(interval_hour))) microseconds = 0;
    const bool clock = has(interval_hour) || has(interval_minute) || has(interval_second);
    if (clock && !has(interval_minute) && !has(interval_second))
      microseconds -= microseconds % hour;
    if (has(interval_minute) && !has(interval_second)) microseconds -= microseconds % minute;
    std::int64_t scale = 1;
    for (int digits = fields.precision; digits >= 0 && digits < 6; ++digits)
      scale *= 10;
    const std::int64_t half = scale / 2;
    microseconds = (microseconds + (microseconds < 0 ? -half : half)) / scale * scale;
  }
};

// What a number without a unit counts: the last field named, seconds where none is.
char last_unit(int mask) {
  constexpr std::array<std::pair<int, char>, 5> units = {{{interval_second, 's'},
                                                          {interval_minute, 'm'},
                                                          {interval_hour, 'h'},
                                                          {interval_day, 'd'},
                                                          {interval_month, 'n'}}};
  for (const auto& [field, unit] : units)
    if (mask < 0 || (mask & field) != 0) return unit;
  return 'y';
}

std::optional<Number> read_number(TextReader& in) {
  const bool negative = in.peek() == '-';
  if (negative || in.peek() == '+') ++in.at;
  const std::size_t start = in.at;
  Number number;
  const auto [end, error] =
      std::from_chars(in.text.data() + start, in.text.data() + in.text.size(), number.whole);
  const bool digits = error == std::errc();
  if (error == std::errc::result_out_of_range) return std::nullopt;
  if (digits) in.at = static_cast<std::size_t>(end - in.text.data());
  const std::size_t point = in.at;
  number.fraction = read_fraction(in);
  if (!digits && in.at < point + 2) return std::nullopt;
  if (negative) number = {-number.whole, -number.fraction};
  return number;
}

bool read_clock_part(TextReader& in, Interval& interval) {
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
  TextReader rest{tail};
  const auto time = read_time(rest);
  if (!time) return false;
  in.at += rest.at - 1;
  interval.microseconds += (negative ? -1 : 1) * (hours * hour + *time);
  return true;
}

bool read_parts(TextReader& in, char bare, Interval& interval) {
  bool clock_before = false;
  for (in.spaces(); !in.done(); in.spaces()) {
    TextReader attempt = in;
    if (read_clock_part(attempt, interval)) {
      in = attempt;
      clock_before = true;
      continue;
    }
    const auto value = read_number(in);
    // DecodeInterval() goes from right to left: a time of day forgets the fractions after it.
    if (!value || (clock_before && value->fraction != 0)) return false;
    in.spaces();
    std::string word;
    while (in.peek() >= 'a' && in.peek() <= 'z')
      word += in.text[in.at++];
    if (word.empty() && !in.done()) {  // "1 02:03:04": days
      TextReader clock = in;
      Interval ignored;
      word = read_clock_part(clock, ignored) ? "day" : "?";
    }
    if (!interval.add(*value, word.empty() ? bare : find_unit(word))) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> normal_interval(std::string_view text, const IntervalFields& fields) {
  std::string word = text::lower(text::trim(text));
  // 1:02 MINUTE TO SECOND has no hours.
  if (fields.mask == (interval_minute | interval_second) && word.find(':') == word.rfind(':') &&
      word.find(':') != std::string::npos)
    return std::nullopt;
  if (!word.empty() && word[0] == '@') word.erase(0, 1);
  const bool ago = word.size() > 4 && word.substr(word.size() - 4) == " ago";
  if (ago) word.resize(word.size() - 4);
  TextReader in{word};
  Interval interval;
  if (word.empty() || !read_parts(in, last_unit(fields.mask), interval)) return std::nullopt;
  if (ago) interval = {-interval.months, -interval.days, -interval.microseconds};
  interval.cut(fields);
  // The SQL spelling again, so that a comparison form can be read back.
  return fmt::format("{} mons {} days {} us", interval.months, interval.days,
                     interval.microseconds);
}

}  // namespace mimar::sql
