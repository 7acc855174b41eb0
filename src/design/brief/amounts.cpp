#include "design/brief/amounts.h"

#include "design/brief/words.h"

namespace mimar::design::brief {

double seconds_of(std::string_view unit) {
  const std::string one = singular(unit);
  if (one == "ms" || one == "millisecond" || one == "msec") return 0.001;
  if (one == "second" || one == "sec" || one == "s") return 1;
  if (one == "minute" || one == "min") return 60;
  if (one == "hour" || one == "h" || one == "hr") return 3600;
  if (one == "day" || one == "d") return 86400;
  if (one == "week") return 7 * 86400.0;
  if (one == "month") return 30 * 86400.0;
  if (one == "quarter") return 91 * 86400.0;
  if (one == "year" || one == "yr" || one == "y") return 365 * 86400.0;
  if (one == "decade") return 3650 * 86400.0;
  return 0;
}

std::optional<double> read_seconds(Cursor& cursor) {
  Cursor next = cursor;
  skip_about(next);
  double number = 1;
  if (next.accept("half")) {
    number = 0.5;
    next.accept_any({"a", "an"});
  } else if (next.is_number()) {
    number = next.token().number;
    ++next.at;
  } else if (!next.accept_any({"a", "an", "one"})) {
    return std::nullopt;
  }
  next.accept_any({"full", "calendar", "business", "working", "whole"});
  const double unit = seconds_of(next.word());
  if (unit == 0) {
    // "90-day", "six-month"
    const std::string word(next.done() ? "" : next.word());
    if (word.size() > 1 && word[0] == '-' && seconds_of(word.substr(1)) > 0) {
      ++next.at;
      cursor = next;
      return number * seconds_of(word.substr(1));
    }
    return std::nullopt;
  }
  ++next.at;
  cursor = next;
  return number * unit;
}

std::optional<double> read_days(Cursor& cursor) {
  Cursor next = cursor;
  const auto seconds = read_seconds(next);
  if (!seconds || *seconds < 3600) return std::nullopt;
  cursor = next;
  return *seconds / 86400;
}

std::optional<double> read_per(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept_any({"daily"})) return cursor = next, 86400.0;
  if (next.accept_any({"hourly"})) return cursor = next, 3600.0;
  if (next.accept_any({"weekly"})) return cursor = next, 7 * 86400.0;
  if (next.accept_any({"monthly"})) return cursor = next, 30 * 86400.0;
  if (next.accept_any({"yearly", "annually"})) return cursor = next, 365 * 86400.0;
  if (next.accept_any({"rps", "qps", "tps", "ops"})) return cursor = next, 1.0;
  next.accept("times");
  if (!next.accept_any({"a", "an", "per", "/", "each", "every", "in"})) return std::nullopt;
  next.accept_any({"a", "single"});
  const double unit = seconds_of(next.word());
  if (unit == 0) return std::nullopt;
  ++next.at;
  cursor = next;
  return unit;
}

void skip_about(Cursor& cursor) {
  while (cursor.accept_phrase({"about",
                               "roughly",
                               "around",
                               "approximately",
                               "approx .",
                               "approx",
                               "some",
                               "circa",
                               "ca .",
                               "ca",
                               "~",
                               "up to",
                               "at most",
                               "at least",
                               "more than",
                               "over",
                               "nearly",
                               "almost",
                               "an average of",
                               "on average",
                               "an estimated",
                               "as many as",
                               "max",
                               "typically",
                               "usually",
                               "a total of",
                               "average of",
                               "upwards of",
                               "between"})) {
  }
}

std::optional<double> read_amount(Cursor& cursor) {
  Cursor next = cursor;
  skip_about(next);
  double number = 0;
  if (next.is_number() && !next.token().percent) {
    number = next.token().number;
    ++next.at;
    // "10 to 20 million": the greater one
    if (next.accept_any({"to", "-", "and"}) && next.is_number()) {
      number = next.token().number;
      ++next.at;
    } else if (!next.is_number() && (next.tokens->at(next.at - 1).lower == "to" ||
                                     next.tokens->at(next.at - 1).lower == "-" ||
                                     next.tokens->at(next.at - 1).lower == "and")) {
      --next.at;
    }
  } else if (next.accept_any({"hundreds"})) {
    number = 500;
  } else if (next.accept_any({"thousands"})) {
    number = 5000;
  } else if (next.accept_any({"millions"})) {
    number = 5e6;
  } else if (next.accept_phrase({"half a million"})) {
    number = 5e5;
  } else {
    return std::nullopt;
  }
  next.accept("of");
  cursor = next;
  return number;
}

}  // namespace mimar::design::brief
