#pragma once
// An index as the statement that makes it, for patterns that make one anew with another condition.

#include <string>

#include "model/table.h"

namespace mimar::design::pattern {

std::string index_text(const model::Table& table, const model::Index& index);  // without ';'

}  // namespace mimar::design::pattern
