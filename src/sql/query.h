#pragma once
// Queries and the facts in them (model/query.h).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/database.h"
#include "model/query.h"

namespace mimar::sql {

// Every SELECT, INSERT, UPDATE and DELETE of a script; other statements are passed over. Accepts $1, :name, %(name)s, %s and ?
// parameters (rewritten to $n). `database` resolves columns; an empty one leaves unqualified columns of joins out.
Result<std::vector<model::Query>> read_queries(std::string_view text, const std::string& file,
                                               const model::Database& database);

}  // namespace mimar::sql
