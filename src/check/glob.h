#pragma once
// Patterns over object names: * is any run of characters, ? is one; everything else is itself.

#include <string_view>

namespace mimar::check {

bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace mimar::check
