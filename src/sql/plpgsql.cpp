#include "sql/plpgsql.h"

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::sql::plpgsql {
namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
// The end of the comment, quoted string or name that starts at `at`; `at` when none does.
std::size_t after_quoted(std::string_view text, std::size_t at) {
  const model::Token token = model::next_token(text, at);
  return token.is_quoted() || token.is_comment() ? token.end : at;
}

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && model::in_word(text[end]))
    ++end;
  return text.substr(at, end - at);
}

}  // namespace

std::string_view trim(std::string_view text) {
  for (;;) {
    text = text::trim(text);
    if (!text.starts_with("--") && !text.starts_with("/*")) return text;
    text = text.substr(after_quoted(text, 0));
  }
}

bool take(std::string_view& text, std::string_view word) {
  if (!text::equal_ignoring_case(word_at(text, 0), word)) return false;
  text = trim(text.substr(word.size()));
  return true;
}

std::size_t find(std::string_view text, std::string_view keyword) {
  int depth = 0, cases = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = after_quoted(text, at); end > at) {
      at = end;
      continue;
    }
    const char c = text[at];
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    const std::string_view word = word_at(text, at);
    if (word.empty()) {
      ++at;
      continue;
    }
    if (depth == 0 && cases == 0 && text::equal_ignoring_case(word, keyword)) return at;
    if (text::equal_ignoring_case(word, "case")) ++cases;
    if (text::equal_ignoring_case(word, "end") && cases > 0) --cases;
    at += word.size();
  }
  return std::string_view::npos;
}

bool is_assignment(std::string_view text) {
  std::size_t at = word_at(text, 0).size();
  if (at == 0) return false;
  while (at < text.size() && (text[at] == '.' || text[at] == '['))
    at = text[at] == '.' ? at + 1 + word_at(text, at + 1).size()
                         : std::min(text.find(']', at), text.size() - 1) + 1;
  while (at < text.size() && is_blank(text[at]))
    ++at;
  return text.substr(at).starts_with(":=") || text.substr(at).starts_with("=");
}

}  // namespace mimar::sql::plpgsql
