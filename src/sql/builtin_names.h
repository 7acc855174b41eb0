#pragma once
// Which functions PostgreSQL brings. builtin_functions() (types.h) has the signatures of those that
// expressions call; these are all of them.

#include <string_view>

namespace mimar::sql {

bool is_builtin_function(std::string_view name);

}  // namespace mimar::sql
