#pragma once
// SQL expressions as tokens, enough to recognise simple CHECKs, partition bounds and domains. Not a
// parser: rooms that only see values have no access to one, and what is not recognised is reported
// instead of guessed.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::synthesis {

struct Token {
  enum class Kind : std::uint8_t { word, quoted, string, number, symbol, end };
  Kind kind = Kind::end;
  std::string text;  // words in lower case, quoted identifiers and strings without their quotes
};

std::vector<Token> tokenise(std::string_view sql);  // always ends with Kind::end

// A cursor over tokens.
class Tokens {
 public:
  explicit Tokens(std::string_view sql) : tokens_(tokenise(sql)) {}
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token next() {
    Token token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool at_end() const { return peek().kind == Token::Kind::end; }
  bool is(std::string_view text, std::size_t ahead = 0) const {
    const Token& token = peek(ahead);
    return (token.kind == Token::Kind::word || token.kind == Token::Kind::symbol) &&
           token.text == text;
  }
  bool take(std::string_view text) {
    if (!is(text)) return false;
    next();
    return true;
  }
  std::size_t position() const { return at_; }
  void back_to(std::size_t position) { at_ = position; }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace mimar::synthesis
