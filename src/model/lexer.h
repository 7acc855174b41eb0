#pragma once
// The tokens of SQL text (PostgreSQL manual, Lexical Structure; psql's lexer), for all who read SQL
// as words and not as a tree. Works on whole scripts and on the blocks of one that is being read.

#include <cstdint>
#include <string>
#include <string_view>

namespace mimar::model {

struct Token {
  enum class Kind : std::uint8_t {
    blank,  // one character
    line_comment,
    block_comment,
    string,             // 'x', E'x', B'x', N'x', X'x'
    quoted_identifier,  // "x"
    dollar_string,      // $tag$x$tag$
    word,               // an identifier or keyword
    open,
    close,
    semicolon,
    backslash,
    number,  // with the letters after it: 1e5, 0x1f; a point and what follows are other tokens
    other    // one character of an operator
  };
  Kind kind = Kind::other;
  std::size_t end = 0;  // the byte after it
  bool whole = true;    // false: more text could make it longer or another token
  bool closed = true;   // false: the text ends inside its quotes or comment

  bool is_quoted() const {
    return kind == Kind::string || kind == Kind::quoted_identifier || kind == Kind::dollar_string;
  }
  bool is_comment() const { return kind == Kind::line_comment || kind == Kind::block_comment; }
};

// The token at `at`, which is inside the text.
Token next_token(std::string_view text, std::size_t at);

// What the quoted token `written` says: without its quotes, doubled ones single. Backslashes stay.
std::string unquoted(std::string_view written);

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// Of an identifier without quotes: its first character, and the others.
inline bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
inline bool in_word(char c) {
  return starts_word(c) || is_digit(c) || c == '$';
}

}  // namespace mimar::model
