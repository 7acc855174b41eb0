#include "verify/design_proof.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "verify/access_plan.h"
#include "verify/constraint_trial.h"
#include "verify/design_witness.h"

namespace mimar::verify {
namespace {

using evidence::Evidence;
using evidence::Verdict;

constexpr std::uint64_t reserved_rows = 50;  // for access patterns that insert
constexpr std::uint64_t constraint_rows = 200;
constexpr std::string_view today = "2026-01-01";

bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment;
}

std::string place(const Error& error) {
  return error.where ? fmt::format(" (line {})", error.where->line) : std::string();
}

Result<Evidence> build(scratch::Database& database, const std::string& sql,
                       const std::string& version, const std::string& command) {
  Evidence evidence;
  evidence.server_version = version;
  evidence.claim = "PostgreSQL " + version + " takes the design's SQL";
  evidence.command = command;
  const auto built = database.run_script(sql, "schema.sql", scratch::MissingExtensions::leave_out);
  if (!built && is_fatal(built.error())) return fail(built.error());
  if (!built) {
    evidence.verdict = Verdict::refuted;
    evidence.reason = built.error().message + place(built.error());
  } else if (!database.left_out().empty()) {
    evidence.verdict = Verdict::could_not_check;
    evidence.reason = text::join(database.left_out(), "; ");
  } else {
    evidence.verdict = Verdict::confirmed;
  }
  evidence.observations.push_back({evidence::Witness::execution, "schema.sql, every statement",
                                   built ? "runs" : evidence.reason});
  return evidence;
}

// What was dropped so that the rows could be loaded is not there for its witness.
void excuse(Evidence& evidence, const design::Trace& trace, const Loaded& loaded,
            const std::vector<std::string>& left_out) {
  if (evidence.verdict != Verdict::refuted) return;
  if (!left_out.empty()) {
    evidence.verdict = Verdict::could_not_check;
    evidence.reason += "; parts of the design are not on this server: " + left_out.front();
    return;
  }
  for (const std::string& note : loaded.notes) {
    const std::size_t at = note.find(": CHECK ");
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(note).substr(at + 8);
    const std::string name(rest.substr(0, rest.find(' ')));
    if (trace.witness.removal.find(name) == std::string::npos) continue;
    evidence.verdict = Verdict::could_not_check;
    evidence.reason = note;
  }
}

class Proof {
 public:
  Proof(scratch::Database& database, const DesignUnderProof& design, const ProofSettings& settings,
        world::World& world, DesignProof& result)
      : database_(database), design_(design), settings_(settings), world_(world), result_(result) {}

  Result<void> run() {
    synthesis::Reserved reserved;
    for (const design::DesignedAccess& access : design_.accesses)
      for (const model::Name& table : fresh_tables(access.pattern))
        reserved[table] = reserved_rows;
    const synthesis::Plan plan = synthesis::plan(design_.database, design_.rows, today, reserved);
    auto loaded = load_rows(database_, design_.database, plan, settings_.seed, world_);
    if (!loaded) return fail(loaded.error());
    loaded_ = std::move(*loaded);
    result_.notes = plan.not_filled;
    result_.notes.insert(result_.notes.end(), loaded_.notes.begin(), loaded_.notes.end());
    result_.loaded = loaded_.tables;
    note_rows_missing(plan);
    auto policies = row_policies(database_.owner());
    if (!policies) return fail(policies.error());
    policies_ = std::move(*policies);
    auto triggers = user_triggers(database_.owner());
    if (!triggers) return fail(triggers.error());
    triggers_ = std::move(*triggers);
    if (auto done = accesses(plan); !done) return done;
    return traces();
  }

 private:
  void note_rows_missing(const synthesis::Plan& plan) {
    for (const LoadedTable& table : loaded_.tables)
      if (!table.error.empty())
        result_.notes.push_back(table.table.text() + " stayed empty: " + table.error);
    for (const synthesis::TablePlan& table : plan.tables)
      if (!table.limited_by.empty())
        result_.notes.push_back(fmt::format("{} got {} only: {}", table.table.text(),
                                            text::count(table.rows, "row"), table.limited_by));
  }

  Result<void> go_on() const {
    if (!world_.interrupted()) return {};
    return fail(ErrorKind::interrupted, "interrupted while the design was proven");
  }

  Result<void> traces() {
    world_.progress().begin("trying what holds each sentence", design_.traces.size());
    Result<void> done;
    for (const design::Trace& trace : design_.traces) {
      done = go_on();
      auto evidence = done ? try_trace(trace) : Result<Evidence>(fail(done.error()));
      if (!evidence) {
        done = fail(evidence.error());
        break;
      }
      evidence->command = settings_.command;
      excuse(*evidence, trace, loaded_, database_.left_out());
      result_.traces.push_back(std::move(*evidence));
      world_.progress().advance(result_.traces.size());
    }
    world_.progress().end();
    return done;
  }

  // A witness knows nothing of policies that hold for the owner, too, nor of what triggers of later
  // patterns want: where it is not confirmed, it is tried again with those put aside.
  Result<Evidence> try_trace(const design::Trace& trace) {
    const design::Witness& witness = trace.witness;
    auto evidence =
        try_witness(database_.owner(), claim(trace), witness, settings_.statement_timeout_ms);
    const bool knows = witness.sql.find("ROW LEVEL SECURITY") != std::string::npos;
    const std::string policies = knows ? std::string() : policies_.put_aside();
    const std::string named = witness.sql + witness.removal;
    std::vector<std::string> asides{policies, policies + others_aside(triggers_, named)};
    // One alone, as an audit trail has triggers of its own that are to stay.
    for (const UserTrigger& trigger : triggers_)
      if (named.find(model::quote_name(trigger.table)) != std::string::npos)
        asides.push_back(policies + others_aside({trigger}, named));
    for (const std::string& aside : asides) {
      if (!evidence || evidence->verdict == Verdict::confirmed) break;
      if (aside.empty()) continue;
      auto again = try_prepared_witness(database_.owner(), claim(trace), witness, aside,
                                        settings_.statement_timeout_ms);
      if (!again || again->verdict == Verdict::confirmed) return again;
    }
    return evidence;
  }

  static std::string claim(const design::Trace& trace) {
    return trace.object + " does its work: its witness is to " + expected(trace.witness) +
           ", and not without it";
  }

  Result<void> accesses(const synthesis::Plan& plan) {
    world_.progress().begin("explaining access patterns", design_.accesses.size());
    FreshRows fresh(design_.database, plan, settings_.seed);
    Result<void> done;
    for (const design::DesignedAccess& access : design_.accesses) {
      done = go_on();
      auto tried = done ? try_access(database_.owner(), access, plan, fresh, policies_, settings_)
                        : Result<AccessPlan>(fail(done.error()));
      if (!tried) {
        done = fail(tried.error());
        break;
      }
      result_.accesses.push_back(std::move(*tried));
      world_.progress().advance(result_.accesses.size());
    }
    world_.progress().end();
    return done;
  }

  scratch::Database& database_;
  const DesignUnderProof& design_;
  const ProofSettings& settings_;
  world::World& world_;
  DesignProof& result_;
  Loaded loaded_;
  RowPolicies policies_;
  std::vector<UserTrigger> triggers_;
};

// In a database of its own, where tables that other objects fill have rows, too.
class ConstraintProof {
 public:
  ConstraintProof(scratch::Database& database, const DesignUnderProof& design,
                  const ProofSettings& settings, world::World& world, DesignProof& result)
      : database_(database), design_(design), settings_(settings), world_(world), result_(result) {}

  Result<void> run() {
    model::Statistics rows;
    for (const model::Table& table : design_.database->tables)
      rows.tables[table.name] = {constraint_rows, "for its constraints"};
    const synthesis::Plan plan = synthesis::plan(design_.database, rows, today);
    auto loaded = load_rows(database_, design_.database, plan, settings_.seed, world_);
    if (!loaded) return fail(loaded.error());
    const auto trials = constraint_trials(design_.database, design_.traces);
    world_.progress().begin("trying each constraint", trials.size());
    Result<void> done;
    for (const ConstraintTrial& trial : trials) {
      auto evidence = try_one(trial);
      if (!evidence) {
        done = fail(evidence.error());
        break;
      }
      result_.constraints.push_back(std::move(*evidence));
      world_.progress().advance(result_.constraints.size());
    }
    world_.progress().end();
    return done;
  }

 private:
  Result<Evidence> try_one(const ConstraintTrial& trial) {
    if (world_.interrupted())
      return fail(ErrorKind::interrupted, "interrupted while constraints were tried");
    auto evidence = try_constraint(database_.owner(), trial, settings_.statement_timeout_ms);
    if (evidence) evidence->command = settings_.command;
    return evidence;
  }

  scratch::Database& database_;
  const DesignUnderProof& design_;
  const ProofSettings& settings_;
  world::World& world_;
  DesignProof& result_;
};

Result<void> prove_constraints(scratch::Scratch& scratch, const DesignUnderProof& design,
                               const ProofSettings& settings, world::World& world,
                               DesignProof& result) {
  auto database = scratch.create_database("constraints");
  if (!database) return fail(database.error());
  auto built = build(*database, design.sql, result.server_version, settings.command);
  if (!built) return fail(built.error());
  return ConstraintProof(*database, design, settings, world, result).run();
}

}  // namespace

Result<DesignProof> prove_design(scratch::Scratch& scratch, const DesignUnderProof& design,
                                 const ProofSettings& settings, world::World& world) {
  auto database = scratch.create_database("design");
  if (!database) return fail(database.error());
  DesignProof result;
  result.server_version = scratch.server_version();
  auto accepted = build(*database, design.sql, result.server_version, settings.command);
  if (!accepted) return fail(accepted.error());
  result.accepted = std::move(*accepted);
  if (result.accepted.verdict == Verdict::refuted) return result;
  if (auto done = Proof(*database, design, settings, world, result).run(); !done)
    return fail(done.error());
  if (auto done = prove_constraints(scratch, design, settings, world, result); !done)
    return fail(done.error());
  return result;
}

Result<Evidence> accepted_by(scratch::Scratch& scratch, const std::string& sql,
                             const std::string& command) {
  auto database = scratch.create_database("accepted");
  if (!database) return fail(database.error());
  return build(*database, sql, scratch.server_version(), command);
}

}  // namespace mimar::verify
