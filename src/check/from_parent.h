#pragma once
// What a partition has because its parent has it: PostgreSQL drops it with the parent's only.

#include "check/index_view.h"
#include "model/database.h"

namespace mimar::check {

// An index attached to one of the parent's, or behind a key that the parent has.
bool comes_from_parent(const model::Database& database, const model::Table& table,
                       const IndexView& index);

// What comes from the parent first, else in their order: of two that do the same the other can go.
std::vector<IndexView> parents_first(const model::Database& database, const model::Table& table,
                                     std::vector<IndexView> indexes);

}  // namespace mimar::check
