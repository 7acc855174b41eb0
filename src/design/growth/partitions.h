#pragma once
// Partitioning a table that is not: by time where it has one, else by tenant (PostgreSQL manual:
// Table Partitioning). Pure.

#include <optional>
#include <string>
#include <vector>

#include "design/growth/forecast.h"

namespace mimar::design::growth {

struct Partitioned {
  model::Name table;
  std::string method;  // "RANGE", "HASH", or "" where there is nothing to cut by
  std::string column;
  std::string interval;              // RANGE: "month"
  int partitions = 0;                // made at once
  std::string why;                   // the choice, with its figures
  std::vector<std::string> changes;  // what becomes different, a sentence each
  std::string sql;     // statements, each ended by ";\n"; what is there becomes the first partition
  std::string upkeep;  // RANGE: the statements of a later period, and of retention
};

// RANGE where a NOT NULL column of a time says when a row came, HASH by
// `tenant_column` where the table has it, RANGE by the time of a row that it refers to.
Partitioned partition(const model::Database& database, const model::Table& table,
                      const Terms& terms, const std::string& tenant_column);

// The same of several, in the order in which the statements run: what refers to another first.
std::vector<Partitioned> partition_all(const model::Database& database,
                                       const std::vector<model::Name>& tables, const Terms& terms,
                                       const std::map<model::Name, std::string>& tenant_columns);

}  // namespace mimar::design::growth
