#pragma once
// Replacing pieces of SQL text that a parse tree points at.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql {

struct TextEdit {
  std::size_t at, length;
  std::string text;
};

std::string apply_edits(std::string_view text, std::vector<TextEdit> edits);  // none overlaps

// The length of the identifier at `at`, quotes included.
std::size_t identifier_length(std::string_view text, std::size_t at);

// Where the last of `parts` dotted identifiers starting at `at` begins.
std::size_t last_identifier(std::string_view text, std::size_t at, std::size_t parts);

}  // namespace mimar::sql
