#include "ops/architect/proposals.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "ops/architect/avoid.h"
#include "ops/architect/choice.h"
#include "ops/architect/worth.h"
#include "read/sql_files/reader.h"
#include "sql/parse.h"

namespace mimar::ops::architect {
namespace {

bool partitioned(const model::Database& database, const model::Name& name) {
  const model::Table* table = model::find_table(database, name);
  return table == nullptr || table->partition_by || table->partition_of;
}

const model::Table* owner_of_index(const model::Database& database, const model::Name& index) {
  for (const model::Table& table : database->tables) {
    if (table.name.schema != index.schema) continue;
    for (const model::Index& candidate : table.indexes) {
      if (candidate.name == index.name) return &table;
    }
  }
  return nullptr;
}

// A fix of one statement about an index becomes CONCURRENTLY; one of several is kept together in a
// transaction.
std::string without_blocking(const std::string& sql, const model::Database& database) {
  const Result<sql::Script> script = sql::parse_script(sql, "fix");
  if (!script || script->statements.empty()) return sql;
  if (script->statements.size() > 1) return "BEGIN;\n" + sql + "COMMIT;\n";
  const model::StatementAction& action = script->statements.front().action;
  const auto* create = std::get_if<model::CreateIndex>(&action);
  if (create != nullptr && !partitioned(database, create->table))
    return emit::ddl::create_index(create->table, create->index, true);
  const auto* drop = std::get_if<model::Drop>(&action);
  const bool one_index = drop != nullptr && drop->objects.size() == 1 &&
                         drop->objects.front().kind == model::ObjectKind::index;
  const model::Table* table =
      one_index ? owner_of_index(database, drop->objects.front().name) : nullptr;
  if (table == nullptr || partitioned(database, table->name)) return sql;
  return "DROP INDEX CONCURRENTLY " + model::quote_name(drop->objects.front().name) + ";\n";
}

Proposal from_finding(const evidence::Finding& finding, const model::Database& database) {
  Proposal proposal;
  proposal.cause = finding.id;
  proposal.object = finding.object;
  proposal.why = finding.message;
  proposal.up = without_blocking(finding.fix.sql, database);
  return proposal;
}

Proposal from_benefit(const verify::IndexBenefit& benefit, const model::Database& database) {
  Proposal proposal;
  proposal.cause = "index-for-query";
  proposal.object = benefit.table.text();
  proposal.why = "An index for the query that was measured: " + benefit.reason + ".";
  proposal.up =
      emit::ddl::create_index(benefit.table, benefit.index, !partitioned(database, benefit.table));
  return proposal;
}

// The schema as it would be, so that a proposal that an earlier one makes needless is not made.
class Planned {
 public:
  Planned(Architecture& architecture, const check::RuleSet& rules)
      : architecture_(architecture),
        rules_(rules),
        database_(architecture.database),
        findings_(findings()) {}

  bool still_found(const evidence::Finding& finding) const { return known(findings_, finding); }

  // Findings that the proposals so far would bring: an index that a new one makes redundant.
  std::vector<evidence::Finding> brought() const {
    std::vector<evidence::Finding> result = findings_;
    std::erase_if(result, [&](const evidence::Finding& finding) {
      return known(architecture_.findings, finding);
    });
    return result;
  }

  void add(Proposal proposal) {
    if (proposal.up.empty()) return;
    if (const Item* item = forbidden_by(architecture_.task.avoid, proposal)) {
      architecture_.avoided.push_back(avoided(*item, proposal));
      return;
    }
    if (!proposal.refused.empty()) {
      architecture_.proposals.push_back(std::move(proposal));
      return;
    }
    const std::string sql = emit::ddl::emit(database_) + proposal.up;
    if (Result<read::sql_files::Reading> after = read::sql_files::read({{"plan", sql}}))
      database_ = std::move(after->database);
    findings_ = findings();
    for (const evidence::Finding& finding : brought()) {
      if (brought_.insert({finding.id, finding.object}).second)
        proposal.brings.emplace_back(finding.id, finding.object);
    }
    architecture_.proposals.push_back(std::move(proposal));
  }

  const model::Database& database() const { return database_; }

 private:
  static bool known(const std::vector<evidence::Finding>& findings,
                    const evidence::Finding& finding) {
    return std::any_of(findings.begin(), findings.end(), [&](const evidence::Finding& other) {
      return other.id == finding.id && other.object == finding.object;
    });
  }

  std::vector<evidence::Finding> findings() const {
    return check::check({database_, architecture_.queries, &architecture_.scale.rows}, rules_)
        .findings;
  }

  Architecture& architecture_;
  const check::RuleSet& rules_;
  model::Database database_;
  std::vector<evidence::Finding> findings_;                // of that database
  std::set<std::pair<std::string, std::string>> brought_;  // rule, object
};

bool exists(const model::Database& database, const verify::IndexBenefit& benefit) {
  const model::Table* table = model::find_table(database, benefit.table);
  return table != nullptr &&
         std::any_of(table->indexes.begin(), table->indexes.end(), [&](const model::Index& index) {
           return same_index(benefit, table->name, index);
         });
}

}  // namespace

Phase phase_of(const std::string& up) {
  if (up.starts_with("CREATE") && up.find("CONCURRENTLY") != std::string::npos)
    return Phase::expand;
  return up.starts_with("DROP") ? Phase::contract : Phase::change;
}

void propose(Architecture& architecture, const check::RuleSet& rules) {
  Planned planned(architecture, rules);
  for (const verify::IndexBenefit* benefit : chosen_indexes(architecture)) {
    if (exists(planned.database(), *benefit)) continue;
    Proposal proposal = from_benefit(*benefit, architecture.database);
    if (const std::optional<Worth> weighed = worth(architecture, *benefit)) {
      const std::string said = sentence(*weighed, architecture, *benefit);
      proposal.why += " " + said;
      if (weighed->costs_more()) proposal.refused = said;
    }
    planned.add(std::move(proposal));
  }
  for (const evidence::Finding& finding : architecture.findings) {
    if (finding.fix.sql.empty() || !planned.still_found(finding)) continue;
    Proposal proposal = from_finding(finding, architecture.database);
    proposal.refused = needless_index(architecture, finding);
    planned.add(std::move(proposal));
  }
  for (const evidence::Finding& finding : planned.brought())
    planned.add(from_finding(finding, planned.database()));
  std::stable_sort(
      architecture.proposals.begin(), architecture.proposals.end(),
      [](const Proposal& a, const Proposal& b) { return phase_of(a.up) < phase_of(b.up); });
}

}  // namespace mimar::ops::architect
