#pragma once
// What rules about queries that look for rows by one column share: the walk over the predicates,
// and one finding for each column.

#include <string>
#include <vector>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {

struct ColumnSearch {
  const model::Query& query;
  const model::Table& table;
  const model::Column& column;
  const model::Predicate& predicate;
};

struct ColumnSearchRule {
  bool (*found)(const ColumnSearch&);  // the search is of the kind, and nothing serves it
  std::string (*message)(const ColumnSearch&);
  evidence::Fix (*fix)(const ColumnSearch&, NameBook&);
};

// Each column once, at the first query that shows it.
void check_searches(const ColumnSearchRule& rule, const Subject& subject,
                    std::vector<evidence::Finding>& findings);

std::string called(const model::Query& query);  // "a query", "query by_email"

}  // namespace mimar::check
