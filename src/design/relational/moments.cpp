#include "design/relational/moments.h"

#include <fmt/core.h>

#include "base/text.h"

namespace mimar::design::relational {
namespace {

// "30 days" of "30 days ago", "in 30 days"
std::string interval_of(std::string value) {
  if (value.ends_with(" ago"))
    value.resize(value.size() - 4);
  else if (value.starts_with("in "))
    value.erase(0, 3);
  else
    return "";
  const std::size_t space = value.find(' ');
  if (space == std::string::npos ||
      value.substr(0, space).find_first_not_of("0123456789.") != std::string::npos)
    return "";
  // PostgreSQL knows no quarter of a year as a unit of an interval.
  if (value.find("quarter") != std::string::npos) return "";
  return value;
}

std::string beginning(const std::string& step, bool next, bool date) {
  const std::string now = date ? "CURRENT_DATE" : "now()";
  std::string sql = fmt::format("date_trunc('{}', {})", step, now);
  const std::string length = step == "quarter" ? "3 months" : "1 " + step;
  if (next) sql += fmt::format(" + interval '{}'", length);
  return date ? fmt::format("({})::date", sql) : sql;
}

// Where the step before this one began.
std::string before(const std::string& step, bool date) {
  const std::string now = date ? "CURRENT_DATE" : "now()";
  const std::string sql = fmt::format("date_trunc('{0}', {1} - interval '{2}')", step, now,
                                      step == "quarter" ? "3 months" : "1 " + step);
  return date ? fmt::format("({})::date", sql) : sql;
}

}  // namespace

std::string moment_of(ValueKind kind, const std::string& value) {
  const bool date = kind == ValueKind::date;
  if (!date && kind != ValueKind::timestamp) return "";
  if (value == "now") return date ? "CURRENT_DATE" : "now()";
  if (value == "today") return date ? "CURRENT_DATE" : "date_trunc('day', now())";
  if (value == "tomorrow") return date ? "CURRENT_DATE + 1" : beginning("day", true, false);
  if (value == "the day after tomorrow")
    return date ? "CURRENT_DATE + 2" : "date_trunc('day', now()) + interval '2 days'";
  if (value == "yesterday")
    return date ? "CURRENT_DATE - 1" : "date_trunc('day', now()) - interval '1 day'";
  for (const char* step : {"hour", "week", "month", "quarter", "year"}) {
    if (value == fmt::format("this {}", step)) return beginning(step, false, date);
    if (value == fmt::format("next {}", step)) return beginning(step, true, date);
    if (value == fmt::format("last {}", step)) return before(step, date);
  }
  const std::string length = interval_of(value);
  if (length.empty()) return "";
  const char sign = value.ends_with(" ago") ? '-' : '+';
  if (date) return fmt::format("(CURRENT_DATE {} interval '{}')::date", sign, length);
  return fmt::format("now() {} interval '{}'", sign, length);
}

}  // namespace mimar::design::relational
