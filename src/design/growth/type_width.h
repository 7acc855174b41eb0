#pragma once
// The sizes of types. Pure.

#include "design/growth/width.h"

namespace mimar::design::growth {

// By the type alone; of those without a length, by the name of the column.
Width width_of_type(const model::Database& database, const model::DataType& type,
                    std::string_view column);

}  // namespace mimar::design::growth
