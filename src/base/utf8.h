#pragma once
// Characters of UTF-8 text (RFC 3629).

#include <cstddef>
#include <string_view>

namespace mimar::text {

// How many bytes the UTF-8 character at the start of `text` takes; 0 when there is none.
std::size_t utf8_length(std::string_view text);
// Where the first byte that is not UTF-8 lies, or npos.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace mimar::text
