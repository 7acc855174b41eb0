#include "ops/architect/choice.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

constexpr std::uint64_t few_rows = 1000;  // read whole faster than through an index

}  // namespace

bool same_index(const verify::IndexBenefit& benefit, const model::Name& table,
                const model::Index& index) {
  const model::Index& own = benefit.index;
  return benefit.table == table && own.keys == index.keys && own.method == index.method &&
         own.include == index.include && own.predicate == index.predicate;
}

const verify::IndexBenefit* best_index(const Architecture& architecture, std::size_t query) {
  const std::vector<const verify::IndexBenefit*> best = best_indexes(architecture, query);
  return best.empty() ? nullptr : best.front();
}

std::vector<const verify::IndexBenefit*> best_indexes(const Architecture& architecture,
                                                      std::size_t query) {
  // Alone first: what helps on top of others was measured beside those.
  std::vector<const verify::IndexBenefit*> best;
  for (const bool on_top : {false, true}) {
    for (const verify::IndexBenefit& benefit : architecture.benefits) {
      if (!benefit.helps || benefit.control || benefit.query_index != query) continue;
      if (benefit.on_top_of.empty() == on_top) continue;
      const auto rival =
          std::find_if(best.begin(), best.end(), [&](const verify::IndexBenefit* other) {
            return !on_top || other->table == benefit.table;
          });
      if (rival == best.end()) {
        best.push_back(&benefit);
      } else if ((*rival)->on_top_of.empty() != on_top && verify::better(benefit, **rival)) {
        *rival = &benefit;
      }
    }
  }
  return best;
}

std::vector<const verify::IndexBenefit*> chosen_indexes(const Architecture& architecture) {
  std::vector<const verify::IndexBenefit*> chosen;
  for (std::size_t query = 0; query < architecture.queries.size(); ++query) {
    for (const verify::IndexBenefit* benefit : best_indexes(architecture, query)) {
      const bool known =
          std::any_of(chosen.begin(), chosen.end(), [&](const verify::IndexBenefit* other) {
            return same_index(*other, benefit->table, benefit->index);
          });
      if (!known) chosen.push_back(benefit);
    }
  }
  return chosen;
}

std::string needless_index(const Architecture& architecture, const evidence::Finding& finding) {
  if (finding.id != "foreign-key-without-index") return "";
  for (const auto& [table, statistics] : architecture.scale.rows.tables) {
    if (!finding.object.starts_with(table.text() + ".") || statistics.rows >= few_rows) continue;
    return "`" + table.text() + "` is stated to hold " + text::count(statistics.rows, "row") +
           ", which are read whole as fast as through an index";
  }
  return "";
}

}  // namespace mimar::ops::architect
