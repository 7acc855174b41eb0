#pragma once
// What is known or stated about volumes and about the values of columns, as PostgreSQL's planner
// keeps it (manual: pg_stats, pg_class). Where it came from is part of the value. The values of
// columns come from real rows: whoever passes them on passes on what is in the tables.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/name.h"

namespace mimar::model {

// One row of pg_stats. Values are in the text form of their type.
struct ColumnStatistics {
  double null_frac = 0;        // fraction of rows
  std::int32_t avg_width = 0;  // bytes
  double n_distinct = 0;  // above 0: how many; below 0: minus the fraction of rows; 0: not known
  std::vector<std::string> most_common_vals{};  // the most frequent first
  std::vector<double> most_common_freqs{};      // fractions of all rows, one for each of them
  std::vector<std::string> histogram_bounds{};  // of the other values: as many between each two
  std::optional<double> correlation{};  // between the order on disk and that of the values, -1 to 1
  bool operator==(const ColumnStatistics&) const = default;
};

struct TableStatistics {
  std::uint64_t rows = 0;
  std::string source;                        // "stated in Scale", "pg_class.reltuples", "assumed"
  std::uint64_t pages = 0, all_visible = 0;  // pg_class.relpages, relallvisible; 0: not known
  std::map<std::string, ColumnStatistics> columns{};  // those that were analysed
  bool operator==(const TableStatistics&) const = default;
};

struct Statistics {
  std::map<Name, TableStatistics> tables;
  bool operator==(const Statistics&) const = default;
};

// As JSON and back (json.h). Errors: ErrorKind::input with what was expected, where.
std::string to_json(const Statistics& statistics, int indent = 2);
Result<Statistics> statistics_from_json(std::string_view text);

}  // namespace mimar::model
