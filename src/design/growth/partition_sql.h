#pragma once
// The statements that put a partitioned table in the place of one that is not. Pure.

#include "design/growth/partitions.h"

namespace mimar::design::growth {

struct Interval {
  std::string_view name;
  double a_year;
  int months;  // 0: a week
};

// Set sql, upkeep, partitions and changes of `result`, whose column is set.
void cut_by_time(const model::Database& database, const model::Table& table, const Terms& terms,
                 const Interval& interval, Partitioned& result);
void cut_by_tenant(const model::Database& database, const model::Table& table, const Terms& terms,
                   Partitioned& result);

// A column of `parent` in a table that refers to it: what it is called, and the statements that add
// and fill it.
std::string column_brought_along(const model::Table& from, const model::Table& parent,
                                 const std::string& column);
std::string bring_along(const model::Table& from, const model::ForeignKey& key,
                        const model::Name& parent, const model::Column& column,
                        const std::string& name, bool required);

}  // namespace mimar::design::growth
