#pragma once
// A design before it holds anybody's data: its SQL is executed, filled with synthesised rows, and
// everything it claims is tried: each witness with its object and without, each access pattern's
// plan, each constraint with a row that it must refuse.

#include <string>
#include <vector>

#include "base/result.h"
#include "design/draft.h"
#include "evidence/evidence.h"
#include "model/database.h"
#include "model/statistics.h"
#include "scratch/scratch.h"
#include "verify/load_rows.h"

namespace mimar::verify {

struct DesignUnderProof {
  const std::string& sql;           // what is executed
  const model::Database& database;  // the same, as it was read
  const std::vector<design::Trace>& traces;
  const std::vector<design::DesignedAccess>& accesses;
  const model::Statistics& rows;  // how many rows each table gets
};

struct AccessPlan {
  evidence::Evidence evidence;
  std::string plan;                // EXPLAIN's text with drawn parameters; "" where it did not run
  std::vector<std::string> used;   // indexes in it, those of partitions by the name of the whole
  std::vector<std::string> whole;  // tables of more than `large_pages` pages that it reads whole
};

struct DesignProof {
  std::string server_version;
  evidence::Evidence accepted;                  // the server takes the SQL
  std::vector<evidence::Evidence> traces;       // as those of the design; empty where not accepted
  std::vector<AccessPlan> accesses;             // likewise
  std::vector<evidence::Evidence> constraints;  // those that no trace takes away
  std::vector<LoadedTable> loaded;
  std::vector<std::string> notes;
};

struct ProofSettings {
  std::uint64_t seed = 1;
  std::uint64_t large_pages = 300;  // as verify::LoadTargets
  int statement_timeout_ms = 10000;
  std::string command;  // shell command that shows the evidence again
};

// Errors: ErrorKind::interrupted, ErrorKind::environment; what the server refuses is evidence.
Result<DesignProof> prove_design(scratch::Scratch& scratch, const DesignUnderProof& design,
                                 const ProofSettings& settings, world::World& world);

// Is the SQL taken by this server? Nothing is filled. Errors: as above.
Result<evidence::Evidence> accepted_by(scratch::Scratch& scratch, const std::string& sql,
                                       const std::string& command);

}  // namespace mimar::verify
