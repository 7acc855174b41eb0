#include "synthesis/tokens.h"

#include "base/text.h"

namespace mimar::synthesis {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 128;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
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
    while (at_ < sql_.size() &&
           (sql_[at_] == ' ' || sql_[at_] == '\n' || sql_[at_] == '\t' || sql_[at_] == '\r'))
      ++at_;
  }

  Token token() {
    const char c = look();
    if (c == '\'') return {Token::Kind::string, quoted('\'', false)};
    if ((c == 'E' || c == 'e') && look(1) == '\'')
      return ++at_, Token{Token::Kind::string, quoted('\'', true)};
    if (c == '"') return {Token::Kind::quoted, quoted('"', false)};
    if (is_letter(c))
      return {Token::Kind::word,
              text::lower(run([](char x) { return is_letter(x) || is_digit(x) || x == '$'; }))};
    if (is_digit(c) || (c == '.' && is_digit(look(1)))) {
      return {Token::Kind::number,
              std::string(run([](char x) { return is_digit(x) || x == '.'; }))};
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

  std::string quoted(char mark, bool escapes) {
    std::string value;
    for (++at_; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == mark) {
        if (look(1) != mark) break;
        ++at_;
      } else if (escapes && sql_[at_] == '\\' && at_ + 1 < sql_.size()) {
        ++at_;
      }
      value += sql_[at_];
    }
    ++at_;
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
