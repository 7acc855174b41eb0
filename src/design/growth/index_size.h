#pragma once
// The indexes of a table, those behind its keys and exclusions too. Pure.

#include "design/growth/size.h"

namespace mimar::design::growth {

// In the order primary key, uniques, exclusions, indexes.
std::vector<IndexSize> sizes_of_indexes(const model::Database& database, const model::Table& table,
                                        double rows, const model::Statistics& statistics);

}  // namespace mimar::design::growth
