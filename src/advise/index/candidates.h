#pragma once
// Index candidates of a query workload: equality columns first, then one range or the order
// columns. Candidates that an existing index already serves are left out. Search and budgets come
// later; every candidate is measured before it is shown.

#include <string>
#include <vector>

#include "model/database.h"
#include "model/query.h"

namespace mimar::advise::index {

struct Candidate {
  model::Name table;
  model::Index index;     // named idx_<table>_<columns>
  std::size_t query = 0;  // index into the workload
  std::string reason;     // "equality on status, order by placed_at"
};

std::vector<Candidate> candidates(const model::Database& database,
                                  const std::vector<model::Query>& workload);

// Does an existing index, key or constraint already serve these leading equality columns (any
// order)?
bool covered(const model::Table& table, const std::vector<std::string>& columns);

}  // namespace mimar::advise::index
