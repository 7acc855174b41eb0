#pragma once
// What values of a kind look like, as a condition on their column.

#include <optional>

#include "design/relational/layout.h"

namespace mimar::design::relational {

struct Format {
  std::string expression;  // over the column, quoted
  std::string bad;         // SQL of a value that breaks it
  std::string why;
};

// Nothing when any value of the type is one of the kind.
std::optional<Format> format_of(ValueKind kind, const std::string& column);

}  // namespace mimar::design::relational
