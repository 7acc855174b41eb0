#pragma once
// The tokens of SQL text as far as they decide where statements end (PostgreSQL manual, Lexical
// Structure; psql's lexer). Works on whole scripts and on the blocks of one that is being read.

#include <cstdint>
#include <string_view>

namespace mimar::sql {

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
    other  // a number, or one character of an operator
  };
  Kind kind = Kind::other;
  std::size_t end = 0;  // the byte after it
  bool whole = true;    // false: more text could make it longer or another token
  bool closed = true;   // false: the text ends inside its quotes or comment
};

// The token at `at`, which is inside the text.
Token next_token(std::string_view text, std::size_t at);

}  // namespace mimar::sql
