#include "model/lexer.h"

#include <vector>

#include <gtest/gtest.h>

namespace mimar::model {
namespace {

using Kind = Token::Kind;

std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < text.size();) {
    const Token token = next_token(text, at);
    if (token.kind != Kind::blank) result.emplace_back(text.substr(at, token.end - at));
    at = token.end;
  }
  return result;
}

TEST(Lexer, TellsTokensApart) {
  using List = std::vector<std::string>;
  EXPECT_EQ(tokens("a$1 = 1e5 -- x;"), (List{"a$1", "=", "1e5", "-- x;"}));
  EXPECT_EQ(tokens("/* a /* b */ c */ d"), (List{"/* a /* b */ c */", "d"}));
  EXPECT_EQ(tokens("'it''s' E'a\\'b' N'x' \"a\"\"b\""),
            (List{"'it''s'", "E'a\\'b'", "N'x'", "\"a\"\"b\""}));
  EXPECT_EQ(tokens("$$a;$$ $x$b$$c$x$ $1"), (List{"$$a;$$", "$x$b$$c$x$", "$", "1"}));
}

TEST(Lexer, SaysWhatEndsInsideItsQuotes) {
  for (const std::string_view text : {"'abc", "\"abc", "/* abc", "$$abc", "E'abc\\'"}) {
    const Token token = next_token(text, 0);
    EXPECT_FALSE(token.closed) << text;
    EXPECT_EQ(token.end, text.size()) << text;
  }
}

TEST(Lexer, TakesQuotesOff) {
  EXPECT_EQ(unquoted("'it''s'"), "it's");
  EXPECT_EQ(unquoted("\"a\"\"b\""), "a\"b");
  EXPECT_EQ(unquoted("$x$it''s$x$"), "it''s");
  EXPECT_EQ(unquoted("E'a\\n'"), "a\\n");
  EXPECT_EQ(unquoted("''"), "");
  EXPECT_EQ(unquoted("'open"), "open");
}

}  // namespace
}  // namespace mimar::model
