#include "ops/architect/proposals.h"

#include <set>

#include "base/text.h"
#include "diff/diff.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "ops/architect/avoid.h"
#include "ops/architect/undo.h"
#include "read/postgres/reader.h"
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

// The same statements, with indexes built and dropped without blocking writes.
std::string without_blocking(const std::string& sql, const model::Database& database) {
  const Result<sql::Script> script = sql::parse_script(sql, "fix");
  if (!script) return sql;
  std::string result;
  for (const model::Statement& statement : script->statements) {
    if (const auto* create = std::get_if<model::CreateIndex>(&statement.action);
        create != nullptr && !partitioned(database, create->table)) {
      result += text::replace_all(statement.sql, create->concurrently ? "" : "INDEX ",
                                  "INDEX CONCURRENTLY ") +
                ";\n";
      continue;
    }
    const auto* drop = std::get_if<model::Drop>(&statement.action);
    const bool one_index = drop != nullptr && drop->objects.size() == 1 &&
                           drop->objects.front().kind == model::ObjectKind::index;
    const model::Table* table =
        one_index ? owner_of_index(database, drop->objects.front().name) : nullptr;
    if (table != nullptr && !partitioned(database, table->name)) {
      result += "DROP INDEX CONCURRENTLY " + model::quote_name(drop->objects.front().name) + ";\n";
    } else {
      result += statement.sql + ";\n";
    }
  }
  return result;
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

void add(Architecture& architecture, Proposal proposal, std::set<std::string>& seen) {
  if (proposal.up.empty() || !seen.insert(proposal.up).second) return;
  if (const Item* item = forbidden_by(architecture.task.avoid, proposal)) {
    architecture.avoided.push_back("`" + proposal.object + "` [`" + proposal.cause +
                                   "`], because of \"" + item->text +
                                   "\": " + std::string(text::trim(proposal.up)));
    return;
  }
  architecture.proposals.push_back(std::move(proposal));
}

// One statement per call: CONCURRENTLY does not run inside a batch.
Result<void> run(scratch::Database& database, const std::string& sql) {
  return database.run_script(sql, "proposal");
}

Result<model::Database> live(scratch::Database& database) {
  Result<read::postgres::Reading> reading = read::postgres::read(database.owner());
  if (!reading) return fail(std::move(reading.error()));
  return std::move(reading->database);
}

}  // namespace

void propose(Architecture& architecture) {
  std::set<std::string> seen;
  for (const verify::IndexBenefit& benefit : architecture.benefits) {
    if (benefit.helps && !benefit.control && benefit.query_index != SIZE_MAX)
      add(architecture, from_benefit(benefit, architecture.database), seen);
  }
  for (const evidence::Finding& finding : architecture.findings) {
    if (!finding.fix.sql.empty())
      add(architecture, from_finding(finding, architecture.database), seen);
  }
}

Result<void> derive_rollbacks(Architecture& architecture, scratch::Scratch& scratch) {
  Result<scratch::Database> copy = scratch.create_database("rollbacks");
  if (!copy) return fail(std::move(copy.error()));
  if (auto built = run(*copy, emit::ddl::emit(architecture.database)); !built) return built;
  Result<model::Database> before = live(*copy);
  if (!before) return fail(std::move(before.error()));
  for (Proposal& proposal : architecture.proposals) {
    const Result<void> ran = run(*copy, proposal.up);
    if (!ran && ran.error().kind == ErrorKind::interrupted) return ran;
    Result<model::Database> after = live(*copy);
    if (!after) return fail(std::move(after.error()));
    const std::optional<std::string> down = undo_sql(diff::diff(*before, *after));
    if (!ran) {
      proposal.refused = "PostgreSQL refused it: " + ran.error().message;
    } else if (!down) {
      proposal.refused = "Mimar knows no rollback for it; apply it by hand: " +
                         std::string(text::trim(proposal.up));
    } else if (down->empty()) {
      proposal.refused = "it changes nothing once the steps before it are done";
    } else {
      proposal.down = *down;
    }
    before = std::move(after);
  }
  return {};
}

}  // namespace mimar::ops::architect
