#include "model/lexer.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::model {
namespace {

using Kind = Token::Kind;

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && in_word(text[at]))
    ++at;
  return at;
}

// Where it reaches the end of the text, it may go on in the next block.
Token until(std::string_view text, Kind kind, std::size_t end) {
  return {kind, end, end < text.size(), true};
}

Token unfinished(std::string_view text, Kind kind) {
  return {kind, text.size(), false, false};
}

Token line_comment(std::string_view text, std::size_t at) {
  return until(text, Kind::line_comment, std::min(text.find('\n', at), text.size()));
}

Token block_comment(std::string_view text, std::size_t at) {
  at += 2;
  for (int depth = 1; depth > 0;) {
    at = text.find_first_of("*/", at);
    if (at >= text.size()) return unfinished(text, Kind::block_comment);
    const std::string_view pair = text.substr(at, 2);
    if (pair == "*/" || pair == "/*") {
      depth += pair == "/*" ? 1 : -1;
      ++at;
    }
    ++at;
  }
  return {Kind::block_comment, at, true, true};
}

// `at` is the opening quote. A doubled quote, and where there are escapes a backslash and what it
// escapes, are part of the text.
Token quoted(std::string_view text, std::size_t at, bool escapes) {
  const char quote = text[at];
  const Kind kind = quote == '"' ? Kind::quoted_identifier : Kind::string;
  const char stops[] = {quote, escapes ? '\\' : quote, '\0'};
  for (++at;; at += 2) {
    at = text.find_first_of(stops, at);
    if (at >= text.size()) return unfinished(text, kind);
    const bool doubled = at + 1 < text.size() && text[at + 1] == quote;
    if (text[at] == quote && !doubled) return until(text, kind, at + 1);
  }
}

Token dollar(std::string_view text, std::size_t start) {
  std::size_t end = start + 1;
  while (end < text.size() && in_word(text[end]) && text[end] != '$')
    ++end;
  if (end == text.size()) return {Kind::other, start + 1, false, true};
  if (text[end] != '$' || is_digit(text[start + 1])) return {Kind::other, start + 1, true, true};
  const std::string_view tag = text.substr(start, end + 1 - start);
  const std::size_t close = text.find(tag, end + 1);
  if (close == std::string_view::npos) return unfinished(text, Kind::dollar_string);
  return {Kind::dollar_string, close + tag.size(), true, true};
}

Token word(std::string_view text, std::size_t at) {
  const std::size_t end = end_of_word(text, at);
  const bool quote_follows = end < text.size() && text[end] == '\'';
  if (quote_follows && end == at + 1) return quoted(text, end, (text[at] | 32) == 'e');
  return until(text, Kind::word, end);
}

Token number_or_operator(std::string_view text, std::size_t at) {
  return is_digit(text[at]) ? until(text, Kind::number, end_of_word(text, at))
                            : until(text, Kind::other, at + 1);
}

}  // namespace

Token next_token(std::string_view text, std::size_t at) {
  const char c = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v': return {Kind::blank, at + 1, true, true};
    case '-':
      if (next == '-') return line_comment(text, at);
      break;
    case '/':
      if (next == '*') return block_comment(text, at);
      break;
    case '\'':
    case '"': return quoted(text, at, false);
    case '$': return dollar(text, at);
    case '(': return {Kind::open, at + 1, true, true};
    case ')': return {Kind::close, at + 1, true, true};
    case ';': return {Kind::semicolon, at + 1, true, true};
    case '\\': return {Kind::backslash, at + 1, at + 1 < text.size(), true};
    default: break;
  }
  return starts_word(c) ? word(text, at) : number_or_operator(text, at);
}

std::string unquoted(std::string_view written) {
  const std::size_t open = written.find_first_of("'\"$");
  const char mark = written[open];
  const std::size_t width = mark == '$' ? written.find('$', open + 1) + 1 - open : 1;
  const std::string_view quote = written.substr(open, width);
  std::string_view inside = written.substr(open + width);
  if (inside.ends_with(quote)) inside.remove_suffix(width);
  if (mark == '$') return std::string(inside);
  return text::replace_all(std::string(inside), std::string(2, mark), quote);
}

}  // namespace mimar::model
