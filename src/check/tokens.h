#pragma once
// The words of a piece of SQL, for rules about what the model keeps as text: bodies of functions,
// conditions of policies.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::check {

struct Token {
  enum class Kind : std::uint8_t { word, quoted, literal, punctuation };
  Kind kind = Kind::word;
  std::string text;  // words in lower case; quoted identifiers and literals without their quotes
  std::size_t begin = 0, end = 0;  // bytes of the source
  int depth = 0;  // of parentheses around it; a parenthesis is as deep as its inside

  bool is(std::string_view word) const { return kind == Kind::word && text == word; }
  bool is_sign(char sign) const { return kind == Kind::punctuation && text[0] == sign; }
};

// Comments and white space are left out; strings of every form are literals; every other
// sign is a token of its own. Never fails: an open literal reaches to the end.
std::vector<Token> tokens(std::string_view sql);

}  // namespace mimar::check
