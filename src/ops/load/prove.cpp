#include "ops/load/load.h"

namespace mimar::ops::load {

Result<Found> prove(const Job& job, report::Report& report, world::World& world) {
  const synthesis::Plan plan = plan_rows(job, 1, job.improve ? 2 : 1);
  auto place = build_on_scratch(job, plan, world);
  if (!place) return fail(place.error());
  report.notes.insert(report.notes.end(), plan.not_filled.begin(), plan.not_filled.end());
  report.notes.insert(report.notes.end(), place->notes.begin(), place->notes.end());
  report.notes.insert(report.notes.end(), place->loaded.notes.begin(), place->loaded.notes.end());
  Found found;
  found.tables = place->loaded.tables;
  verify::FreshRows fresh(job.database, plan, job.settings.seed);
  auto figures = verify::measure_load(place->ground, job.workload, plan, fresh, job.settings,
                                      job.targets, world);
  if (!figures) return fail(figures.error());
  found.first = {"the design", std::move(*figures), {}};
  found.first.verdicts = verify::judge(found.first.figures, job.targets);
  return found;
}

}  // namespace mimar::ops::load
