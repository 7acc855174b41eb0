#pragma once
// Tables that join two others.

#include <string>
#include <vector>

#include "model/table.h"

namespace mimar::check {

// The columns of two foreign keys to two different tables, both required, with next to nothing else
// beside them: a key of its own, moments. Else none.
std::vector<std::string> joined_pair(const model::Table& table);

}  // namespace mimar::check
