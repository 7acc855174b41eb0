#pragma once
// How a query runs on scratch: with values that meet rows, a run to warm up, then five; every run
// in a transaction that is rolled back, without JIT.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/query.h"
#include "scratch/scratch.h"

namespace mimar::verify {

struct Measurement {
  double fastest_ms = 0, median_ms = 0, cost = 0;
  std::uint64_t buffers = 0;  // shared blocks hit + read, median run
  std::string plan;           // text EXPLAIN (ANALYZE, BUFFERS) of the median run
  bool uses_index = false;    // the index in question appears in the plan
  double rows_met = 0;        // explain::rows_met; 0: the figures prove nothing
  std::vector<std::string>
      observations;  // where the time goes, explain::observations of the median run
};

struct BoundQuery {
  std::string sql;         // with its parameters bound to values drawn from the rows
  bool meets_rows = true;  // false: no values tried make it find or change a row
};

// Tries values (verify/parameters.h) until the query meets rows; the first ones when none does.
// Errors: ErrorKind::database when it does not run or is stopped.
Result<BoundQuery> bind_to_rows(engine::postgres::Connection& connection, const std::string& sql,
                                const std::vector<model::Predicate>& predicates, int timeout_ms);

// Why a query that meets no rows proves nothing, a clause.
std::string_view why_nothing_met(const std::string& sql);

// Of a query without parameters. `indexes` are names for uses_index.
Result<Measurement> measure(engine::postgres::Connection& connection, const std::string& query,
                            const std::vector<std::string>& indexes, int timeout_ms);

// Bound, then measured. Errors: also ErrorKind::interrupted.
Result<Measurement> measure_query(scratch::Database& database, const model::Query& query,
                                  world::World& world, int statement_timeout_ms = 10000);

}  // namespace mimar::verify
