// The way back of each proposal, derived from what it was seen to change and tried at once.
#include <chrono>

#include "base/text.h"
#include "diff/diff.h"
#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "ops/architect/avoid.h"
#include "ops/architect/proposals.h"
#include "ops/architect/step.h"
#include "ops/architect/undo.h"
#include "read/postgres/reader.h"

namespace mimar::ops::architect {
namespace {

Result<model::Database> live(scratch::Database& database) {
  Result<read::postgres::Reading> reading = read::postgres::read(database.owner());
  if (!reading) return fail(std::move(reading.error()));
  return std::move(reading->database);
}

// A copy of the schema without rows on which the steps are tried in their order.
class Copy {
 public:
  Copy(const model::Database& schema, scratch::Scratch& scratch, world::World& world)
      : schema_(schema), scratch_(scratch), world_(world) {}

  // As it is after the steps that were kept so far.
  Result<void> build() {
    Result<scratch::Database> made = scratch_.create_database("rollbacks");
    if (!made) return fail(std::move(made.error()));
    database_.emplace(std::move(*made));
    if (auto built = run(emit::ddl::emit(schema_)); !built) return built;
    for (const std::string& step : kept_) {
      if (auto ran = run(step); !ran) return ran;
    }
    Result<model::Database> now = live(*database_);
    if (!now) return fail(std::move(now.error()));
    before_ = std::move(*now);
    return {};
  }

  // Up, down and up again, with its locks noted. Gives why the step is refused, or "" when it has
  // its rollback.
  Result<std::string> attempt(Proposal& proposal) {
    const std::string& up = proposal.up;
    const auto begin = world_.now();
    const Result<void> ran = run_step(proposal, *database_);
    proposal.empty_seconds = std::chrono::duration<double>(world_.now() - begin).count();
    if (!ran && ran.error().kind == ErrorKind::interrupted) return fail(ran.error());
    if (!ran) return "PostgreSQL refused it: " + ran.error().message;
    const Result<model::Database> after = live(*database_);
    if (!after) return fail(after.error());
    const std::optional<std::string> undo = undo_sql(diff::diff(before_, *after), before_);
    if (undo && undo->empty()) return "it changes nothing once the steps before it are done";
    const std::string by_hand = "; apply it by hand: " + std::string(text::trim(up));
    if (!undo) return "Mimar knows no rollback for it" + by_hand;
    const Result<std::string> wrong = wrong_after(*undo);
    if (!wrong) return fail(wrong.error());
    if (!wrong->empty())
      return "its rollback does not restore the schema (" + *wrong + ")" + by_hand;
    if (auto again = run(up); !again) return fail(again.error());
    before_ = *after;
    kept_.push_back(up);
    proposal.down = *undo;
    return std::string();
  }

  // The last step kept is none, from the next build() on.
  void forget() { kept_.pop_back(); }

 private:
  // One statement per call: CONCURRENTLY does not run inside a batch.
  Result<void> run(const std::string& sql) { return database_->run_script(sql, "proposal"); }

  Result<std::string> wrong_after(const std::string& down) {
    const Result<void> ran = run(down);
    if (!ran && ran.error().kind == ErrorKind::interrupted) return fail(ran.error());
    if (!ran) return ran.error().message;
    const Result<model::Database> back = live(*database_);
    if (!back) return fail(back.error());
    std::vector<std::string> wrong;
    for (const model::Difference& difference : model::compare_live(before_, *back).differences)
      wrong.push_back(difference.object + ": " + difference.what);
    return text::join(wrong, "; ");
  }

  const model::Database& schema_;
  scratch::Scratch& scratch_;
  world::World& world_;
  std::optional<scratch::Database> database_;
  model::Database before_;
  std::vector<std::string> kept_;
};

}  // namespace

Result<void> derive_rollbacks(Architecture& architecture, scratch::Scratch& scratch,
                              world::World& world) {
  Copy copy(architecture.database, scratch, world);
  bool fresh = false;
  std::vector<Proposal> kept;
  for (Proposal& proposal : architecture.proposals) {
    if (proposal.refused.empty()) {
      // What a step that was not kept left behind must not carry the next ones.
      if (!fresh) {
        if (auto built = copy.build(); !built) return built;
      }
      Result<std::string> refused = copy.attempt(proposal);
      if (!refused) return fail(std::move(refused.error()));
      proposal.refused = std::move(*refused);
      fresh = proposal.refused.empty();
      if (const Item* item = forbidden_by(architecture.task.avoid, proposal)) {
        architecture.avoided.push_back(avoided(*item, proposal));
        if (fresh) copy.forget();
        fresh = false;
        continue;
      }
    }
    kept.push_back(std::move(proposal));
  }
  architecture.proposals = std::move(kept);
  return {};
}

}  // namespace mimar::ops::architect
