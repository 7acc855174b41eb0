#include "design/growth/partitions.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/graph.h"
#include "base/text.h"
#include "design/growth/course.h"
#include "design/growth/partition_sql.h"

namespace mimar::design::growth {
namespace {

constexpr double largest_partition = 10.0 * 1024 * 1024 * 1024;  // to VACUUM and REINDEX in minutes

// The time at which a row came: NOT NULL, best with the time of insertion as its default.
const model::Column* time_of(const model::Table& table) {
  const model::Column* best = nullptr;
  int most = 0;
  for (const model::Column& column : table.columns) {
    const bool time = column.type.is("timestamp with time zone") ||
                      column.type.is("timestamp without time zone") || column.type.is("date");
    if (!time || !column.not_null || column.generated) continue;
    const std::string lower = text::lower(column.name);
    int points = 1;
    if (column.default_value &&
        text::lower(column.default_value->sql).find("now()") != std::string::npos)
      points += 4;
    for (const std::string_view word : {"created", "occurred", "recorded", "placed", "received",
                                        "happened", "logged", "inserted", "sent", "measured"})
      if (lower.find(word) != std::string::npos) points += 3;
    for (const std::string_view word :
         {"updated", "modified", "deleted", "expires", "due", "birth", "born", "until", "valid"})
      if (lower.find(word) != std::string::npos) points -= 6;
    if (lower == "at" || lower == "time" || lower == "ts" || lower == "timestamp" ||
        lower == "day" || lower == "date")
      points += 2;
    if (points > most) {
      most = points;
      best = &column;
    }
  }
  return best;
}

constexpr std::array intervals{Interval{"year", 1, 12}, Interval{"quarter", 4, 3},
                               Interval{"month", 12, 1}, Interval{"week", 52.18, 0}};

// So many that a partition stays small, and not more than that.
const Interval& interval_for(double bytes_a_year, bool kept_for_weeks) {
  if (kept_for_weeks) return intervals[3];
  for (const Interval& interval : intervals)
    if (bytes_a_year / interval.a_year <= largest_partition) return interval;
  return intervals.back();
}

void by_time(const model::Database& database, const model::Table& table, const Terms& terms,
             const model::Column& time, double bytes_a_year, Partitioned& result) {
  const auto kept = terms.keep_days.find(table.name);
  const Interval& interval =
      interval_for(bytes_a_year, kept != terms.keep_days.end() && kept->second < 60);
  result.method = "RANGE";
  result.column = time.name;
  result.interval = interval.name;
  result.why =
      fmt::format("{}rows come by {}; {} a year, of which a {} takes {}", result.why, time.name,
                  text::bytes(static_cast<std::uint64_t>(bytes_a_year)), interval.name,
                  text::bytes(static_cast<std::uint64_t>(bytes_a_year / interval.a_year)));
  cut_by_time(database, table, terms, interval, result);
}

// Lines have no time of their own, but that of their order.
bool by_time_of_parent(const model::Database& database, const model::Table& table,
                       const Terms& terms, double bytes_a_year, Partitioned& result) {
  for (const model::ForeignKey& key : table.foreign_keys) {
    const model::Table* parent = model::find_table(database, key.referenced_table);
    if (parent == nullptr || parent->name == table.name) continue;
    const bool required =
        std::all_of(key.columns.begin(), key.columns.end(), [&](const auto& name) {
          const model::Column* column = model::find_column(table, name);
          return column != nullptr && column->not_null;
        });
    const model::Column* time = time_of(*parent);
    if (time == nullptr || !required) continue;
    model::Table with_time = table;
    model::Column column = *time;
    column.name = column_brought_along(table, *parent, time->name);
    column.default_value.reset();
    with_time.columns.push_back(column);
    result.why = "it has the time of its " + parent->name.name + "; ";
    result.changes.push_back(table.name.text() + " gets " + column.name +
                             ", which every INSERT has to give");
    by_time(database, with_time, terms, column, bytes_a_year, result);
    result.sql = bring_along(table, key, parent->name, *time, column.name, true) + result.sql;
    return true;
  }
  return false;
}

}  // namespace

Partitioned partition(const model::Database& database, const model::Table& table,
                      const Terms& terms, const std::string& tenant_column) {
  Partitioned result;
  result.table = table.name;
  const bool inherited =
      !table.inherits.empty() ||
      std::any_of(database->tables.begin(), database->tables.end(), [&](const auto& other) {
        return std::find(other.inherits.begin(), other.inherits.end(), table.name) !=
               other.inherits.end();
      });
  if (inherited) {
    result.why = "a table that inherits, or is inherited from, can be no partition";
    return result;
  }
  const Course course(database, terms);
  const double coming = course.inserted(table, 1) - course.inserted(table, 0);
  const TableSize size = course.size(table, 0);
  const double bytes_a_row = size.rows > 0 ? size.bytes() / size.rows : size.row_bytes;
  const double a_year = coming * bytes_a_row;
  if (const model::Column* time = time_of(table)) {
    by_time(database, table, terms, *time, a_year, result);
    return result;
  }
  const model::Column* tenant = model::find_column(table, tenant_column);
  if (tenant != nullptr && tenant->not_null) {
    result.method = "HASH";
    result.column = tenant->name;
    result.why = "no column says when a row came; a tenant's rows stay together";
    cut_by_tenant(database, table, terms, result);
    return result;
  }
  if (by_time_of_parent(database, table, terms, a_year, result)) return result;
  result.why = "it has neither a NOT NULL column of a time nor a tenant's key: give it one first";
  return result;
}

std::vector<Partitioned> partition_all(const model::Database& database,
                                       const std::vector<model::Name>& tables, const Terms& terms,
                                       const std::map<model::Name, std::string>& tenant_columns) {
  Graph order(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (std::size_t j = 0; j < tables.size(); ++j) {
      const model::Table* table = model::find_table(database, tables[i]);
      if (table != nullptr && i != j &&
          std::any_of(table->foreign_keys.begin(), table->foreign_keys.end(),
                      [&](const auto& key) { return key.referenced_table == tables[j]; }))
        order.must_run(i, j);
    }
  std::vector<Partitioned> result;
  for (const std::size_t i : topological_order(order).nodes) {
    const auto column = tenant_columns.find(tables[i]);
    if (const model::Table* table = model::find_table(database, tables[i]))
      result.push_back(
          partition(database, *table, terms, column == tenant_columns.end() ? "" : column->second));
  }
  return result;
}

}  // namespace mimar::design::growth
