#pragma once
// What a query puts out, by parse analysis: the columns of CREATE TABLE AS.

#include <optional>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::sql {

// Name, type and collation of each; nullopt when one of them only a server can tell. `objects`:
// what the query reads, views in the order of their use of each other.
std::optional<std::vector<model::Column>> output_columns(
    const std::string& query, const model::Objects& objects,
    const std::vector<std::string>& search_path);

}  // namespace mimar::sql
