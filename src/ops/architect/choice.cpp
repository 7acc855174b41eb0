#include "ops/architect/choice.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

constexpr std::uint64_t few_rows = 1000;  // read whole faster than through an index

bool clearly_fewer_pages(const verify::IndexBenefit& a, const verify::IndexBenefit& b) {
  return a.after.buffers + a.after.buffers / 4 + 2 < b.after.buffers;
}

bool beginning_of(const model::Index& a, const model::Index& b) {
  return a.keys.size() < b.keys.size() && a.predicate == b.predicate &&
         std::equal(a.keys.begin(), a.keys.end(), b.keys.begin());
}

bool better(const verify::IndexBenefit& a, const verify::IndexBenefit& b) {
  if (clearly_fewer_pages(a, b)) return true;
  if (clearly_fewer_pages(b, a)) return false;
  return a.index_bytes * 2 < b.index_bytes && !beginning_of(a.index, b.index);
}

}  // namespace

const verify::IndexBenefit* best_index(const Architecture& architecture, std::size_t query) {
  const verify::IndexBenefit* best = nullptr;
  for (const verify::IndexBenefit& benefit : architecture.benefits) {
    if (!benefit.helps || benefit.control || benefit.query_index != query) continue;
    if (best == nullptr || better(benefit, *best)) best = &benefit;
  }
  return best;
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
