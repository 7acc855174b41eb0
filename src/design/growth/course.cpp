#include "design/growth/course.h"

#include <algorithm>
#include <cmath>

namespace mimar::design::growth {

Course::Course(const model::Database& database, const Terms& terms)
    : database_(database), terms_(terms) {
  for (const model::Table& table : database->tables)
    if (!table.partition_of) tables_.push_back(&table);
}

Rate Course::rate(const model::Table& table) const {
  const auto found = terms_.growth.find(table.name);
  return found == terms_.growth.end() ? Rate{} : found->second;
}

double Course::rows_today(const model::Table& table) const {
  const auto found = terms_.statistics.tables.find(table.name);
  return found == terms_.statistics.tables.end() ? 0 : static_cast<double>(found->second.rows);
}

double Course::inserted(const model::Table& table, double year) const {
  const Rate rate = this->rate(table);
  const double today = rows_today(table);
  return today * std::pow(1 + rate.share, year) + rate.rows * year;
}

double Course::rows(const model::Table& table, double year) const {
  const auto kept = terms_.keep_days.find(table.name);
  if (kept == terms_.keep_days.end()) return inserted(table, year);
  // What came within the time that rows are kept; before today, as much as is there.
  const double years = kept->second / 365.25;
  const double before = year > years ? inserted(table, year - years) : 0;
  return inserted(table, year) - before;
}

TableSize Course::size(const model::Table& table, double year) const {
  return size_of(database_, table, rows(table, year), terms_.statistics);
}

double Course::demand_factor(double year) const {
  double today = 0, then = 0;
  for (const model::Table* table : tables_) {
    const Rate rate = this->rate(*table);
    const double compound = rows_today(*table) * std::log1p(rate.share);
    today += compound + rate.rows;
    then += compound * std::pow(1 + rate.share, year) + rate.rows;
  }
  return today > 0 ? then / today : 1;
}

bool Course::grows() const {
  return std::any_of(terms_.growth.begin(), terms_.growth.end(), [](const auto& of_table) {
    return of_table.second.rows > 0 || of_table.second.share > 0;
  });
}

Moment Course::at(double year) const {
  Moment moment;
  moment.year = year;
  for (const model::Table* table : tables_) {
    const TableSize size = this->size(*table, year);
    moment.rows += size.rows;
    moment.heap += size.heap_bytes;
    moment.indexes += size.index_bytes();
    moment.toast += size.toast_bytes;
  }
  const double factor = demand_factor(year);
  moment.reads = terms_.demand.reads.value * factor;
  moment.writes = terms_.demand.writes.value * factor;
  moment.clients = terms_.demand.clients.value * factor;
  return moment;
}

std::optional<double> Course::reached(const std::function<double(double year)>& value,
                                      double limit) {
  if (value(0) > limit) return 0;
  double high = 1;
  while (high < century && value(high) <= limit)
    high *= 2;
  high = std::min(high, century);
  if (value(high) <= limit) return std::nullopt;
  double low = 0;
  for (int i = 0; i < 24; ++i) {
    const double middle = (low + high) / 2;
    (value(middle) > limit ? high : low) = middle;
  }
  return high;
}

}  // namespace mimar::design::growth
