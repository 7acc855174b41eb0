#include <set>

#include "base/text.h"
#include "ops/scale/scale.h"
#include "report/chart/chart.h"

namespace mimar::ops::scale {

std::string picture(const Found& found) {
  constexpr double gigabyte = 1024.0 * 1024 * 1024;
  report::chart::Curves chart;
  chart.title = "Size over the years";
  chart.subtitle = "computed from the stated rows and growth; hollow: later than today";
  chart.unit = "GB";
  chart.linear = true;
  chart.limits = {{found.terms.machine.memory.value / gigabyte, "memory"},
                  {found.terms.machine.disk.value / gigabyte, "disk"}};
  report::chart::Curve all{"tables and indexes", {}}, heap{"tables", {}}, indexes{"indexes", {}};
  for (const auto& moment : found.forecast.moments) {
    chart.ticks.emplace_back(
        moment.year, design::growth::day_after_years(found.terms.today, moment.year).substr(0, 4));
    const bool later = moment.year > 0;
    all.points.push_back({moment.year, moment.bytes() / gigabyte, later});
    heap.points.push_back({moment.year, (moment.heap + moment.toast) / gigabyte, later});
    indexes.points.push_back({moment.year, moment.indexes / gigabyte, later});
  }
  chart.curves = {std::move(all), std::move(heap), std::move(indexes)};
  std::size_t at = 0, reached = 0;
  for (const auto& threshold : found.forecast.thresholds)
    if (threshold.year && *threshold.year <= 0) {
      ++reached;
    } else if (threshold.year && *threshold.year <= found.terms.horizon && ++at <= 9) {
      chart.marks.emplace_back(*threshold.year, threshold.subject == "the database"
                                                    ? threshold.id
                                                    : threshold.id + " " + threshold.subject);
    }
  if (reached > 0) chart.subtitle += "; reached today: " + text::count(reached, "limit");
  return report::chart::svg(chart);
}

}  // namespace mimar::ops::scale
