// From a missed target to the index that meets it, with the reasoning kept.
#include <algorithm>

#include "advise/index/candidates.h"
#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "ops/load/load.h"
#include "verify/index_proof.h"

namespace mimar::ops::load {
namespace {

constexpr int timeout_ms = 30000;
// What a kept index must at least take off a p95 that it does not bring below the target.
constexpr double least_gain = 0.8;

using verify::IndexBenefit;
using verify::LoadVerdict;

std::string missed(const Round& round, std::size_t pattern) {
  std::vector<std::string> said;
  const LoadVerdict* latency = round.latency_of(pattern);
  if (latency != nullptr && !latency->missed_by.empty())
    said.push_back(latency->target + " by " + latency->missed_by);
  for (const std::string& table : round.figures.patterns[pattern].scanned)
    said.push_back(table + " is read whole");
  return text::join(said, ", ");
}

class Improver {
 public:
  Improver(const Job& job, const Place& place, const synthesis::Plan& plan,
           verify::FreshRows& fresh, Found& found, world::World& world)
      : job_(job), place_(place), plan_(plan), fresh_(fresh), found_(found), world_(world) {}

  Result<void> run() {
    for (std::size_t i = 0; i < job_.workload.patterns.size(); ++i)
      if (!missed(found_.first, i).empty()) wanting_.push_back(i);
    if (wanting_.empty()) return {};
    auto benefits = measure_candidates();
    if (!benefits) return fail(benefits.error());
    choose(*benefits);
    if (chosen_.empty()) return {};
    return measure_again();
  }

 private:
  Result<std::vector<IndexBenefit>> measure_candidates() {
    std::vector<verify::IndexTrial> trials;
    for (std::size_t i = 0; i < wanting_.size(); ++i) {
      // Each by itself: what suggests itself for several is of use to one of them, perhaps.
      const model::Query& query = job_.workload.patterns[wanting_[i]].query;
      for (const advise::index::Candidate& candidate :
           advise::index::candidates(job_.database, {query})) {
        verify::IndexTrial trial;
        trial.table = candidate.table;
        trial.index = candidate.index;
        trial.query = query.sql;
        trial.predicates = query.predicates;
        trial.reason = candidate.reason;
        trial.label = query.name;
        trial.query_index = i;
        trials.push_back(std::move(trial));
      }
    }
    return verify::measure_indexes(*place_.ground.owner, trials, world_, timeout_ms, job_.command);
  }

  void choose(const std::vector<IndexBenefit>& benefits) {
    for (std::size_t i = 0; i < wanting_.size(); ++i) {
      const IndexBenefit* best = nullptr;
      for (const IndexBenefit& benefit : benefits)
        if (benefit.query_index == i && benefit.helps &&
            (best == nullptr || verify::better(benefit, *best)))
          best = &benefit;
      found_.attempts.push_back(attempt(wanting_[i], best, benefits, i));
      if (best == nullptr) continue;
      found_.index_evidence.push_back(best->evidence);
      choices_.push_back(
          {wanting_[i], found_.attempts.size() - 1, add({best->table, best->index})});
    }
  }

  Attempt attempt(std::size_t pattern, const IndexBenefit* best,
                  const std::vector<IndexBenefit>& benefits, std::size_t query) const {
    Attempt attempt;
    attempt.pattern = job_.workload.patterns[pattern].query.name;
    attempt.missed = missed(found_.first, pattern);
    for (const IndexBenefit& benefit : benefits) {
      if (benefit.query_index != query || &benefit == best) continue;
      attempt.others.push_back(
          benefit.index.name + " (" + benefit.reason + "): " +
          (benefit.helps ? "reads no fewer pages than the chosen one" : benefit.evidence.reason));
    }
    if (best == nullptr) {
      attempt.outcome =
          attempt.others.empty() ? "no index suggests itself" : "none of those tried helps";
      return attempt;
    }
    attempt.index = best->index.name;
    attempt.why = best->reason;
    attempt.ddl = emit::ddl::create_index(best->table, best->index);
    return attempt;
  }

  // The same index may serve several patterns.
  std::size_t add(verify::PlacedIndex index) {
    for (std::size_t i = 0; i < chosen_.size(); ++i)
      if (chosen_[i].table == index.table && chosen_[i].index == index.index) return i;
    chosen_.push_back(std::move(index));
    return chosen_.size() - 1;
  }

  Result<void> measure_again() {
    auto standing = verify::StandingIndexes::build(*place_.ground.owner, chosen_, world_);
    if (!standing) return fail(standing.error());
    if (auto written = place_.ground.checkpoint();
        !written && written.error().kind == ErrorKind::interrupted)
      return fail(written.error());
    auto figures = verify::measure_load(place_.ground, job_.workload, plan_, fresh_, job_.settings,
                                        job_.targets, world_);
    if (!figures) return fail(figures.error());
    std::vector<std::string> names;
    for (const verify::PlacedIndex& index : chosen_)
      names.push_back(index.index.name);
    const std::string with =
        names.size() > 2 ? std::to_string(names.size()) + " indexes" : text::join(names, " and ");
    found_.second = Round{"the design with " + with, std::move(*figures), {}};
    found_.second->verdicts = verify::judge(found_.second->figures, job_.targets);
    std::vector<bool> kept(chosen_.size());
    for (const Choice& choice : choices_) {
      Attempt& attempt = found_.attempts[choice.attempt];
      tell(choice.pattern, attempt);
      kept[choice.index] = kept[choice.index] || attempt.kept;
    }
    for (std::size_t i = 0; i < chosen_.size(); ++i)
      if (kept[i]) found_.kept.push_back(chosen_[i]);
    return {};
  }

  void tell(std::size_t pattern, Attempt& attempt) const {
    const Round &first = found_.first, &second = *found_.second;
    const double before = first.figures.patterns[pattern].p95,
                 after = second.figures.patterns[pattern].p95;
    const std::string now = missed(second, pattern);
    const std::string figures = fmt::format("p95 {:.2f} ms before, {:.2f} ms now", before, after);
    const LoadVerdict* latency = second.latency_of(pattern);
    if (latency != nullptr && !latency->unknown.empty()) {
      attempt.outcome = "not known: " + latency->unknown + "; dropped";
    } else if (now.empty()) {
      attempt.kept = true;
      attempt.outcome = "now met: " + figures;
    } else {
      attempt.kept = after < least_gain * before;
      attempt.outcome = "still missed: " + now + "; " + figures +
                        (attempt.kept ? "; kept, because it is faster" : "; dropped");
    }
  }

  const Job& job_;
  const Place& place_;
  const synthesis::Plan& plan_;
  verify::FreshRows& fresh_;
  Found& found_;
  world::World& world_;
  std::vector<std::size_t> wanting_;
  std::vector<verify::PlacedIndex> chosen_;
  // A pattern, its attempt, and which of the chosen is for it.
  struct Choice {
    std::size_t pattern, attempt, index;
  };
  std::vector<Choice> choices_;
};

}  // namespace

Result<void> improve(const Job& job, const Place& place, const synthesis::Plan& plan,
                     verify::FreshRows& fresh, Found& found, world::World& world) {
  return Improver(job, place, plan, fresh, found, world).run();
}

}  // namespace mimar::ops::load
