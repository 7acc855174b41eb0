#pragma once
// Does an index help a query? Built and measured on scratch, with rows, beside a control index that
// should not help.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "evidence/evidence.h"
#include "model/database.h"
#include "model/query.h"
#include "model/statistics.h"
#include "scratch/scratch.h"
#include "verify/measurement.h"

namespace mimar::verify {

struct IndexBenefit {
  model::Name table;
  model::Index index;
  std::string query;   // with its parameters bound to values drawn from the rows
  std::string reason;  // why this index was tried: rule id or predicate
  Measurement before, after;
  std::size_t query_index = SIZE_MAX;  // as in the trial
  bool control = false;                // built to show that the measurement can say no
  std::vector<std::string> on_top_of;  // indexes that stood before and after
  // Used, and 1.5 x fewer buffers (3 at least) or faster: 2 x and 0.2 ms by median, and the fastest
  // run before slower than the median after, so that noise does not decide.
  bool helps = false;
  std::uint64_t index_bytes = 0;
  double build_ms = 0;              // CREATE INDEX on these rows
  std::optional<double> upkeep_ms;  // a written row, where it was measured (verify/upkeep.h)
  evidence::Evidence evidence;
};

struct IndexTrial {
  model::Name table;
  model::Index index;
  std::string query;  // $n parameters allowed
  // Which column each $n is compared with, where the caller knows; else it is read off the text.
  std::vector<model::Predicate> predicates;
  std::string reason;
  std::string label;  // what the claim calls the query; empty: its text
  std::size_t query_index =
      SIZE_MAX;  // position of the query in the caller's workload, handed through
  bool control = false;
  std::vector<std::string>
      on_top_of;  // names of indexes that the caller built before; for the claim
};

// `database` holds the schema and rows already, analysed. $n are bound to values of one row of the
// compared table, bounds to the edge of the values (a twentieth of them qualifies), LIMIT to 20; a
// query that meets no row with any values tried could not be checked.
// Every trial: a run to warm up, five runs before, CREATE INDEX, ANALYZE, a run to warm up, five
// runs after, DROP INDEX; every run inside a transaction that is rolled back. Runs in the owner's
// connection without JIT; each run is stopped after `statement_timeout_ms`, and such a trial could
// not be checked. `command` is what shows the evidence again. Errors: ErrorKind::interrupted,
// ErrorKind::environment.
Result<std::vector<IndexBenefit>> measure_indexes(scratch::Database& database,
                                                  const std::vector<IndexTrial>& trials,
                                                  world::World& world,
                                                  int statement_timeout_ms = 10000,
                                                  const std::string& command = {});

// The same in the connection of the tables' owner.
Result<std::vector<IndexBenefit>> measure_indexes(engine::postgres::Connection& connection,
                                                  const std::vector<IndexTrial>& trials,
                                                  world::World& world, int statement_timeout_ms,
                                                  const std::string& command);

// Of two that help the same query, is `a` the one to choose? It reads clearly fewer pages, or about
// as many and is less than half as large without being just the beginning of the other's keys. By
// pages and bytes: times of a few runs differ from one day to the next.
bool better(const IndexBenefit& a, const IndexBenefit& b);

// An index on the same table that should not help the same query: on a column it does not mention,
// few values preferred. nullopt when the table is not of the database.
std::optional<IndexTrial> control_for(const model::Database& database, const IndexTrial& trial);

}  // namespace mimar::verify
