#pragma once
// Columns that refer to each other in a circle: a document's current revision is one of the
// document's own, an account has a profile of the same number. One of them has to be decided
// without the others.

#include "model/database.h"

namespace mimar::synthesis {

struct Place {
  std::size_t table = 0, column = 0;  // positions in the database and in the table
  auto operator<=>(const Place&) const = default;
};

// Is `place` in such a circle, and the one the others follow? That is a primary key of one column
// where there is one, one that is counted before others.
bool leads_circle(const model::Database& database, const Place& place);

}  // namespace mimar::synthesis
