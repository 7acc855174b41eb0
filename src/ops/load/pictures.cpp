#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "ops/load/load.h"
#include "report/chart/chart.h"

namespace mimar::ops::load {
namespace {

std::string subtitle(const Round& round) {
  const verify::LoadFigures& figures = round.figures;
  return fmt::format("{}, {} rows, {} for {:g} s, PostgreSQL {}", round.design,
                     text::thousands(figures.rows),
                     text::count(static_cast<std::size_t>(figures.clients), "client"),
                     figures.seconds, figures.server_version);
}

report::chart::Limit limit(const Job& job) {
  return {job.targets.p95_ms, fmt::format("p95 target {:g} ms", job.targets.p95_ms)};
}

std::string latency(const Job& job, const Round& round) {
  report::chart::Bars chart;
  chart.title = "Latency of each access pattern";
  chart.subtitle = subtitle(round);
  chart.unit = "ms";
  chart.series = {"p50", "p95", "p99"};
  chart.limit = limit(job);
  for (const verify::LoadVerdict& verdict : round.verdicts) {
    if (verdict.what != verify::LoadVerdict::What::latency) continue;
    const verify::PatternFigures& pattern = round.figures.patterns[verdict.pattern];
    const std::string note = !verdict.unknown.empty() ? verdict.unknown
                             : verdict.met()          ? "p95 " + verdict.measured
                                                      : "p95 " + verdict.measured + ", missed";
    chart.bars.push_back(
        {pattern.name, note, !verdict.met(), {pattern.p50, pattern.p95, pattern.p99}});
  }
  return report::chart::svg(chart);
}

// The slowest at the end first: those are what growth is about.
std::string growth(const Job& job, const Found& found) {
  report::chart::Curves chart;
  chart.title = "p95 as the rows grow";
  const Round& last = found.last();
  chart.subtitle = subtitle(last) + "; larger ones for a shorter time";
  if (std::any_of(found.growth.begin(), found.growth.end(),
                  [](const GrowthStep& step) { return !step.extrapolated.empty(); }))
    chart.subtitle += "; hollow: extrapolated";
  chart.unit = "ms";
  chart.limit = limit(job);
  for (const GrowthStep& step : found.growth)
    chart.ticks.emplace_back(
        step.factor, fmt::format("{:g}\xC3\x97 ({})", step.factor, text::thousands(step.rows)));
  std::vector<std::size_t> order(last.figures.patterns.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return found.growth.back().p95[a] > found.growth.back().p95[b];
  });
  for (const std::size_t pattern : order) {
    report::chart::Curve curve{last.figures.patterns[pattern].name, {}};
    for (const GrowthStep& step : found.growth)
      if (step.p95[pattern] > 0)
        curve.points.push_back({step.factor, step.p95[pattern], !step.extrapolated.empty()});
    if (!curve.points.empty()) chart.curves.push_back(std::move(curve));
  }
  return report::chart::svg(chart);
}

}  // namespace

std::vector<report::File> pictures(const Job& job, const Found& found) {
  std::vector<report::File> files{{"latency.svg", latency(job, found.first)}};
  if (found.second) files.push_back({"latency-improved.svg", latency(job, *found.second)});
  if (found.growth.size() > 1) files.push_back({"growth.svg", growth(job, found)});
  return files;
}

}  // namespace mimar::ops::load
