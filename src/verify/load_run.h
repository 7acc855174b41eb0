#pragma once
// Concurrent clients run a workload against a server, and what they saw.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/workload.h"
#include "verify/load_values.h"
#include "world/world.h"

namespace mimar::verify {

// Where a load proof runs. `checkpoint` writes all changed pages to disk.
struct Ground {
  engine::postgres::Connection* owner = nullptr;  // of the database with schema and rows
  std::string conninfo;                           // for the clients
  std::function<Result<void>()> checkpoint;
};

struct LoadSettings {
  int clients = 8;
  double seconds = 60, warm_up = 5;  // what happens in the warm-up is not counted
  std::uint64_t seed = 1;
};

// Every execution counts, from when it should have started: with stated rates a stall delays those
// that wait behind it, and that is their latency.
struct PatternRun {
  std::vector<float> milliseconds;  // sorted; failed ones are not in it
  std::uint64_t one_row = 0;        // executions that found or changed exactly one row
  std::uint64_t retried = 0;        // after a deadlock or a failed serialisation
  // Due, but at the end not begun or, ten seconds later, still running; they are in `milliseconds`
  // with the time they had had by then.
  std::uint64_t unfinished = 0;
  std::uint64_t without_rows = 0;  // inserts left out, because the further rows were used up
  std::map<std::string, std::uint64_t> errors;  // by message
  std::uint64_t failures() const;
  double percentile(double share) const;  // nearest rank; 0 of none
};

struct LoadRun {
  std::vector<PatternRun> patterns;  // as in the workload
  double seconds = 0;                // measured
  std::vector<std::uint32_t> writes_by_second;
  double checkpoint_at = 0, checkpoint_ms = 0;  // seconds into the measured time
  std::string no_checkpoint;                    // why there was none, or ""
  std::uint64_t writes() const;
};

// `values` as the patterns of the workload. `begun` is called when the warm-up is over. Errors:
// ErrorKind::interrupted within a second of Ctrl-C; ErrorKind::database when a statement does not
// prepare; what single executions run into is counted.
Result<LoadRun> run_load(const Ground& ground, const model::Workload& workload,
                         const std::vector<PatternValues>& values, FreshRows& fresh,
                         const LoadSettings& settings, world::World& world,
                         const std::function<void()>& begun = {});

}  // namespace mimar::verify
