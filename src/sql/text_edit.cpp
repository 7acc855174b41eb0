#include "sql/text_edit.h"

#include <algorithm>

namespace mimar::sql {

std::string apply_edits(std::string_view text, std::vector<TextEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const TextEdit& a, const TextEdit& b) { return a.at > b.at; });
  std::string result(text);
  for (const TextEdit& edit : edits)
    result.replace(edit.at, edit.length, edit.text);
  return result;
}

std::size_t identifier_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (end < text.size() && text[end] == '"') {
    for (++end; end < text.size(); ++end) {
      if (text[end] != '"') continue;
      if (end + 1 < text.size() && text[end + 1] == '"') {
        ++end;
      } else {
        return end + 1 - at;
      }
    }
    return end - at;
  }
  const auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (c & 0x80) != 0;
  };
  while (end < text.size() && part(text[end]))
    ++end;
  return end - at;
}

std::size_t last_identifier(std::string_view text, std::size_t at, std::size_t parts) {
  for (std::size_t i = 1; i < parts; ++i) {
    at += identifier_length(text, at);
    while (at < text.size() && (text[at] == ' ' || text[at] == '.'))
      ++at;
  }
  return at;
}

}  // namespace mimar::sql
