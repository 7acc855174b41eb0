#include "check/wording.h"

#include <algorithm>
#include <cctype>

#include "base/english.h"
#include "base/text.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Where a cast at the end of the text starts, outside of literals; npos when there is none.
std::size_t last_cast(std::string_view text) {
  bool literal = false;
  std::size_t found = std::string_view::npos;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\'') literal = !literal;
    if (!literal && text[i] == ':' && text[i + 1] == ':') found = i++;
  }
  return found;
}

}  // namespace

bool mentions(std::string_view sql, std::string_view identifier) {
  if (identifier.empty()) return false;
  for (std::size_t at = sql.find(identifier); at != std::string_view::npos;
       at = sql.find(identifier, at + 1)) {
    const std::size_t end = at + identifier.size();
    const bool starts = at == 0 || !is_word_byte(sql[at - 1]);
    const bool stops = end == sql.size() || !is_word_byte(sql[end]);
    if (starts && stops) return true;
  }
  return false;
}

std::string bare(const model::Expression& expression) {
  std::string text(text::trim(expression.sql));
  for (;;) {
    const std::string before = text;
    while (text.size() > 1 && text.front() == '(' && text.back() == ')' &&
           text.find(')') == text.size() - 1)
      text = std::string(text::trim(std::string_view(text).substr(1, text.size() - 2)));
    const std::size_t cast = last_cast(text);
    if (cast != std::string::npos && text.find(')', cast) == std::string::npos)
      text = std::string(text::trim(std::string_view(text).substr(0, cast)));
    if (text == before) return text;
  }
}

bool is_constant(const model::Expression& expression) {
  const std::string text = bare(expression);
  if (text.empty()) return false;
  if (text.front() == '\'' && text.back() == '\'' && text.size() > 1)
    return std::count(text.begin(), text.end(), '\'') % 2 == 0;
  const std::string word = text::lower(text);
  if (word == "true" || word == "false") return true;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
  });
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

std::string last_word(std::string_view name) {
  const std::vector<std::string> parts = words(name);
  return parts.empty() ? "" : parts.back();
}

std::string singular(std::string_view word) {
  return english::singular(text::lower(word));
}

}  // namespace mimar::check
