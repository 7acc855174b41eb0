#include "ops/architect/worth.h"

#include <algorithm>

#include "ops/architect/choice.h"
#include "ops/architect/markdown.h"

namespace mimar::ops::architect {
namespace {

bool writes_to(const model::Query& query, const model::Name& table) {
  using Kind = model::Query::Kind;
  if (query.kind != Kind::insert && query.kind != Kind::update && query.kind != Kind::erase)
    return false;
  return std::any_of(query.relations.begin(), query.relations.end(), [&](const model::Name& name) {
    return name.name == table.name && (name.schema.empty() || name.schema == table.schema);
  });
}

std::string work(double ms) {
  return ms >= 1 ? markdown::milliseconds(ms) : fmt::format("{:.2g} ms", ms);
}

}  // namespace

std::optional<Worth> worth(const Architecture& architecture, const verify::IndexBenefit& benefit) {
  const std::vector<model::Query>& queries = architecture.queries;
  const bool rated = std::any_of(queries.begin(), queries.end(),
                                 [](const model::Query& query) { return query.weight != 1; });
  if (!rated || !benefit.upkeep_ms) return std::nullopt;
  Worth result;
  double writes = 0;
  for (std::size_t query = 0; query < queries.size(); ++query) {
    if (writes_to(queries[query], benefit.table)) writes += queries[query].weight;
    for (const verify::IndexBenefit* best : best_indexes(architecture, query)) {
      if (same_index(*best, benefit.table, benefit.index))
        result.saved += queries[query].weight * (best->before.median_ms - best->after.median_ms);
    }
  }
  result.least_cost = writes * *benefit.upkeep_ms;
  result.most_cost =
      std::max(writes, architecture.scale.writes_per_second.value_or(0)) * *benefit.upkeep_ms;
  return result;
}

std::string sentence(const Worth& worth, const Architecture& architecture,
                     const verify::IndexBenefit& benefit) {
  std::string result = fmt::format(
      "At the stated rates it saves {} of work a second, on the rows of scratch, and costs {} a "
      "row "
      "that is written to `{}`: {} a second for the given queries",
      work(worth.saved), work(*benefit.upkeep_ms), benefit.table.name, work(worth.least_cost));
  if (worth.most_cost > worth.least_cost)
    result += fmt::format(", {} when all stated {} writes/s go to this table",
                          work(worth.most_cost), architecture.scale.writes_per_second.value_or(0));
  return result +
         (worth.costs_more() ? "; it costs more than it saves."
          : worth.borderline()
              ? "; borderline, since what is kept in memory here is written to disk in earnest."
              : ".");
}

}  // namespace mimar::ops::architect
