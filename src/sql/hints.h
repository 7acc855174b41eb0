#pragma once
// What a person probably meant, from where the parser gave up.

#include <string>
#include <string_view>

namespace mimar::sql {

// `message` of the parser, the statement and the offset of the error in it; "" when we have nothing
// useful to say.
std::string hint(std::string_view message, std::string_view statement, std::size_t offset);

}  // namespace mimar::sql
