#include <cmath>

#include "base/text.h"
#include "ops/load/load.h"

namespace mimar::ops::load {
namespace {

constexpr double shorter = 4;                // than the run itself
constexpr double longest_loading = 15 * 60;  // seconds, of one step

std::vector<double> p95s(const verify::LoadFigures& figures) {
  std::vector<double> result;
  for (const verify::PatternFigures& pattern : figures.patterns)
    result.push_back(pattern.executions == 0 ? 0 : pattern.p95);
  return result;
}

Result<verify::LoadFigures> measure(const Job& job, const synthesis::Plan& plan, const Found& found,
                                    world::World& world) {
  auto place = build(job, plan, world);
  if (!place) return fail(place.error());
  auto standing = verify::StandingIndexes::build(*place->ground.owner, found.kept, world);
  if (!standing) return fail(standing.error());
  verify::FreshRows fresh(job.database, plan, job.settings.seed);
  verify::LoadSettings settings = job.settings;
  settings.seconds = std::max(2.0, settings.seconds / shorter);
  return verify::measure_load(place->ground, job.workload, plan, fresh, settings, job.targets,
                              world);
}

// y = a * x^b, least squares of the logarithms.
struct PowerLaw {
  double log_a = 0, b = 0;
  double at(double x) const { return std::exp(log_a + b * std::log(x)); }
};

std::optional<PowerLaw> through(const std::vector<GrowthStep>& steps, std::size_t pattern) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (const GrowthStep& step : steps) {
    if (!step.extrapolated.empty() || !(step.p95[pattern] > 0)) continue;
    const double log_x = std::log(step.factor), log_y = std::log(step.p95[pattern]);
    n += 1, x += log_x, y += log_y, xx += log_x * log_x, xy += log_x * log_y;
  }
  const double spread = n * xx - x * x;
  if (n < 2 || spread <= 0) return std::nullopt;
  const double b = (n * xy - x * y) / spread;
  return PowerLaw{(y - b * x) / n, b};
}

}  // namespace

void extrapolate(std::vector<GrowthStep>& steps) {
  if (steps.empty()) return;
  for (std::size_t pattern = 0; pattern < steps.front().p95.size(); ++pattern) {
    const auto law = through(steps, pattern);
    for (GrowthStep& step : steps)
      if (!step.extrapolated.empty() && law) step.p95.at(pattern) = law->at(step.factor);
  }
}

Result<void> grow(const Job& job, double seconds, Found& found, report::Report& report,
                  world::World& world) {
  if (job.growth.empty()) return {};
  const verify::LoadFigures& figures = found.last().figures;
  found.growth.push_back(
      {1, figures.rows, "", p95s(figures), figures.writes_per_second, figures.hit_ratio()});
  for (const double factor : job.growth) {
    if (world.interrupted()) return fail(ErrorKind::interrupted, "interrupted between two runs");
    const synthesis::Plan plan = plan_rows(job, factor, 1);
    GrowthStep step{factor, 0, "", std::vector<double>(figures.patterns.size()), 0, 0};
    for (const synthesis::TablePlan& table : plan.tables)
      step.rows += table.rows;
    if (seconds * factor > longest_loading)
      step.extrapolated =
          fmt::format("building it would take about {:.0f} min", seconds * factor / 60);
    auto measured = step.extrapolated.empty() ? measure(job, plan, found, world)
                                              : Result<verify::LoadFigures>();
    if (!measured && measured.error().kind == ErrorKind::interrupted) return fail(measured.error());
    if (!measured) step.extrapolated = measured.error().message;
    if (step.extrapolated.empty()) {
      step.p95 = p95s(*measured);
      step.writes_per_second = measured->writes_per_second;
      step.hit_ratio = measured->hit_ratio();
    } else {
      report.notes.push_back(fmt::format(
          "{:g} times the rows are extrapolated from the others: {}.", factor, step.extrapolated));
    }
    found.growth.push_back(std::move(step));
  }
  extrapolate(found.growth);
  return {};
}

}  // namespace mimar::ops::load
