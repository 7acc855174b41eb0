#pragma once
// Conditions that ask the catalog, as values.

#include <string_view>

#include "model/condition.h"

namespace mimar::sql {

// Of the text between IF and THEN. What it does not understand is `unknown`.
model::Condition condition(std::string_view text);

}  // namespace mimar::sql
