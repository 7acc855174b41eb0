#pragma once
// A design under load: a workload runs against its rows for a bounded time, and what was seen is
// held against targets.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "evidence/evidence.h"
#include "model/workload.h"
#include "verify/load_run.h"

namespace mimar::verify {

struct LoadTargets {
  double p95_ms = 100;              // of every pattern, less than
  double writes_per_second = 1000;  // more than; with stated rates, these
  double hit_ratio = 0.8;           // blocks found in shared buffers, of all asked for; more than
  double selectivity = 0.95;  // look-ups by a key that find exactly one row, of all; more than
  std::uint64_t large_pages =
      300;  // a table of more pages is not to be read whole without being asked
};

struct PatternFigures {
  std::string name, sql, reason;
  bool writes = false, by_key = false;
  std::uint64_t executions = 0, one_row = 0, retried = 0, unfinished = 0, without_rows = 0,
                failures = 0;
  double p50 = 0, p95 = 0, p99 = 0, slowest = 0, per_second = 0;
  std::map<std::string, std::uint64_t> errors;
  std::vector<std::string>
      scanned;  // large tables its plan reads whole though it asks for a part of them
};

struct LoadFigures {
  std::vector<PatternFigures> patterns;
  double seconds = 0, writes_per_second = 0, reads_per_second = 0, slowest_second_writes = 0;
  std::uint64_t blocks_hit = 0, blocks_read = 0;
  std::map<std::string, std::uint64_t>
      whole_reads;  // large tables, sequential scans of them that nobody asked for
  double checkpoint_at = 0, checkpoint_ms = 0;
  std::string no_checkpoint;
  int clients = 0;
  unsigned cores = 0;  // of the machine the clients run on
  bool rates = false;
  std::uint64_t rows = 0, bytes = 0;  // in the database, as it was loaded
  std::string server_version;
  std::map<std::string, std::string> settings;
  double hit_ratio() const;
  double selectivity() const;  // 1 where no look-up by key was executed
};

// Draws the values, runs the workload, and reads the server's counters around it. Errors: those of
// run_load.
Result<LoadFigures> measure_load(const Ground& ground, const model::Workload& workload,
                                 const synthesis::Plan& plan, FreshRows& fresh,
                                 const LoadSettings& settings, const LoadTargets& targets,
                                 world::World& world);

// One target held against the figures.
struct LoadVerdict {
  enum class What : std::uint8_t { latency, writes, hits, index_use, selectivity, errors };
  What what = What::latency;
  std::size_t pattern = SIZE_MAX;  // of latency and index use
  std::string target, measured;    // "p95 < 100 ms", "135 ms"
  std::string missed_by;           // "35 ms"; "" when it is met
  std::string unknown;             // why it could not be judged, or ""
  bool met() const { return missed_by.empty() && unknown.empty(); }
};

// Pure. Targets that the workload gives no occasion for are left out.
std::vector<LoadVerdict> judge(const LoadFigures& figures, const LoadTargets& targets);
// `design` names what was under load: "the design", "the design with index x".
std::vector<evidence::Evidence> load_evidence(const LoadFigures& figures,
                                              const std::vector<LoadVerdict>& verdicts,
                                              const std::string& design,
                                              const std::string& command);

}  // namespace mimar::verify
