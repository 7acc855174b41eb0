#pragma once
// Expressions that are a column and a cast of it: a::date, CAST(a AS date), date(a).

#include <optional>
#include <string>
#include <string_view>

#include "model/type.h"

namespace mimar::sql {

struct ColumnCast {
  std::string column;
  model::DataType type;
};

// nullopt for every other expression.
std::optional<ColumnCast> column_cast(std::string_view expression);

}  // namespace mimar::sql
