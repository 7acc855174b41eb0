#pragma once
// What one query asks of one table, sorted by what an index can do for it.

#include <optional>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/query.h"

namespace mimar::advise::index {

struct TableFacts {
  const model::Table* table = nullptr;
  std::vector<std::string> equal;  // bare columns compared with =, IN; unique, as first seen
  std::vector<std::string> ranges, prefixes;  // bare; <, BETWEEN; LIKE 'x%'
  std::vector<std::string> joined;            // columns other tables are joined by
  std::vector<const model::Predicate*>
      literals;  // equality with a constant on a column of few values, or IS NULL
  std::vector<const model::Predicate*> contained;  // @>
  std::vector<const model::Predicate*> wrapped;    // equality on an expression of the column
  std::vector<model::OrderColumn> order;  // empty unless every ORDER BY column is of this table
  bool limited = false;
};

// One entry per table of the query that the database knows, in the order of query.relations.
std::vector<TableFacts> facts(const model::Database& database, const model::Query& query);

}  // namespace mimar::advise::index
