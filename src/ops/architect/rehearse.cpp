#include <chrono>
#include <set>

#include "base/text.h"
#include "model/compare.h"
#include "model/quote.h"
#include "ops/architect/proposals.h"
#include "ops/architect/row_checks.h"
#include "ops/architect/step.h"
#include "read/postgres/reader.h"

namespace mimar::ops::architect {
namespace {

using Label = std::pair<std::string, std::string>;
using Contents = std::map<std::string, std::string>;  // by table

// Tables of more rows are counted only: every row is turned into text to be compared.
constexpr std::uint64_t most_rows_compared = 100'000;

std::set<Label> labels(const std::vector<evidence::Finding>& findings) {
  std::set<Label> result;
  for (const evidence::Finding& finding : findings)
    result.insert({finding.id, finding.object});
  return result;
}

// The number of rows and a digest of them that does not depend on their order.
Result<Contents> contents(scratch::Database& scratch, const model::Database& database) {
  Contents result;
  for (const model::Table& table : database->tables) {
    const std::string from = " FROM " + model::quote_name(table.name) + " AS whole_row";
    Result<engine::postgres::Rows> rows = scratch.owner().execute("SELECT count(*)" + from);
    if (!rows) return fail(std::move(rows.error()));
    std::string& content = result[table.name.text()];
    content = rows->rows.at(0).at(0).value_or("");
    if (std::strtoull(content.c_str(), nullptr, 10) > most_rows_compared) continue;
    rows =
        scratch.owner().execute("SELECT sum(hashtextextended(whole_row::text, 0)::numeric)" + from);
    if (!rows) return fail(std::move(rows.error()));
    content += " rows, digest " + rows->rows.at(0).at(0).value_or("0");
  }
  return result;
}

evidence::Evidence start(std::string claim, const std::string& command,
                         const Architecture& architecture) {
  evidence::Evidence evidence;
  evidence.claim = std::move(claim);
  evidence.command = command;
  evidence.server_version = architecture.server_version;
  return evidence;
}

std::string why_refused(const Error& error) {
  // Class 23: rows violate a constraint.
  return error.sqlstate.starts_with("23")
             ? "synthesised rows violate it, which says nothing about yours (" + error.message + ")"
             : "it failed on scratch: " + error.message;
}

// The checks of its rows that PostgreSQL runs.
std::vector<std::string> runnable_checks(const Proposal& proposal, scratch::Database& database) {
  std::vector<std::string> checks = row_checks(proposal.up);
  std::erase_if(checks, [&](const std::string& sql) { return !database.owner().execute(sql); });
  return checks;
}

Result<void> steps_up(Architecture& architecture, scratch::Database& database, world::World& world,
                      std::string& log) {
  std::uint64_t done = 0;
  for (Proposal& proposal : architecture.proposals) {
    world.progress().advance(done++);
    if (!proposal.refused.empty()) continue;
    proposal.row_checks = runnable_checks(proposal, database);
    const auto begin = world.now();
    const Result<void> ran = run_step(proposal, database);
    proposal.seconds = std::chrono::duration<double>(world.now() - begin).count();
    if (!ran && ran.error().kind == ErrorKind::interrupted) return ran;
    if (!ran) proposal.refused = why_refused(ran.error());
    log += (ran ? "ok      " : "failed  ") + proposal.up;
  }
  return {};
}

Result<void> steps_down(const Architecture& architecture, scratch::Database& database,
                        std::string& log) {
  for (std::size_t i = architecture.proposals.size(); i-- > 0;) {
    const Proposal& proposal = architecture.proposals[i];
    if (!proposal.refused.empty()) continue;
    Result<void> ran = database.run_script(proposal.down, "review.down.sql");
    if (!ran) return ran;
    log += "ok      " + proposal.down;
  }
  return {};
}

// A new finding is said of the step that was predicted to bring it.
void warn(Architecture& architecture, const Label& label) {
  for (Proposal& proposal : architecture.proposals) {
    const bool brings =
        std::find(proposal.brings.begin(), proposal.brings.end(), label) != proposal.brings.end();
    if (!brings || !proposal.refused.empty()) continue;
    proposal.warnings.push_back("with it, `" + label.first + "` is found on " + label.second +
                                ", which was not before");
    return;
  }
}

// The findings that the steps meant to remove and that are still there, and those that are new.
evidence::Evidence judge_up(Architecture& architecture, const model::Database& after,
                            const check::RuleSet& rules, evidence::Evidence evidence,
                            std::string log) {
  const std::set<Label> before = labels(architecture.findings);
  const std::set<Label> now =
      labels(check::check({after, architecture.queries, &architecture.scale.rows}, rules).findings);
  std::vector<std::string> wrong;
  std::size_t steps = 0;
  for (Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty()) continue;
    ++steps;
    if (!now.contains({proposal.cause, proposal.object})) continue;
    wrong.push_back(proposal.cause + " on " + proposal.object + " is still found");
    proposal.warnings.push_back("`" + proposal.cause + "` is still found after it");
  }
  for (const Label& label : now) {
    if (before.contains(label)) continue;
    wrong.push_back(label.first + " on " + label.second + " is new");
    warn(architecture, label);
  }
  evidence.verdict = !wrong.empty() ? evidence::Verdict::refuted
                     : steps == 0   ? evidence::Verdict::could_not_check
                                    : evidence::Verdict::confirmed;
  evidence.reason = steps == 0 ? "no step could be executed" : text::join(wrong, "; ");
  evidence.observations.push_back(
      {evidence::Witness::execution, text::count(steps, "step") + " executed", std::move(log)});
  evidence.observations.push_back({evidence::Witness::catalog,
                                   "findings before and after, read from the catalog",
                                   fmt::format("{} before, {} after", before.size(), now.size())});
  return evidence;
}

evidence::Evidence judge_down(const model::Comparison& comparison, const Contents& before,
                              const Contents& after, evidence::Evidence evidence, std::string log) {
  std::vector<std::string> wrong;
  for (const model::Difference& difference : comparison.differences)
    wrong.push_back(difference.object + ": " + difference.what);
  std::ptrdiff_t digested = 0;
  for (const auto& [table, rows] : before) {
    digested += rows.find("digest") == std::string::npos ? 0 : 1;
    const auto found = after.find(table);
    if (found == after.end() || found->second != rows)
      wrong.push_back("rows of " + table + " changed");
  }
  evidence.verdict = !wrong.empty()                       ? evidence::Verdict::refuted
                     : comparison.could_not_check.empty() ? evidence::Verdict::confirmed
                                                          : evidence::Verdict::could_not_check;
  evidence.reason = !wrong.empty()                       ? text::join(wrong, "; ")
                    : comparison.could_not_check.empty() ? ""
                                                         : "some expressions could not be compared";
  evidence.observations.push_back(
      {evidence::Witness::execution, "rollback executed", std::move(log)});
  evidence.observations.push_back(
      {evidence::Witness::catalog, "catalog and rows compared with before",
       fmt::format("{} differences, {} tables counted, {} of them "
                   "compared row by row",
                   comparison.differences.size(), before.size(), digested)});
  return evidence;
}

}  // namespace

Result<void> rehearse(Architecture& architecture, scratch::Database& database,
                      const check::RuleSet& rules, const std::string& command,
                      world::World& world) {
  if (architecture.proposals.empty()) return {};
  Result<read::postgres::Reading> before = read::postgres::read(database.owner());
  if (!before) return fail(std::move(before.error()));
  const Result<Contents> rows_before = contents(database, before->database);
  if (!rows_before) return fail(rows_before.error());
  std::string up_log, down_log;
  world.progress().begin("rehearsing the migration", architecture.proposals.size());
  const Result<void> up = steps_up(architecture, database, world, up_log);
  world.progress().end();
  if (!up) return up;
  const Result<read::postgres::Reading> changed = read::postgres::read(database.owner());
  if (!changed) return fail(changed.error());
  architecture.evidence.push_back(judge_up(architecture, changed->database, rules,
                                           start("the proposed steps run on the schema with rows, "
                                                 "remove the findings they come from and add none",
                                                 command, architecture),
                                           up_log));
  architecture.steps_trouble = architecture.evidence.back().reason;
  evidence::Evidence back =
      start("the rollbacks in reverse order restore the schema exactly and keep every row", command,
            architecture);
  if (const Result<void> down = steps_down(architecture, database, down_log); !down) {
    if (down.error().kind == ErrorKind::interrupted) return down;
    back.verdict = evidence::Verdict::refuted;
    back.reason = architecture.rollback_trouble = down.error().message;
    back.observations.push_back({evidence::Witness::execution,
                                 "rollback, up to the step that failed",
                                 down_log.empty() ? "none ran" : down_log});
    architecture.evidence.push_back(std::move(back));
    return {};
  }
  if (down_log.empty()) {
    back.verdict = evidence::Verdict::could_not_check;
    back.reason = "no step could be executed, so there is nothing to roll back";
    back.observations.push_back({evidence::Witness::execution, "steps executed", "0"});
    architecture.evidence.push_back(std::move(back));
    return {};
  }
  const Result<read::postgres::Reading> after = read::postgres::read(database.owner());
  if (!after) return fail(after.error());
  const Result<Contents> rows_after = contents(database, after->database);
  if (!rows_after) return fail(rows_after.error());
  architecture.evidence.push_back(judge_down(model::compare_live(before->database, after->database),
                                             *rows_before, *rows_after, std::move(back), down_log));
  architecture.rollback_trouble = architecture.evidence.back().reason;
  return {};
}

}  // namespace mimar::ops::architect
