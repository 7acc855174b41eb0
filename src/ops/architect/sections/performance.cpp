#include <algorithm>

#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

std::string label(const Architecture& architecture, std::size_t query) {
  const std::string& name = architecture.queries[query].name;
  return name.empty() ? "query " + std::to_string(query + 1) : "`" + name + "`";
}

// Rate times time: what keeps the server busy.
std::string load(const Architecture& architecture) {
  std::vector<const QueryRun*> runs;
  double total = 0;
  for (const QueryRun& run : architecture.runs) {
    if (!run.error.empty() || !run.met_nothing.empty()) continue;
    runs.push_back(&run);
    total += run.median_ms * architecture.queries[run.query].weight;
  }
  if (runs.size() < 2 || total <= 0) return "";
  const auto share = [&](const QueryRun* run) {
    return run->median_ms * architecture.queries[run->query].weight / total;
  };
  std::stable_sort(runs.begin(), runs.end(),
                   [&](const QueryRun* a, const QueryRun* b) { return share(a) > share(b); });
  std::string result =
      "Where the time goes, time of one run multiplied by its stated rate (1 where none is "
      "stated):\n\n" +
      markdown::header({"Query", "One run", "Rate", "Share"});
  for (const QueryRun* run : runs) {
    result +=
        markdown::row({label(architecture, run->query), markdown::milliseconds(run->median_ms),
                       fmt::format("{}", architecture.queries[run->query].weight),
                       fmt::format("{:.0f} %", share(run) * 100)});
  }
  return result + '\n';
}

std::string shapes(const Architecture& architecture) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < architecture.queries.size(); ++i) {
    const model::Query& query = architecture.queries[i];
    if (query.has_large_offset)
      items.push_back(label(architecture, i) +
                      " skips rows with a large OFFSET, which reads them all; remember the last "
                      "key instead (keyset pagination)");
    for (const model::Predicate& predicate : query.predicates) {
      if (predicate.kind == model::Predicate::Kind::like_infix) {
        items.push_back(
            label(architecture, i) + " searches `" + predicate.column.column +
            "` with a leading wildcard, which no B-tree serves; a trigram index (pg_trgm) can");
      }
    }
  }
  return markdown::bullets(items);
}

}  // namespace

std::string performance(const Architecture& architecture) {
  return load(architecture) + shapes(architecture);
}

}  // namespace mimar::ops::architect
