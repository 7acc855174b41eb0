#include "design/growth/forecast.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/course.h"

namespace mimar::design::growth {
namespace {

std::string bytes(double value) {
  return text::bytes(static_cast<std::uint64_t>(value));
}

// Of what the terms left open, and of what the thresholds are made with.
std::vector<Assumption> assumptions(const Course& course) {
  const Terms& terms = course.terms();
  std::vector<Assumption> all;
  const auto stated = [&](const Stated& figure, std::string name, std::string value,
                          std::string why) {
    if (figure.basis == Basis::assumed)
      all.push_back({std::move(name), std::move(value), std::move(why)});
  };
  const Machine& machine = terms.machine;
  stated(machine.memory, "memory", bytes(machine.memory.value), "--memory states it");
  stated(machine.disk, "disk", bytes(machine.disk.value), "--disk states it");
  stated(machine.cores, "cores", fmt::format("{:g}", machine.cores.value), "--cores states it");
  stated(machine.max_connections, "max_connections",
         fmt::format("{:g}", machine.max_connections.value), "PostgreSQL's default");
  stated(terms.cost.read_ms, "a read costs",
         fmt::format("{:g} ms of a core", terms.cost.read_ms.value), terms.cost.source);
  stated(terms.cost.write_ms, "a write costs",
         fmt::format("{:g} ms of a core", terms.cost.write_ms.value), terms.cost.source);
  all.push_back({"hot part",
                 fmt::format("{:g} % of the tables, all of the indexes", 100 * hot_share),
                 "what is read all the time; pg_statio_user_tables tells"});
  all.push_back(
      {"shared_buffers", "25 % of the memory", "the usual setting of a machine of its own"});
  all.push_back({"a busy machine", fmt::format("{:g} % of its cores", 100 * busy_share),
                 "beyond that, waiting grows faster than work"});
  all.push_back({"dead rows", fmt::format("{:g} % of the tables", 100 * bloat),
                 "autovacuum_vacuum_scale_factor"});
  all.push_back({"the largest machine",
                 fmt::format("{:g} cores, {}", largest_cores, bytes(largest_memory)),
                 "what is for rent without special order"});
  for (const auto& [table, parent] : terms.followers)
    all.push_back({"growth of " + table.text(), "as that of " + parent.text(),
                   "it refers to that; --growth states its own"});
  if (course.grows())
    all.push_back({"demand", "grows as the rate of new rows does",
                   "nobody stated reads and writes of later years"});
  return all;
}

bool earlier(const Threshold& a, const Threshold& b) {
  if (a.year.has_value() != b.year.has_value()) return a.year.has_value();
  if (a.year && *a.year != *b.year) return *a.year < *b.year;
  if (a.step != b.step) return a.step < b.step;
  return std::tie(a.id, a.subject) < std::tie(b.id, b.subject);
}

}  // namespace

std::string_view name(Step step) {
  constexpr std::array<std::string_view, 8> names{"tune",      "index", "pool",     "replica",
                                                  "partition", "widen", "scale up", "shard"};
  return names[static_cast<std::size_t>(step)];
}

// Days since 1970-01-01 and back (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms).
std::string day_after_years(const std::string& today, double years) {
  int year = 2026, month = 1, day = 1;
  if (today.size() == 10) {
    std::from_chars(today.data(), today.data() + 4, year);
    std::from_chars(today.data() + 5, today.data() + 7, month);
    std::from_chars(today.data() + 8, today.data() + 10, day);
  }
  const double whole = std::round(years);
  if (std::abs(years - whole) < 1e-9) {
    year += static_cast<int>(whole);
    years = 0;
    if (month == 2 && day == 29 && year % 4 != 0) day = 28;
  }
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400, of_era = y - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const long days = era * 146097L + of_era * 365L + of_era / 4 - of_era / 100 + of_year +
                    std::lround(years * 365.25);
  const long era2 = days / 146097, doe = days - era2 * 146097;
  const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  const long d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  return fmt::format("{:04}-{:02}-{:02}", yoe + era2 * 400 + (m <= 2 ? 1 : 0), m, d);
}

Forecast forecast(const model::Database& database, const Terms& terms) {
  const Course course(database, terms);
  Forecast result;
  for (const model::Table* table : course.tables()) {
    const auto growth = terms.growth.find(table->name);
    result.tables.push_back({course.size(*table, 0), course.size(*table, terms.horizon),
                             growth == terms.growth.end() ? Rate{} : growth->second});
  }
  std::stable_sort(result.tables.begin(), result.tables.end(),
                   [](const TableForecast& a, const TableForecast& b) {
                     return a.later.bytes() > b.later.bytes();
                   });
  const double step = terms.horizon > 20 ? std::ceil(terms.horizon / 20) : 1;
  for (double year = 0; year < terms.horizon; year += step)
    result.moments.push_back(course.at(year));
  result.moments.push_back(course.at(terms.horizon));
  memory_and_disk(course, result.thresholds);
  tables_to_partition(course, result.thresholds);
  capacity(course, result.thresholds);
  connections(course, result.thresholds);
  identifiers(course, result.thresholds);
  transaction_ids(course, result.thresholds);
  std::stable_sort(result.thresholds.begin(), result.thresholds.end(), earlier);
  result.assumptions = assumptions(course);
  return result;
}

}  // namespace mimar::design::growth
