#include <algorithm>

#include "ops/load/load.h"

namespace mimar::ops::load {
namespace {

void note(const synthesis::Plan& plan, const Place& place, report::Report& report) {
  for (const std::vector<std::string>* notes :
       {&plan.not_filled, &place.notes, &place.loaded.notes})
    report.notes.insert(report.notes.end(), notes->begin(), notes->end());
}

// What was derived from a table that could not be filled says nothing.
void leave_out_empty(Job& job, const verify::Loaded& loaded, report::Report& report) {
  if (!job.derived) return;
  const auto is_empty = [&](const model::Name& table) {
    return std::any_of(loaded.tables.begin(), loaded.tables.end(),
                       [&](const auto& one) { return one.rows == 0 && one.table == table; });
  };
  std::erase_if(job.workload.patterns, [&](const model::AccessPattern& pattern) {
    const bool left_out =
        std::any_of(pattern.parameters.begin(), pattern.parameters.end(),
                    [&](const auto& source) { return is_empty(source.column.relation); });
    if (left_out) report.notes.push_back(pattern.query.name + " was left out: its table is empty");
    return left_out;
  });
}

// The first run, and the one with better indexes, on the same rows.
Result<double> measure(Job& job, Found& found, report::Report& report, world::World& world) {
  const synthesis::Plan plan = plan_rows(job, 1, job.improve ? 2 : 1);
  const auto place = build(job, plan, world);
  if (!place) return fail(place.error());
  note(plan, *place, report);
  found.tables = place->loaded.tables;
  leave_out_empty(job, place->loaded, report);
  if (job.workload.patterns.empty())
    return fail(ErrorKind::input, "no table could be filled, so that nothing can be asked of it",
                "mimar synthesize --verify says why");
  verify::FreshRows fresh(job.database, plan, job.settings.seed);
  auto figures = verify::measure_load(place->ground, job.workload, plan, fresh, job.settings,
                                      job.targets, world);
  if (!figures) return fail(figures.error());
  found.first = {"the design", std::move(*figures), {}};
  found.first.verdicts = verify::judge(found.first.figures, job.targets);
  if (!job.improve) return place->seconds;
  if (auto improved = improve(job, *place, plan, fresh, found, world); !improved)
    return fail(improved.error());
  return place->seconds;
}

}  // namespace

const verify::LoadVerdict* Round::latency_of(std::size_t pattern) const {
  for (const verify::LoadVerdict& verdict : verdicts)
    if (verdict.what == verify::LoadVerdict::What::latency && verdict.pattern == pattern)
      return &verdict;
  return nullptr;
}

Result<Found> prove(Job& job, report::Report& report, world::World& world) {
  Found found;
  const auto seconds = measure(job, found, report, world);
  if (!seconds) return fail(seconds.error());
  if (auto grown = grow(job, *seconds, found, report, world); !grown) return fail(grown.error());
  return found;
}

}  // namespace mimar::ops::load
