#pragma once
// `*` in a view: PostgreSQL spells it out when the view is created, so that columns added later are
// no part of it.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::sql {

struct FrozenQuery {
  std::string sql;
  bool complete = true;  // false: some `*` is left, because its columns are not known
};

// `query` with every `*` spelt out by the relations in `objects`, whose views are in the order of
// their use of each other. `names`: those of CREATE VIEW v (a, b).
FrozenQuery freeze(const model::View& view, const std::vector<std::string>& names,
                   const model::Objects& objects, const std::vector<std::string>& search_path);

// Whether the query has a `*` among its output columns or those of a query in it.
bool has_star(const std::string& query);

}  // namespace mimar::sql
