#pragma once
// Reading PL/pgSQL text word by word: comments, quotes and parentheses are stepped over.

#include <optional>
#include <string>
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

// The text that EXECUTE would run, when it is made of constants alone: literals, ||, format() of
// literals.
std::optional<std::string> constant_text(std::string_view expression);
// What the text starts with, as far as it is constant.
std::string constant_start(std::string_view expression);

}  // namespace mimar::sql::plpgsql
