#pragma once
// Numbers the way people write them.

#include <optional>
#include <string_view>

namespace mimar::text {

// "2 million", "300k", "40,000", "1.5M"; nullopt when `text` does not start with a number. `rest`
// is what follows.
std::optional<double> read_number(std::string_view text, std::string_view& rest);

}  // namespace mimar::text
