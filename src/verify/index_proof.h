#pragma once
// Does an index help a query? Built and measured on scratch, with rows, beside a control index that should not help.

#include <string>
#include <vector>

#include "base/result.h"
#include "evidence/evidence.h"
#include "model/query.h"
#include "model/statistics.h"
#include "scratch/scratch.h"

namespace mimar::verify {

struct Measurement {
  double median_ms = 0, cost = 0;
  std::uint64_t buffers = 0;  // shared blocks hit + read, median run
  std::string plan;           // text EXPLAIN (ANALYZE, BUFFERS) of the median run
  bool uses_index = false;    // the index in question appears in the plan
};

struct IndexBenefit {
  model::Name table;
  model::Index index;
  std::string query;   // with its parameters bound to values drawn from the rows
  std::string reason;  // why this index was tried: rule id or predicate
  Measurement before, after;
  std::size_t query_index = SIZE_MAX;  // as in the trial
  bool control = false;  // built to show that the measurement can say no
  bool helps = false;    // used, and at least 1.2 x faster or 1.5 x fewer buffers
  std::uint64_t index_bytes = 0;
  evidence::Evidence evidence;
};

struct IndexTrial {
  model::Name table;
  model::Index index;
  std::string query;  // $n parameters allowed
  std::string reason;
  std::size_t query_index = SIZE_MAX;  // position of the query in the caller's workload, handed through
  bool control = false;
};

// `database` holds the schema and synthesised rows already, analysed. Every trial: five runs before, CREATE INDEX, ANALYZE, five
// runs after, DROP INDEX. Runs in the owner's connection; each query is stopped after `statement_timeout_ms`.
Result<std::vector<IndexBenefit>> measure_indexes(scratch::Database& database, const std::vector<IndexTrial>& trials,
                                                  world::World& world, int statement_timeout_ms = 10000);

}  // namespace mimar::verify
