// The patterns there are.
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "design/patterns/pattern.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {

std::string patterns_page() {
  std::string page;
  for (const design::Pattern& pattern : design::patterns()) {
    page += fmt::format("{}{}\n  promise: {}\n  cost:    {}\n", pattern.id,
                        pattern.per_table ? ":TABLE" : "", pattern.promise, pattern.cost);
    for (const design::PatternOption& option : pattern.options)
      page +=
          fmt::format("  {}: {}{}\n", option.name, option.help,
                      option.fallback.empty() ? "" : fmt::format(" (default {})", option.fallback));
    page += '\n';
  }
  return page.empty() ? "There are no patterns.\n" : page;
}

std::string patterns_json() {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const design::Pattern& pattern : design::patterns()) {
    nlohmann::ordered_json options = nlohmann::ordered_json::array();
    for (const design::PatternOption& option : pattern.options)
      options.push_back(
          {{"name", option.name}, {"help", option.help}, {"default", option.fallback}});
    all.push_back({{"id", pattern.id},
                   {"promise", pattern.promise},
                   {"cost", pattern.cost},
                   {"per_table", pattern.per_table},
                   {"options", std::move(options)}});
  }
  return nlohmann::ordered_json{{"patterns", std::move(all)}}.dump(2);
}

}  // namespace mimar::ops::designing
