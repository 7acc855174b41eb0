#pragma once
// Words of a shell command that a person can paste.

#include <string>
#include <string_view>

namespace mimar::ops::architect {

// The word as it is where a shell reads it as one word, else in single quotes.
std::string shell_word(std::string_view word);

}  // namespace mimar::ops::architect
