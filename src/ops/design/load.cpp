// The design under the load that its brief states.
#include "ops/load/load.h"

#include <algorithm>

#include "base/text.h"
#include "ops/design/designing.h"

namespace mimar::ops::designing {
namespace {

// As fast as it goes: a brief seldom states a rate for each. What works on tables that patterns
// fill has nothing to work on.
model::Workload workload_of(Design& design) {
  model::Workload workload;
  for (const design::DesignedAccess& access : design.draft.accesses) {
    const std::vector<model::Name>& relations = access.pattern.query.relations;
    const bool own = std::any_of(relations.begin(), relations.end(), [&](const model::Name& name) {
      return std::any_of(design.own_tables.begin(), design.own_tables.end(),
                         [&](const model::Name& table) { return table.name == name.name; });
    });
    if (own) {
      design.load_notes.push_back("«" + access.name +
                                  "» is not part of the load: its table is filled by a pattern.");
      continue;
    }
    workload.patterns.push_back(access.pattern);
    workload.patterns.back().query.name = access.name;
  }
  return workload;
}

// What the brief states for the whole database, or for all of its entities together.
std::optional<double> stated_writes(const design::ConceptualModel& model) {
  double whole = 0, parts = 0;
  for (const design::Rate& rate : model.rates)
    (rate.entity.empty() ? whole : parts) += rate.writes.value_or(0);
  const double stated = std::max(whole, parts);
  return stated > 0 ? std::optional(stated) : std::nullopt;
}

verify::LoadTargets targets_of(const Design& design) {
  verify::LoadTargets targets;
  for (const design::Target& target : design.brief.model.targets)
    if (target.what == "p95 ms" && target.value > 0)
      targets.p95_ms = std::min(targets.p95_ms, target.value);
  targets.writes_per_second = stated_writes(design.brief.model).value_or(0);
  return targets;
}

}  // namespace

Result<void> load(Design& design, const Wanted& wanted, double seconds, world::World& world) {
  load::Job job{.database = design.database, .wanted = proof_rows(design, wanted.rows)};
  job.workload = workload_of(design);
  if (job.workload.patterns.empty()) {
    design.load_notes.emplace_back("The brief states no access pattern: there is nothing to load.");
    return {};
  }
  job.settings.seconds = seconds;
  job.settings.warm_up = std::max(0.5, seconds / 10);
  job.settings.seed = wanted.seed;
  job.targets = targets_of(design);
  job.improve = false;
  job.today = "2026-01-01";
  job.server = wanted.server;
  job.command = wanted.command + " --load";
  report::Report notes;
  auto found = load::prove(job, notes, world);
  design.load_notes.insert(design.load_notes.end(), notes.notes.begin(), notes.notes.end());
  if (!found && found.error().kind == ErrorKind::interrupted) return fail(found.error());
  if (!found) {
    evidence::Evidence evidence;
    evidence.claim = "the design meets its targets under load";
    evidence.verdict = evidence::Verdict::could_not_check;
    evidence.reason = found.error().message;
    evidence.command = job.command;
    design.load_evidence.push_back(std::move(evidence));
    return {};
  }
  design.load_evidence =
      verify::load_evidence(found->first.figures, found->first.verdicts, "the design", job.command);
  for (const verify::PatternFigures& pattern : found->first.figures.patterns)
    design.load_table.push_back({pattern.name, fmt::format("{:.0f}", pattern.per_second),
                                 fmt::format("{:.2f}", pattern.p50),
                                 fmt::format("{:.2f}", pattern.p95)});
  return {};
}

}  // namespace mimar::ops::designing
