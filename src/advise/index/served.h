#pragma once
// What a table's keys and indexes already do.

#include <string>
#include <vector>

#include "model/table.h"

namespace mimar::advise::index {

// The columns an index or key finds rows by, in order; those with expressions, predicates or other
// methods than B-tree are left out, because they do not serve every value.
struct Served {
  std::vector<std::string> columns;
  bool unique = false;
};
std::vector<Served> served(const model::Table& table);

// Is a search by equality on `equal`, then sorted or bounded by `then`, already served? A unique
// key within `equal` leaves one row and needs nothing more.
bool serves(const model::Table& table, const std::vector<std::string>& equal,
            const std::vector<std::string>& then);

}  // namespace mimar::advise::index
