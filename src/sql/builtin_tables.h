#pragma once
// What PostgreSQL itself defines and expressions can name, as text tables (tools/make_builtins writes the .cpp).

#include <string_view>

namespace mimar::sql::tables {

extern const std::string_view types, casts, operators, functions;

}  // namespace mimar::sql::tables
