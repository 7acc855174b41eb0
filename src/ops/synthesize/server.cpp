#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "engine/postgres/connection.h"
#include "ops/common.h"
#include "ops/synthesize/synthesize.h"
#include "scratch/scratch.h"
#include "verify/load_rows.h"
#include "verify/shape_proof.h"

namespace mimar::ops::synthesize {
namespace {

constexpr std::chrono::hours statement_limit{2};  // COPY of many rows is one statement

std::string loaded_rows(const verify::Loaded& loaded) {
  return text::count(loaded.rows, "row") + ", " + text::bytes(loaded.bytes);
}

// The constraints that did not hold, and the tables that could not be filled.
std::vector<std::string> broken(const verify::Loaded& loaded) {
  std::vector<std::string> result = loaded.notes;
  for (const verify::LoadedTable& table : loaded.tables)
    if (!table.error.empty()) result.push_back(table.table.text() + ": " + table.error);
  return result;
}

Result<verify::Loaded> load_on_scratch(const Job& job, scratch::Database& database,
                                       std::string& built, world::World& world) {
  const Result<void> schema = database.run_script(emit::ddl::emit(job.database), "schema.sql",
                                                  scratch::MissingExtensions::leave_out);
  if (!schema && schema.error().kind == ErrorKind::interrupted) return fail(schema.error());
  if (!schema) {
    built = "the schema could not be built on scratch: " + schema.error().message;
    return verify::Loaded();
  }
  if (!database.left_out().empty())
    built = "part of the schema was left out on scratch: " + text::join(database.left_out(), "; ");
  return verify::load_rows(database, job.database, job.plan, job.seed, world);
}

evidence::Evidence judged(const Job& job, const verify::Loaded& loaded,
                          const std::string& unbuilt) {
  evidence::Evidence evidence;
  evidence.claim = "The rows keep every constraint of the source.";
  std::vector<std::string> wrong = broken(loaded);
  evidence.verdict = evidence::Verdict::confirmed;
  std::size_t filled = 0;
  for (const verify::LoadedTable& table : loaded.tables)
    filled += table.rows > 0 ? 1 : 0;
  if (!wrong.empty()) {
    evidence.verdict = evidence::Verdict::refuted;
    evidence.reason = text::join(wrong, "; ");
  } else if (!unbuilt.empty() || (filled == 0 && !job.plan.tables.empty())) {
    evidence.verdict = evidence::Verdict::could_not_check;
    evidence.reason = unbuilt.empty() ? "no table could be given rows" : unbuilt;
  }
  evidence.observations.push_back({evidence::Witness::execution,
                                   "COPY of all rows, then every foreign key added and validated",
                                   loaded_rows(loaded) + " in " + text::count(filled, "table") +
                                       " of " + std::to_string(job.plan.tables.size())});
  return evidence;
}

}  // namespace

Result<void> to_server(const Job& job, const std::string& url, world::World& world,
                       report::Report& report) {
  Result<engine::postgres::Connection> connection =
      engine::postgres::Connection::open(url, engine::postgres::stop_when_interrupted(world));
  if (!connection) return fail(std::move(connection.error()));
  const auto begin = world.now();
  const Result<verify::Loaded> loaded =
      verify::load_rows_into(*connection, job.database, job.plan, job.seed, world);
  if (!loaded) return fail(loaded.error());
  const double seconds = std::chrono::duration<double>(world.now() - begin).count();
  report.notes.push_back(fmt::format("{} loaded into {} in {:.1f} s.", loaded_rows(*loaded),
                                     engine::postgres::masked(url), seconds));
  for (const std::string& sentence : broken(*loaded))
    report.notes.push_back(sentence);
  return {};
}

Result<void> verify(const Job& job, const read::Reading& reading, const Arguments& arguments,
                    world::World& world, report::Report& report) {
  scratch::Options options;
  options.binaries = arguments.get("server");
  options.statement_limit = statement_limit;
  Result<scratch::Scratch> scratch = scratch::Scratch::start(world, options);
  if (!scratch) return fail(std::move(scratch.error()));
  if (auto fits =
          check_room("the database", estimated_database_bytes(job), scratch->folder(), world);
      !fits)
    return fits;
  std::string unbuilt;
  Result<scratch::Database> database = scratch->create_database("rows");
  if (!database) return fail(std::move(database.error()));
  const Result<verify::Loaded> loaded = load_on_scratch(job, *database, unbuilt, world);
  if (!loaded) return fail(loaded.error());
  evidence::Evidence evidence = judged(job, *loaded, unbuilt);
  evidence.server_version = scratch->server_version();
  evidence.command = "mimar synthesize " + reading.source + reading.read_with;
  for (const std::string name : {"rows", "seed", "today"})
    if (arguments.has(name)) evidence.command += " --" + name + " " + arguments.get(name);
  if (arguments.has("shape"))
    evidence.command += " --shape " + engine::postgres::masked(arguments.get("shape"));
  evidence.command += " --verify";
  report.evidence.push_back(evidence);
  if (!job.plan.shape || !unbuilt.empty()) return {};
  auto counted = verify::prove_shape(database->owner(), job.database, job.plan);
  if (!counted) return fail(counted.error());
  counted->server_version = evidence.server_version;
  counted->command = evidence.command;
  report.evidence.push_back(std::move(*counted));
  return {};
}

}  // namespace mimar::ops::synthesize
