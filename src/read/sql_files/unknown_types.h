#pragma once
// Types that columns have and nothing makes: of an extension that no file creates.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::read::sql_files {

// A sentence for each such type. Where an extension is created whose types nobody here knows, the
// type may be its.
std::vector<std::string> tell_unknown_types(const model::Database& database);

}  // namespace mimar::read::sql_files
