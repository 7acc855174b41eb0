// Which limit is reached when, and what then: as `mimar scale` and `mimar design` tell it.
#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

using design::growth::Threshold;

std::string when(const Threshold& threshold, const design::growth::Terms& terms) {
  if (!threshold.year) return "not within 100 years";
  if (*threshold.year <= 0) return "reached";
  return fmt::format("in {:.1f} years ({})", *threshold.year,
                     design::growth::day_after_years(terms.today, *threshold.year));
}

bool near(const Threshold& threshold, const design::growth::Terms& terms) {
  return threshold.year && *threshold.year <= terms.horizon;
}

}  // namespace

std::string limits(const design::growth::Forecast& forecast, const design::growth::Terms& terms,
                   bool markdown) {
  constexpr double told = 25;  // years; later ones are in the JSON
  std::string result, far;
  const std::string strong = markdown ? "**" : "";
  for (const Threshold& threshold : forecast.thresholds) {
    if (!near(threshold, terms)) {
      if (!threshold.year || *threshold.year > told) continue;
      far += fmt::format("- {} ({}): {}. {}.\n", threshold.id, threshold.subject,
                         when(threshold, terms), threshold.figures);
      continue;
    }
    result += fmt::format("- {}{}: {}{} [{}] {}\n  {}; {} ({}).\n  Then {}: {}.\n", strong,
                          when(threshold, terms), threshold.id, strong, name(threshold.step),
                          threshold.subject, threshold.limit, threshold.figures,
                          name(threshold.basis), name(threshold.step), threshold.then);
  }
  if (result.empty()) result = fmt::format("None within {:g} years.\n", terms.horizon);
  if (!far.empty()) result += "\nLater than that:\n\n" + far;
  return result;
}

}  // namespace mimar::ops::scale
