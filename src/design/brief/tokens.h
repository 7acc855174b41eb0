#pragma once
// A sentence as words, numbers, quotations and signs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::design::brief {

struct Token {
  enum class Kind : std::uint8_t { word, number, quoted, sign };
  Kind kind = Kind::word;
  std::string text;   // as written
  std::string lower;  // of words: lower case, typographic apostrophes made plain
  double number = 0;  // of numbers, 5 for "five"; 0.5 for "50%"
  bool percent = false;
  bool possessive = false;      // the word had 's or s' behind it, which is taken off
  std::size_t at = 0, end = 0;  // bytes in the sentence
};

// Outside it stands a sign without text: asking what comes before the first word or behind the last
// one is no fault. Tokens are changed through iterators.
struct Tokens : std::vector<Token> {
  using std::vector<Token>::vector;
  const Token& operator[](std::size_t place) const;
};

Tokens tokenize(std::string_view sentence);
// The words of a range as they would be written.
std::string spell(const Tokens& tokens, std::size_t from, std::size_t to);

}  // namespace mimar::design::brief
