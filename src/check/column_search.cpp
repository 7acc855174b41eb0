#include "check/column_search.h"

#include <set>

namespace mimar::check {

std::string called(const model::Query& query) {
  return query.name.empty() ? "a query" : "query " + query.name;
}

void check_searches(const ColumnSearchRule& rule, const Subject& subject,
                    std::vector<evidence::Finding>& findings) {
  std::set<const model::Column*> told;
  NameBook names(subject.database);
  for (const model::Query& query : subject.queries)
    for (const model::Predicate& predicate : query.predicates) {
      const model::Table* table = find_relation(subject.database, predicate.column.relation);
      const model::Column* column =
          table ? model::find_column(*table, predicate.column.column) : nullptr;
      if (!column) continue;
      const ColumnSearch search{query, *table, *column, predicate};
      if (!rule.found(search) || !told.insert(column).second) continue;
      evidence::Finding& finding = findings.emplace_back();
      finding.where = query.origin.span;
      finding.object = object_name(*table, column->name);
      finding.message = rule.message(search);
      finding.fix = rule.fix(search, names);
    }
}

}  // namespace mimar::check
