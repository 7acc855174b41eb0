#pragma once
// What `mimar load` is asked, and what it found.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/workload.h"
#include "ops/operation.h"
#include "ops/synthesize/synthesize.h"
#include "read/source.h"
#include "verify/load_proof.h"
#include "verify/load_rows.h"
#include "verify/standing_indexes.h"

namespace mimar::ops::load {

struct Job {
  const model::Database& database;
  model::Statistics wanted;
  model::Workload workload = {};
  bool derived = false;  // from the schema
  verify::LoadSettings settings = {};
  verify::LoadTargets targets = {};
  std::vector<double> growth = {};  // factors, ascending
  bool improve = true;
  std::string today = {};    // synthesis::plan()
  std::string server = {};   // scratch::Options::binaries
  std::string url = {};      // --scratch, or ""
  std::string command = {};  // what shows the evidence again
};

// Errors: ErrorKind::usage; those of reading the workload file.
Result<Job> read_job(const Arguments& arguments, const read::Reading& reading,
                     report::Report& report, world::World& world);

// The rows, `factor` times as many as wanted, and the further ones that inserts take in `runs`
// runs.
synthesis::Plan plan_rows(const Job& job, double factor, int runs);

// A database with schema and rows on a server, gone when this is.
struct Place {
  std::shared_ptr<void> keeps;  // the server and the database
  verify::Ground ground;
  verify::Loaded loaded;
  std::vector<std::string> notes;
  double seconds = 0;  // building and loading
};

// At job.url, else on a scratch server of its own, with durable settings. Errors:
// ErrorKind::environment when the rows would not fit there, before anything is loaded;
// ErrorKind::database when the schema cannot be built; those of build_on_server.
Result<Place> build(const Job& job, const synthesis::Plan& plan, world::World& world);

// On the server at job.url, in a database of its own. Errors: ErrorKind::usage when that server
// holds anything that Mimar did not create; ErrorKind::database.
Result<Place> build_on_server(const Job& job, const synthesis::Plan& plan, world::World& world);

// The design as measured, and as measured again with an index.
struct Round {
  std::string design;  // "the design", "the design with index idx_orders_customer_id"
  verify::LoadFigures figures;
  std::vector<verify::LoadVerdict> verdicts;
  const verify::LoadVerdict* latency_of(std::size_t pattern) const;  // nullptr when there is none
};

// A pattern that missed its target, and what was tried.
struct Attempt {
  std::string pattern, missed;      // "p95 < 100 ms by 35 ms", "public.orders is read whole"
  std::string index, why, ddl;      // the one that was built, or "" with `outcome` saying why none
  std::vector<std::string> others;  // tried and not chosen, a clause each
  std::string outcome;              // "now met: 3.20 ms"
  bool kept = false;
};

struct GrowthStep {
  double factor = 1;
  std::uint64_t rows = 0;
  std::string extrapolated;                     // why it was not measured, or ""
  std::vector<double> p95;                      // as the patterns of the workload; 0: not known
  double writes_per_second = 0, hit_ratio = 0;  // measured steps only
};

struct Found {
  std::vector<verify::LoadedTable> tables;
  Round first;
  std::vector<Attempt> attempts;
  std::vector<verify::PlacedIndex> kept;
  std::optional<Round> second;  // with the indexes of the attempts
  std::vector<evidence::Evidence> index_evidence;
  std::vector<GrowthStep> growth;  // with the kept indexes; the first is the run itself
  // What growth goes on from: the round with indexes when one of them is kept, else the first.
  const Round& last() const { return second && !kept.empty() ? *second : first; }
};

// Builds the best index for each pattern that missed its latency or reads a large table whole, and
// measures again; what does not help is dropped. `place` keeps the others.
Result<void> improve(const Job& job, const Place& place, const synthesis::Plan& plan,
                     verify::FreshRows& fresh, Found& found, world::World& world);

// The same mix, for a shorter time, on more rows. What does not fit the disk or takes too long to
// load is extrapolated. `seconds` is what building the first
// place took.
Result<void> grow(const Job& job, double seconds, Found& found, report::Report& report,
                  world::World& world);
// Of the steps that were not measured, by the power law through those that were. Pure.
void extrapolate(std::vector<GrowthStep>& steps);

// Pictures of each round and of the growth, for the folder of --out.
std::vector<report::File> pictures(const Job& job, const Found& found);

// Builds, loads, runs and judges. Derived patterns of tables that cannot be filled leave the job.
// Notes go into the report. Errors: those of build() and of verify::run_load.
Result<Found> prove(Job& job, report::Report& report, world::World& world);

// Sets payload, evidence, notes and files.
void describe(const Job& job, const Found& found, report::Report& report);

}  // namespace mimar::ops::load
