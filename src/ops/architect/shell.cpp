#include "ops/architect/shell.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::ops::architect {

std::string shell_word(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+:@%,=").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return std::string(word);
  return "'" + text::replace_all(std::string(word), "'", "'\\''") + "'";
}

}  // namespace mimar::ops::architect
