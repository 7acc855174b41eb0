#pragma once
// Why PostgreSQL would refuse to change the type of columns, or to create again what depends on
// them.

#include <set>
#include <string>
#include <vector>

#include "emit/ddl/rebuild.h"
#include "model/database.h"

namespace mimar::check {

struct ChangeOfType {
  std::vector<model::ColumnOf> columns;  // those that statements name
  std::set<model::ColumnOf> changed;     // and those of children, which follow
  std::string type;                      // the new one, and what follows it
};

// A clause each, sorted; empty: nothing is known to be in the way.
std::vector<std::string> type_obstacles(const model::Database& database, const ChangeOfType& change,
                                        const emit::ddl::Rebuild& rebuild);

}  // namespace mimar::check
