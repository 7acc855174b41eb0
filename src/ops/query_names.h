#pragma once
// Whether queries speak of what the database has: rules pass over what they cannot find, which must
// not be taken for a clean bill.

#include <span>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/query.h"

namespace mimar::ops {

// A sentence for each table, and each column of a table that is there, that a query names and the
// database does not have. Catalogs of the server are always there.
std::vector<std::string> unknown_names(const model::Database& database,
                                       std::span<const model::Query> queries);

}  // namespace mimar::ops
