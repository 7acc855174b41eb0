#include "ops/architect/index_search.h"

#include <algorithm>

#include "advise/index/candidates.h"
#include "base/text.h"
#include "model/quote.h"
#include "ops/architect/choice.h"
#include "verify/measurement.h"
#include "verify/standing_indexes.h"
#include "verify/upkeep.h"

namespace mimar::ops::architect {
namespace {

constexpr int timeout_ms = 10000;
constexpr std::size_t most_rounds = 3;

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
  trial.label = "the look-up by " + text::join(key.columns, ", ");
  return trial;
}

bool filters_on(const model::Query& query, const model::Name& table, const std::string& column) {
  const auto is = [&](const model::ColumnUse& use) {
    return use.column == column && use.relation.name == table.name &&
           (use.relation.schema.empty() || use.relation.schema == table.schema);
  };
  return std::any_of(
      query.predicates.begin(), query.predicates.end(),
      [&](const model::Predicate& predicate) { return predicate.bare && is(predicate.column); });
}

verify::IndexTrial workload_trial(const Architecture& architecture, const model::Name& table,
                                  const model::Index& index, std::size_t query,
                                  const std::string& reason) {
  verify::IndexTrial trial;
  trial.table = table;
  trial.index = index;
  trial.query = architecture.queries[query].sql;
  trial.predicates = architecture.queries[query].predicates;
  trial.query_index = query;
  trial.label = query_label(architecture, query);
  trial.reason = reason + " in " + trial.label;
  return trial;
}

// The candidates of the workload, each for its query; then for each foreign key without an index
// the queries that filter on it, or its look-up when there are none.
std::vector<verify::IndexTrial> trials(const Architecture& architecture) {
  std::vector<verify::IndexTrial> result;
  const auto tried = [&](const model::Index& index, std::size_t query) {
    return std::any_of(result.begin(), result.end(), [&](const verify::IndexTrial& trial) {
      return trial.query_index == query && trial.index.keys == index.keys;
    });
  };
  for (const advise::index::Candidate& candidate :
       advise::index::candidates(architecture.database, architecture.queries)) {
    result.push_back(workload_trial(architecture, candidate.table, candidate.index, candidate.query,
                                    candidate.reason));
  }
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) continue;
    for (const model::ForeignKey& key : table.foreign_keys) {
      if (advise::index::covered(table, key.columns)) continue;
      const verify::IndexTrial look_up = foreign_key_trial(table, key);
      bool in_workload = false;
      for (std::size_t query = 0; query < architecture.queries.size(); ++query) {
        if (!filters_on(architecture.queries[query], table.name, key.columns.front())) continue;
        in_workload = true;
        if (!tried(look_up.index, query))
          result.push_back(workload_trial(architecture, table.name, look_up.index, query,
                                          "equality on " + key.columns.front()));
      }
      if (!in_workload) result.push_back(look_up);
    }
  }
  return result;
}

class Search {
 public:
  Search(Architecture& architecture, scratch::Database& database, const std::string& command,
         world::World& world)
      : architecture_(architecture), database_(database), command_(command), world_(world) {}

  Result<void> run() {
    const std::vector<verify::IndexTrial> alone = trials(architecture_);
    if (alone.empty()) return {};
    if (auto done = measure(alone); !done) return done;
    // What helps on top of the chosen is chosen then, and may help others in turn.
    for (std::size_t chosen = 0, round = 0; round < most_rounds; ++round) {
      const std::size_t now = chosen_indexes(architecture_).size();
      if (now == chosen) break;
      chosen = now;
      if (auto done = beside_the_chosen(); !done) return done;
    }
    if (auto done = measure_upkeep(); !done) return done;
    std::optional<verify::IndexTrial> control =
        verify::control_for(architecture_.database, control_of(alone));
    return control ? measure({std::move(*control)}) : Result<void>();
  }

 private:
  Result<void> measure(const std::vector<verify::IndexTrial>& trials) {
    if (trials.empty()) return {};
    auto benefits = verify::measure_indexes(database_, trials, world_, timeout_ms, command_);
    if (!benefits) return fail(std::move(benefits.error()));
    for (verify::IndexBenefit& benefit : *benefits) {
      architecture_.evidence.push_back(benefit.evidence);
      architecture_.benefits.push_back(std::move(benefit));
    }
    return {};
  }

  // Of the chosen, what each row written to their table pays for them.
  Result<void> measure_upkeep() {
    const std::vector<const verify::IndexBenefit*> chosen = chosen_indexes(architecture_);
    for (verify::IndexBenefit& benefit : architecture_.benefits) {
      if (std::find(chosen.begin(), chosen.end(), &benefit) == chosen.end()) continue;
      const auto upkeep =
          verify::upkeep_per_row(database_.owner(), benefit.table, benefit.index, world_);
      if (upkeep) benefit.upkeep_ms = *upkeep;
      if (!upkeep && upkeep.error().kind != ErrorKind::database) return fail(upkeep.error());
    }
    return {};
  }

  // That of a trial which could say yes: one that helped, where there is.
  const verify::IndexTrial& control_of(const std::vector<verify::IndexTrial>& alone) const {
    for (std::size_t i = 0; i < alone.size(); ++i) {
      if (architecture_.benefits[i].helps) return alone[i];
    }
    return alone.front();
  }

  Result<void> beside_the_chosen() {
    std::vector<verify::PlacedIndex> chosen;
    for (const verify::IndexBenefit* benefit : chosen_indexes(architecture_))
      chosen.push_back({benefit->table, benefit->index});
    if (chosen.empty()) return {};
    auto standing = verify::StandingIndexes::build(database_.owner(), chosen, world_);
    if (!standing)
      return standing.error().kind == ErrorKind::database ? Result<void>()
                                                          : fail(std::move(standing.error()));
    const std::vector<verify::IndexTrial> others = credits(*standing, chosen);
    const Result<void> measured = measure(on_top(*standing, chosen));
    if (auto dropped = standing->drop(); !dropped) return dropped;
    return measured ? measure(others) : measured;
  }

  // The chosen indexes that queries take for which nothing helped so far.
  std::vector<verify::IndexTrial> credits(verify::StandingIndexes& standing,
                                          const std::vector<verify::PlacedIndex>& chosen) const {
    std::vector<verify::IndexTrial> credits;
    for (const QueryRun& run : architecture_.runs) {
      if (!run.error.empty() || !run.met_nothing.empty()) continue;
      if (best_index(architecture_, run.query) != nullptr) continue;
      for (const std::size_t at : used(run.query, standing)) {
        if (!tried(chosen[at], run.query))
          credits.push_back(workload_trial(architecture_, chosen[at].table, chosen[at].index,
                                           run.query, "chosen for another query, and used"));
      }
    }
    return credits;
  }

  bool tried(const verify::PlacedIndex& index, std::size_t query) const {
    return std::any_of(architecture_.benefits.begin(), architecture_.benefits.end(),
                       [&](const verify::IndexBenefit& benefit) {
                         return benefit.query_index == query &&
                                same_index(benefit, index.table, index.index);
                       });
  }

  bool tried_on_top(const verify::IndexBenefit& benefit) const {
    return std::any_of(architecture_.benefits.begin(), architecture_.benefits.end(),
                       [&](const verify::IndexBenefit& other) {
                         return other.query_index == benefit.query_index &&
                                !other.on_top_of.empty() &&
                                same_index(other, benefit.table, benefit.index);
                       });
  }

  // Of each query, what was tried on other tables than its best one.
  std::vector<verify::IndexTrial> on_top(verify::StandingIndexes& standing,
                                         const std::vector<verify::PlacedIndex>& chosen) const {
    std::vector<verify::IndexTrial> result;
    for (const verify::IndexBenefit& benefit : architecture_.benefits) {
      if (benefit.query_index >= architecture_.queries.size() || benefit.control ||
          tried_on_top(benefit) || benefit.evidence.verdict == evidence::Verdict::could_not_check)
        continue;
      const verify::IndexBenefit* best = best_index(architecture_, benefit.query_index);
      if (best != nullptr && best->table == benefit.table) continue;
      const bool stands = std::any_of(chosen.begin(), chosen.end(), [&](const auto& index) {
        return same_index(benefit, index.table, index.index);
      });
      if (stands) continue;
      std::vector<std::string> below;
      for (const std::size_t at : used(benefit.query_index, standing))
        below.push_back(chosen[at].index.name);
      if (below.empty()) continue;
      const std::size_t in = benefit.reason.rfind(" in ");
      verify::IndexTrial trial = workload_trial(architecture_, benefit.table, benefit.index,
                                                benefit.query_index, benefit.reason.substr(0, in));
      trial.on_top_of = std::move(below);
      result.push_back(std::move(trial));
    }
    return result;
  }

  // The chosen indexes that a query takes. None when it does not run.
  std::vector<std::size_t> used(std::size_t query, verify::StandingIndexes& standing) const {
    const model::Query& asked = architecture_.queries[query];
    const auto bound =
        verify::bind_to_rows(database_.owner(), asked.sql, asked.predicates, timeout_ms);
    if (!bound) return {};
    return standing.used_by(bound->sql).value_or(std::vector<std::size_t>());
  }

  Architecture& architecture_;
  scratch::Database& database_;
  const std::string& command_;
  world::World& world_;
};

}  // namespace

std::string query_label(const Architecture& architecture, std::size_t query) {
  const std::string& name = architecture.queries[query].name;
  return name.empty() ? "query " + std::to_string(query + 1) : name;
}

Result<void> try_indexes(Architecture& architecture, scratch::Database& database,
                         const std::string& command, world::World& world) {
  return Search(architecture, database, command, world).run();
}

}  // namespace mimar::ops::architect
