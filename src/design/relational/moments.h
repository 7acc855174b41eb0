#pragma once
// Moments of a filter that are counted from now, as SQL: "30 days ago", "this month".

#include <string>

#include "design/conceptual_model.h"

namespace mimar::design::relational {

// "" when the value is no such moment, or the kind holds none.
std::string moment_of(ValueKind kind, const std::string& value);

}  // namespace mimar::design::relational
