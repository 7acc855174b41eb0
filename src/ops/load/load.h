#pragma once
// What `mimar load` is asked, and what it found.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/workload.h"
#include "ops/operation.h"
#include "ops/synthesize/synthesize.h"
#include "read/source.h"
#include "verify/load_proof.h"
#include "verify/load_rows.h"

namespace mimar::ops::load {

struct Job {
  const model::Database& database;
  model::Statistics wanted;
  model::Workload workload = {};
  verify::LoadSettings settings = {};
  verify::LoadTargets targets = {};
  std::vector<double> growth = {};  // factors, ascending
  bool improve = true;
  std::string server = {};   // scratch::Options::binaries
  std::string url = {};      // --scratch, or ""
  std::string command = {};  // what shows the evidence again
};

// Errors: ErrorKind::usage; those of reading the workload file.
Result<Job> read_job(const Arguments& arguments, const read::Reading& reading, world::World& world);

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

// On a scratch server of its own, with durable settings. Errors: ErrorKind::environment when the
// rows would not fit, before anything is loaded; ErrorKind::database when the schema cannot be
// built.
Result<Place> build_on_scratch(const Job& job, const synthesis::Plan& plan, world::World& world);

// Bytes that a database with the rows of the plan takes, log included; an estimate.
std::uint64_t estimated_bytes(const Job& job, const synthesis::Plan& plan);

// The design as measured, and as measured again with an index.
struct Round {
  std::string design;  // "the design", "the design with index idx_orders_customer_id"
  verify::LoadFigures figures;
  std::vector<verify::LoadVerdict> verdicts;
};

struct Found {
  std::vector<verify::LoadedTable> tables;
  Round first;
};

// Builds, loads, runs and judges. Notes go into the report. Errors: those of build_on_scratch and
// of verify::run_load.
Result<Found> prove(const Job& job, report::Report& report, world::World& world);

// Sets payload, evidence, notes and files.
void describe(const Job& job, const Found& found, report::Report& report);

}  // namespace mimar::ops::load
