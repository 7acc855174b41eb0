#pragma once
// Reading PL/pgSQL text word by word: comments, quotes and parentheses are stepped over.

#include <string_view>

namespace mimar::sql::plpgsql {

// Without the blanks and comments at its front, and the blanks at its end.
std::string_view trim(std::string_view text);

// Takes `word` off the front of `text`, whatever its case, and what trim() takes after it.
bool take(std::string_view& text, std::string_view word);

// The place of the first of the keywords outside of quotes, comments, parentheses and CASE ... END;
// npos when there is none.
std::size_t find(std::string_view text, std::string_view keyword);

// Is it an assignment, `x := ...` or `x = ...`?
bool is_assignment(std::string_view text);

}  // namespace mimar::sql::plpgsql
