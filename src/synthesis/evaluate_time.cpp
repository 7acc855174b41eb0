#include <cmath>

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

constexpr long double day = seconds_per_day;

struct Civil {
  std::int64_t year = 1970, month = 1, day = 1;
  long double rest = 0;  // seconds since midnight
};

Civil civil(long double seconds) {
  const auto days = static_cast<std::int64_t>(std::floor(seconds / day));
  std::string text;
  append_date(text, days);
  Civil made;
  const std::size_t dash = text.find('-', 1);
  made.year = std::strtoll(text.c_str(), nullptr, 10);
  made.month = std::strtoll(text.c_str() + dash + 1, nullptr, 10);
  made.day = std::strtoll(text.c_str() + dash + 4, nullptr, 10);
  made.rest = seconds - static_cast<long double>(days) * day;
  return made;
}

long double seconds_of(std::int64_t year, std::int64_t month, std::int64_t day_of_month) {
  return day * static_cast<long double>(days_from_civil(year, static_cast<unsigned>(month),
                                                        static_cast<unsigned>(day_of_month)));
}

Datum date_part(const std::string& field, const Datum& of) {
  if (of.is(Kind::interval)) {
    if (field == "epoch") return number(of.number + day * 30 * static_cast<long double>(of.months));
    if (field == "day") return number(std::trunc(of.number / day));
    return {};
  }
  if (of.is(Kind::clock)) {
    if (field == "hour") return number(std::floor(of.number / 3600));
    if (field == "minute") return number(std::fmod(std::floor(of.number / 60), 60.0L));
    if (field == "second") return number(std::fmod(of.number, 60.0L));
    if (field == "epoch") return number(of.number);
    return {};
  }
  const Datum time = as_kind(of, Kind::time);
  if (!time.is(Kind::time)) return {};
  const Civil at = civil(time.number);
  const auto days = static_cast<std::int64_t>(std::floor(time.number / day));
  const std::int64_t weekday = ((days + 4) % 7 + 7) % 7;
  if (field == "year") return number(static_cast<long double>(at.year));
  if (field == "month") return number(static_cast<long double>(at.month));
  if (field == "day") return number(static_cast<long double>(at.day));
  if (field == "quarter") return number(static_cast<long double>((at.month - 1) / 3 + 1));
  if (field == "dow") return number(static_cast<long double>(weekday));
  if (field == "isodow") return number(static_cast<long double>(weekday == 0 ? 7 : weekday));
  if (field == "doy")
    return number(static_cast<long double>(days - days_from_civil(at.year, 1, 1) + 1));
  if (field == "epoch") return number(time.number);
  if (field == "hour") return number(std::floor(at.rest / 3600));
  if (field == "minute") return number(std::fmod(std::floor(at.rest / 60), 60.0L));
  if (field == "second") return number(std::fmod(at.rest, 60.0L));
  return {};
}

Datum date_trunc(const std::string& unit, const Datum& of) {
  const Datum time = as_kind(of, Kind::time);
  if (!time.is(Kind::time)) return {};
  const Civil at = civil(time.number);
  const auto made = [](long double seconds) { return timed(Kind::time, seconds); };
  if (unit == "year") return made(seconds_of(at.year, 1, 1));
  if (unit == "quarter") return made(seconds_of(at.year, (at.month - 1) / 3 * 3 + 1, 1));
  if (unit == "month") return made(seconds_of(at.year, at.month, 1));
  if (unit == "week") {
    const long double days = std::floor(time.number / day);
    return made((days - std::fmod(std::fmod(days + 3, 7.0L) + 7, 7.0L)) * day);
  }
  if (unit == "day") return made(std::floor(time.number / day) * day);
  if (unit == "hour") return made(std::floor(time.number / 3600) * 3600);
  if (unit == "minute") return made(std::floor(time.number / 60) * 60);
  if (unit == "second") return made(std::floor(time.number));
  return {};
}

Datum shifted(const Datum& start, const Datum& interval, int sign) {
  const Datum time = start.is(Kind::clock) ? start : as_kind(start, Kind::time);
  long double seconds = time.number;
  if (interval.months != 0) seconds = add_months(seconds, sign * interval.months);
  return timed(time.kind, seconds + sign * interval.number);
}

bool is_moment(const Datum& datum) {
  return datum.is(Kind::day) || datum.is(Kind::time) || datum.is(Kind::clock);
}

std::optional<Datum> sum(const Datum& left, const Datum& right, int sign) {
  if (left.is(Kind::interval) && right.is(Kind::interval)) {
    Datum made = left;
    made.months += sign * right.months;
    made.number += sign * right.number;
    return made;
  }
  if (is_moment(left) && right.is(Kind::interval)) return shifted(left, right, sign);
  if (left.is(Kind::interval) && is_moment(right) && sign > 0) return shifted(right, left, 1);
  if (left.is(Kind::day) && right.is(Kind::number))
    return timed(Kind::day, left.number + sign * right.number);
  if (left.is(Kind::number) && right.is(Kind::day) && sign > 0)
    return timed(Kind::day, left.number + right.number);
  if (!is_moment(left) || !is_moment(right)) return std::nullopt;
  if (sign < 0 && left.is(Kind::day) && right.is(Kind::day))
    return number(left.number - right.number, true);
  if (sign < 0 && left.kind == right.kind) return timed(Kind::interval, left.number - right.number);
  if (sign < 0)
    return timed(Kind::interval,
                 as_kind(left, Kind::time).number - as_kind(right, Kind::time).number);
  return Datum{};
}

std::optional<Datum> current(const std::string& name, const Row& row) {
  if (name == "current_date") return timed(Kind::day, std::floor(row.now / day));
  for (std::string_view known : {"now", "current_timestamp", "localtimestamp", "clock_timestamp",
                                 "statement_timestamp", "transaction_timestamp"})
    if (name == known) return timed(Kind::time, row.now);
  return std::nullopt;
}

}  // namespace

long double add_months(long double seconds, std::int64_t months) {
  const Civil at = civil(seconds);
  const std::int64_t all = at.year * 12 + at.month - 1 + months;
  const std::int64_t year = all / 12, month = all % 12 + 1;
  const auto length = static_cast<std::int64_t>(
      (month == 12 ? days_from_civil(year + 1, 1, 1)
                   : days_from_civil(year, static_cast<unsigned>(month + 1), 1)) -
      days_from_civil(year, static_cast<unsigned>(month), 1));
  return seconds_of(year, month, std::min(at.day, length)) + at.rest;
}

std::optional<Datum> apply_time(const std::string& name, const Arguments& given, const Row& row) {
  if (given.empty()) return current(name, row);
  Arguments arguments = given;
  if (arguments.size() == 2) {
    if ((name == "date_part" || name == "extract") && arguments[0].is(Kind::text))
      return date_part(text::lower(arguments[0].text), arguments[1]);
    if (name == "date_trunc" && arguments[0].is(Kind::text))
      return date_trunc(text::lower(arguments[0].text), arguments[1]);
    if (name == "timezone")
      return arguments[1].is(Kind::time) && text::lower(arguments[0].text) == "utc" ? arguments[1]
                                                                                    : Datum{};
    for (std::size_t i : {0U, 1U})
      if (arguments[i].is(Kind::text) &&
          (is_moment(arguments[1 - i]) || arguments[1 - i].is(Kind::interval)))
        arguments[i] = read_interval(arguments[i].text);
    if (name == "+" || name == "-") return sum(arguments[0], arguments[1], name == "+" ? 1 : -1);
    if (name == "*" && arguments[0].is(Kind::number)) std::swap(arguments[0], arguments[1]);
    if (name == "*" && arguments[0].is(Kind::interval) && arguments[1].is(Kind::number)) {
      Datum made = arguments[0];
      if (made.months != 0 && !arguments[1].flag) return Datum{};
      made.months = static_cast<std::int32_t>(made.months * arguments[1].number);
      made.number *= arguments[1].number;
      return made;
    }
    return std::nullopt;
  }
  if (arguments.size() == 1 && name == "date") return as_kind(arguments[0], Kind::day);
  if (arguments.size() == 1 && name == "isfinite") return boolean(true);
  if (arguments.size() == 3 && name == "make_date")
    return timed(Kind::day, seconds_of(static_cast<std::int64_t>(arguments[0].number),
                                       static_cast<std::int64_t>(arguments[1].number),
                                       static_cast<std::int64_t>(arguments[2].number)) /
                                day);
  return std::nullopt;
}

}  // namespace mimar::synthesis
