#include "synthesis/tokens.h"

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::synthesis {
namespace {

using Kind = model::Token::Kind;

bool is_operator(char c) {
  return std::string_view("<>=!~+-*/%^&|#@?:").find(c) != std::string_view::npos;
}

class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  std::vector<Token> scan() {
    std::vector<Token> tokens;
    while (skip_space(), at_ < sql_.size())
      tokens.push_back(token());
    tokens.push_back({});
    return tokens;
  }

 private:
  char look(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  void skip_space() {
    while (at_ < sql_.size()) {
      const model::Token token = model::next_token(sql_, at_);
      if (token.kind != Kind::blank && !token.is_comment()) return;
      at_ = token.end;
    }
  }

  Token token() {
    const char c = look();
    const model::Token token = model::next_token(sql_, at_);
    if (token.kind == Kind::string || token.kind == Kind::dollar_string)
      return {Token::Kind::string, quoted(token)};
    if (token.kind == Kind::quoted_identifier) return {Token::Kind::quoted, quoted(token)};
    if (token.kind == Kind::word) return {Token::Kind::word, text::lower(run(model::in_word))};
    if (model::is_digit(c) || (c == '.' && model::is_digit(look(1)))) {
      return {Token::Kind::number,
              std::string(run([](char x) { return model::is_digit(x) || x == '.'; }))};
    }
    if (c == ':' && look(1) == ':') return at_ += 2, Token{Token::Kind::symbol, "::"};
    if (is_operator(c)) return {Token::Kind::symbol, std::string(operator_run())};
    return ++at_, Token{Token::Kind::symbol, std::string(1, c)};
  }

  template <class Accept>
  std::string_view run(Accept accept) {
    const std::size_t start = at_;
    while (at_ < sql_.size() && accept(sql_[at_]))
      ++at_;
    return sql_.substr(start, at_ - start);
  }

  // A multi-character operator does not end in a sign, so that `>-1` is `>` and `-1`.
  std::string_view operator_run() {
    const std::size_t start = at_;
    std::string_view found = run(is_operator);
    while (found.size() > 1 && (found.back() == '-' || found.back() == '+'))
      found.remove_suffix(1);
    at_ = start + found.size();
    return found;
  }

  std::string quoted(const model::Token& token) {
    const std::string_view written = sql_.substr(at_, token.end - at_);
    at_ = token.end;
    std::string value = model::unquoted(written);
    if (written.front() != 'E' && written.front() != 'e') return value;
    for (std::size_t i = value.find('\\'); i < value.size(); i = value.find('\\', i + 1))
      value.erase(i, 1);
    return value;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenise(std::string_view sql) {
  return Scanner(sql).scan();
}

}  // namespace mimar::synthesis
