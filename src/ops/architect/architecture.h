#pragma once
// Everything a review found, measured and proved, as one value: what the sections of report.md are
// rendered from.

#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "evidence/finding.h"
#include "model/database.h"
#include "model/query.h"
#include "ops/architect/scale.h"
#include "ops/architect/task.h"
#include "verify/index_proof.h"

namespace mimar::ops::architect {

struct TableLock {
  std::string table, mode;  // mode as in pg_locks
  bool rewritten = false;   // the table got a new file
  bool read = false;        // its rows were read from start to end
};

// A change that the review proposes, rehearsed on scratch.
struct Proposal {
  std::string cause;   // rule id, or "index-for-query"
  std::string object;  // what it concerns, for people
  std::string why;     // one sentence
  std::string up,
      down;  // SQL, each statement ended by ";\n"; `down` comes from the observed difference
  std::string refused;           // why it is not part of the migration, or ""
  double seconds = 0;            // how long `up` took on scratch
  double empty_seconds = 0;      // and on the schema without rows
  std::vector<TableLock> locks;  // those that stop others, as seen; empty when built CONCURRENTLY
  std::vector<std::string> row_checks;  // read-only, ran on scratch; rows they return forbid it
  std::vector<std::pair<std::string, std::string>> brings;  // findings it was predicted to add
  std::vector<std::string> warnings;  // what the rehearsal showed that speaks against it
};

// One query of the input on the synthesised rows, before any change.
struct QueryRun {
  std::size_t query = 0;
  double median_ms = 0;
  std::string plan;  // EXPLAIN (ANALYZE, BUFFERS), text
  std::vector<std::string> observations;
  std::string met_nothing;  // why its figures prove nothing, or ""
  std::string error;        // why it did not run, or ""
};

struct TableMeasure {
  model::Name table;
  std::uint64_t rows = 0, heap_bytes = 0, index_bytes = 0;  // measured on scratch
  std::optional<std::uint64_t> stated_rows;
};

// What changed since an earlier report.
struct Prior {
  std::vector<std::string> statements;                  // prose, taken as stated
  std::vector<std::string> resolved, remaining, added;  // "rule object"
  bool compared = false;
};

struct MonitoringQuery {
  std::string metric, alert, sql;
  bool ran = false;
};

struct Architecture {
  Task task;
  Scale scale;
  model::Database database;
  std::vector<model::Query> queries;
  std::vector<evidence::Finding> findings;
  std::vector<std::string> ignored;  // by mimar.toml, with the reason

  std::string server_version;  // of the scratch server; "" when there was none
  std::string version_gap;     // why it proves nothing for the stated version, or ""
  std::vector<TableMeasure> measures;
  std::string rows_note;  // how the volumes on scratch relate to the stated ones
  std::vector<QueryRun> runs;
  std::vector<verify::IndexBenefit> benefits;
  std::vector<Proposal> proposals;
  std::string steps_trouble;     // why the steps are not proven to do what they are for, or ""
  std::string rollback_trouble;  // why the rollbacks did not restore everything, or ""
  std::vector<MonitoringQuery> monitoring;

  Prior prior;
  std::vector<std::string> avoided;    // proposals left out because of Avoid, a sentence each
  std::vector<std::string> questions;  // what the input left open
  std::vector<std::string> caveats;    // what a reader must know before all else, sentences
  std::vector<std::string> notes;
  std::vector<evidence::Evidence> evidence;  // numbered E1, E2, ... in this order
  std::string erd_mermaid;
  bool erd_svg = false;            // erd.svg is among the files
  std::vector<std::string> files;  // written beside report.md, with what each is for
};

}  // namespace mimar::ops::architect
