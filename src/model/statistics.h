#pragma once
// What is known or stated about volumes. Rows per table; where it came from is part of the value.

#include <cstdint>
#include <map>
#include <string>

#include "model/name.h"

namespace mimar::model {

struct TableStatistics {
  std::uint64_t rows = 0;
  std::string source;  // "stated in Scale", "pg_class.reltuples", "assumed"
  bool operator==(const TableStatistics&) const = default;
};

struct Statistics {
  std::map<Name, TableStatistics> tables;
  bool operator==(const Statistics&) const = default;
};

}  // namespace mimar::model
