#include "ops/architect/measure.h"

#include "advise/index/candidates.h"
#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
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

Result<void> run_queries(Architecture& architecture, scratch::Database& database,
                         const std::string& command, world::World& world) {
  evidence::Evidence evidence =
      claim("every given query runs on the schema", command, architecture);
  std::vector<std::string> failed;
  for (std::size_t i = 0; i < architecture.queries.size(); ++i) {
    QueryRun run;
    run.query = i;
    Result<verify::Measurement> measured =
        verify::measure_query(database, architecture.queries[i], world);
    if (measured) {
      run.median_ms = measured->median_ms;
      run.plan = measured->plan;
      run.observations = measured->observations;
    } else {
      if (measured.error().kind == ErrorKind::interrupted) return fail(std::move(measured.error()));
      run.error = measured.error().message;
      failed.push_back((architecture.queries[i].name.empty() ? "query " + std::to_string(i + 1)
                                                             : architecture.queries[i].name) +
                       ": " + run.error);
    }
    architecture.runs.push_back(std::move(run));
  }
  if (architecture.queries.empty()) return {};
  evidence.verdict = failed.empty() ? evidence::Verdict::confirmed : evidence::Verdict::refuted;
  evidence.reason = text::join(failed, "; ");
  evidence.observations.push_back(
      {evidence::Witness::explain, "EXPLAIN (ANALYZE, BUFFERS), five runs each",
       fmt::format("{} run, {} failed", architecture.queries.size(), failed.size())});
  architecture.evidence.push_back(std::move(evidence));
  return {};
}

// The index a foreign key's look-up would use, and that look-up.
verify::IndexTrial foreign_key_trial(const model::Table& table, const model::ForeignKey& key) {
  verify::IndexTrial trial;
  trial.table = table.name;
  trial.index.name = "idx_" + table.name.name + "_" + text::join(key.columns, "_");
  std::string conditions;
  for (const std::string& column : key.columns) {
    model::IndexKey index_key;
    index_key.column = column;
    trial.index.keys.push_back(index_key);
    conditions += (conditions.empty() ? "" : " AND ") + model::quote_identifier(column) + " = $" +
                  std::to_string(trial.index.keys.size());
  }
  trial.query = "SELECT * FROM " + model::quote_name(table.name) + " WHERE " + conditions;
  trial.reason = "look-up by the foreign key to " + key.referenced_table.name;
  return trial;
}

std::vector<verify::IndexTrial> trials(const Architecture& architecture) {
  std::vector<verify::IndexTrial> result;
  for (const advise::index::Candidate& candidate :
       advise::index::candidates(architecture.database, architecture.queries)) {
    verify::IndexTrial trial;
    trial.table = candidate.table;
    trial.index = candidate.index;
    trial.query = architecture.queries[candidate.query].sql;
    trial.predicates = architecture.queries[candidate.query].predicates;
    trial.query_index = candidate.query;
    trial.reason = candidate.reason;
    if (const std::string& name = architecture.queries[candidate.query].name; !name.empty())
      trial.reason += " in " + name;
    result.push_back(std::move(trial));
  }
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) continue;
    for (const model::ForeignKey& key : table.foreign_keys) {
      if (!advise::index::covered(table, key.columns))
        result.push_back(foreign_key_trial(table, key));
    }
  }
  return result;
}

Result<void> try_indexes(Architecture& architecture, scratch::Database& database,
                         const std::string& command, world::World& world) {
  std::vector<verify::IndexTrial> all = trials(architecture);
  if (all.empty()) return {};
  if (std::optional<verify::IndexTrial> control =
          verify::control_for(architecture.database, all.front()))
    all.push_back(std::move(*control));
  Result<std::vector<verify::IndexBenefit>> benefits =
      verify::measure_indexes(database, all, world, 10000, command);
  if (!benefits) return fail(std::move(benefits.error()));
  architecture.benefits = std::move(*benefits);
  for (verify::IndexBenefit& benefit : architecture.benefits) {
    architecture.evidence.push_back(benefit.evidence);
  }
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

}  // namespace

Result<void> measure(Architecture& architecture, scratch::Database& database,
                     const Volumes& volumes, const std::string& command, world::World& world) {
  if (auto built = database.run_script(emit::ddl::emit(architecture.database), "schema.sql");
      !built)
    return built;
  const model::Statistics rows = planned_rows(architecture.database, architecture.scale.rows,
                                              volumes.cap, architecture.rows_note);
  const synthesis::Plan plan = synthesis::plan(architecture.database, rows);
  Result<verify::Loaded> loaded =
      verify::load_rows(database, architecture.database, plan, volumes.seed, world);
  if (!loaded) return fail(std::move(loaded.error()));
  for (const std::string& sentence : plan.not_filled)
    architecture.notes.push_back("No rows: " + sentence);
  for (const synthesis::TablePlan& table : plan.tables) {
    if (!table.limited_by.empty())
      architecture.notes.push_back("Fewer rows in " + table.table.text() +
                                   " than wanted: " + table.limited_by);
  }
  if (auto sizes = measure_sizes(architecture, database); !sizes) return sizes;
  if (auto runs = run_queries(architecture, database, command, world); !runs) return runs;
  if (auto tried = try_indexes(architecture, database, command, world); !tried) return tried;
  return try_monitoring(architecture, database, command);
}

}  // namespace mimar::ops::architect
