#include "ops/architect/measure.h"

#include <algorithm>

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "ops/architect/index_search.h"
#include "ops/architect/monitoring_queries.h"
#include "synthesis/synthesis.h"
#include "verify/index_proof.h"
#include "verify/load_rows.h"

namespace mimar::ops::architect {
namespace {

evidence::Evidence claim(std::string text, const std::string& command,
                         const Architecture& architecture) {
  evidence::Evidence evidence;
  evidence.claim = std::move(text);
  evidence.command = command;
  evidence.server_version = architecture.server_version;
  return evidence;
}

std::uint64_t number(const engine::postgres::Value& value) {
  return value ? std::stoull(*value) : 0;
}

// Heap (with TOAST) and index bytes; partitions count for their parent.
Result<void> measure_sizes(Architecture& architecture, scratch::Database& database) {
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) continue;
    const std::string name = model::quote_name(table.name);
    Result<engine::postgres::Rows> rows =
        database.owner().execute("SELECT (SELECT count(*) FROM " + name +
                                 "), coalesce(sum(pg_table_size(relid)), 0)::bigint, "
                                 "coalesce(sum(pg_indexes_size(relid)), 0)::bigint "
                                 "FROM (SELECT " +
                                 model::quote_literal(name) +
                                 "::regclass AS relid UNION SELECT relid FROM pg_partition_tree(" +
                                 model::quote_literal(name) + "::regclass)) AS t");
    if (!rows) return fail(std::move(rows.error()));
    const auto& row = rows->rows.at(0);
    TableMeasure measure{table.name, number(row[0]), number(row[1]), number(row[2]), std::nullopt};
    const auto stated = architecture.scale.rows.tables.find(table.name);
    if (stated != architecture.scale.rows.tables.end()) measure.stated_rows = stated->second.rows;
    architecture.measures.push_back(std::move(measure));
  }
  return {};
}

// An INSERT or UPDATE whose values Mimar made up may run into a constraint: no fault of the query.
bool stopped_by_values(const Error& error) {
  return error.sqlstate.starts_with("23");
}

struct QueryTally {
  std::vector<std::string> failed, stopped;

  evidence::Verdict verdict() const {
    if (!failed.empty()) return evidence::Verdict::refuted;
    return stopped.empty() ? evidence::Verdict::confirmed : evidence::Verdict::could_not_check;
  }
  std::string reason() const {
    std::vector<std::string> all = failed;
    for (const std::string& query : stopped)
      all.push_back(query + ", with the parameters that were made up for it");
    return text::join(all, "; ");
  }
};

Result<QueryRun> run_query(Architecture& architecture, std::size_t query,
                           scratch::Database& database, QueryTally& tally, world::World& world) {
  QueryRun run;
  run.query = query;
  Result<verify::Measurement> measured =
      verify::measure_query(database, architecture.queries[query], world);
  if (measured) {
    run.median_ms = measured->median_ms;
    run.plan = std::move(measured->plan);
    if (measured->rows_met > 0) {
      run.observations = std::move(measured->observations);
    } else {
      run.met_nothing = verify::why_nothing_met(architecture.queries[query].sql);
    }
    return run;
  }
  if (measured.error().kind == ErrorKind::interrupted) return fail(std::move(measured.error()));
  run.error = measured.error().message;
  (stopped_by_values(measured.error()) ? tally.stopped : tally.failed)
      .push_back(query_label(architecture, query) + ": " + run.error);
  return run;
}

Result<void> run_queries(Architecture& architecture, scratch::Database& database,
                         const std::string& command, world::World& world) {
  if (architecture.queries.empty()) return {};
  QueryTally tally;
  world.progress().begin("running the queries", architecture.queries.size());
  for (std::size_t i = 0; i < architecture.queries.size(); ++i) {
    Result<QueryRun> run = run_query(architecture, i, database, tally, world);
    if (!run) return fail(std::move(run.error()));
    architecture.runs.push_back(std::move(*run));
    world.progress().advance(i + 1);
  }
  world.progress().end();
  evidence::Evidence evidence =
      claim("every given query runs on the schema", command, architecture);
  evidence.verdict = tally.verdict();
  evidence.reason = tally.reason();
  evidence.observations.push_back(
      {evidence::Witness::explain, "EXPLAIN (ANALYZE, BUFFERS), five runs each",
       fmt::format("{} given, {} failed, {} stopped by a constraint, {} met no row",
                   architecture.queries.size(), tally.failed.size(), tally.stopped.size(),
                   std::count_if(architecture.runs.begin(), architecture.runs.end(),
                                 [](const QueryRun& run) { return !run.met_nothing.empty(); }))});
  architecture.evidence.push_back(std::move(evidence));
  return {};
}

Result<void> try_monitoring(Architecture& architecture, scratch::Database& database,
                            const std::string& command) {
  architecture.monitoring = monitoring_queries();
  std::vector<std::string> failed;
  for (MonitoringQuery& query : architecture.monitoring) {
    Result<engine::postgres::Rows> rows = database.owner().execute(query.sql);
    query.ran = rows.has_value();
    if (!rows && rows.error().kind == ErrorKind::interrupted) return fail(std::move(rows.error()));
    if (!rows) failed.push_back(query.metric + ": " + rows.error().message);
  }
  evidence::Evidence evidence =
      claim("every monitoring query runs on this version", command, architecture);
  evidence.verdict = failed.empty() ? evidence::Verdict::confirmed : evidence::Verdict::refuted;
  evidence.reason = text::join(failed, "; ");
  evidence.observations.push_back(
      {evidence::Witness::execution, "executed on scratch",
       fmt::format("{} run, {} failed", architecture.monitoring.size(), failed.size())});
  architecture.evidence.push_back(std::move(evidence));
  return {};
}

void note_loading(Architecture& architecture, const synthesis::Plan& plan,
                  const verify::Loaded& loaded) {
  std::vector<std::string>& notes = architecture.notes;
  for (const std::string& sentence : plan.not_filled)
    notes.push_back("No rows: " + sentence);
  for (const synthesis::TablePlan& table : plan.tables) {
    if (!table.limited_by.empty())
      notes.push_back("Fewer rows in " + table.table.text() + " than wanted: " + table.limited_by);
  }
  for (const verify::LoadedTable& table : loaded.tables) {
    if (!table.error.empty())
      notes.push_back(table.table.text() +
                      " stayed empty on scratch, so nothing measured on it counts: " + table.error);
  }
  for (const std::string& sentence : loaded.notes)
    notes.push_back("While loading rows on scratch: " + sentence);
}

}  // namespace

Result<void> measure(Architecture& architecture, scratch::Database& database,
                     const Volumes& volumes, const std::string& command, world::World& world) {
  if (auto built = database.run_script(emit::ddl::emit(architecture.database), "emitted DDL");
      !built) {
    Error error = std::move(built.error());
    error.message = "PostgreSQL " + architecture.server_version +
                    " refused the schema as Mimar writes it: " + error.message;
    if (error.hint.empty() && error.sqlstate == "42601")
      error.hint =
          "when it is written for a newer PostgreSQL, name that under `Database:`, or one "
          "that is installed by --server";
    return fail(std::move(error));
  }
  const model::Statistics rows = planned_rows(architecture.database, architecture.scale.rows,
                                              volumes.cap, architecture.rows_note);
  const synthesis::Plan plan = synthesis::plan(architecture.database, rows);
  Result<verify::Loaded> loaded =
      verify::load_rows(database, architecture.database, plan, volumes.seed, world);
  if (!loaded) return fail(std::move(loaded.error()));
  note_loading(architecture, plan, *loaded);
  if (auto sizes = measure_sizes(architecture, database); !sizes) return sizes;
  if (auto runs = run_queries(architecture, database, command, world); !runs) return runs;
  if (auto tried = try_indexes(architecture, database, command, world); !tried) return tried;
  return try_monitoring(architecture, database, command);
}

}  // namespace mimar::ops::architect
