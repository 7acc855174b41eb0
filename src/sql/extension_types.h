#pragma once
// The types that well-known extensions bring.

#include <string_view>

namespace mimar::sql {

// "citext" of citext, "postgis" of geometry; "" when no known extension has such a type.
std::string_view extension_of_type(std::string_view type);

}  // namespace mimar::sql
