#include "check/tokens.h"

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::check {
namespace {

using Kind = model::Token::Kind;

Token::Kind kind_of(const model::Token& token) {
  switch (token.kind) {
    case Kind::string:
    case Kind::dollar_string: return Token::Kind::literal;
    case Kind::quoted_identifier: return Token::Kind::quoted;
    case Kind::word:
    case Kind::number: return Token::Kind::word;
    default: return Token::Kind::punctuation;
  }
}

}  // namespace

std::vector<Token> tokens(std::string_view sql) {
  std::vector<Token> found;
  int depth = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const model::Token token = model::next_token(sql, at);
    const std::string_view written = sql.substr(at, token.end - at);
    if (token.kind == Kind::open) ++depth;
    if (token.kind != Kind::blank && !token.is_comment())
      found.push_back({kind_of(token),
                       token.is_quoted() ? model::unquoted(written) : text::lower(written), at,
                       token.end, depth});
    if (token.kind == Kind::close && depth > 0) --depth;
    at = token.end;
  }
  return found;
}

}  // namespace mimar::check
