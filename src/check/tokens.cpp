#include "check/tokens.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace mimar::check {
namespace {

bool starts_word(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool continues_word(char c) {
  return starts_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '$';
}

class Reader {
 public:
  explicit Reader(std::string_view sql) : sql_(sql) {}

  std::vector<Token> read() {
    while (at_ < sql_.size()) {
      if (std::isspace(static_cast<unsigned char>(sql_[at_])) != 0)
        ++at_;
      else if (!skip_comment())
        take();
    }
    return std::move(found_);
  }

 private:
  bool looking_at(std::string_view text) const { return sql_.substr(at_, text.size()) == text; }

  bool skip_comment() {
    if (looking_at("--")) {
      at_ = std::min(sql_.find('\n', at_), sql_.size());
      return true;
    }
    if (!looking_at("/*")) return false;
    const std::size_t end = sql_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? sql_.size() : end + 2;
    return true;
  }

  void add(Token::Kind kind, std::string text, std::size_t end) {
    found_.push_back({kind, std::move(text), at_, end, depth_});
    at_ = end;
  }

  // From the quote at `from` to the one that closes it; doubled quotes are inside.
  std::size_t closing(std::size_t from, bool backslashes) const {
    const char quote = sql_[from];
    for (std::size_t i = from + 1; i < sql_.size(); ++i) {
      if (backslashes && sql_[i] == '\\') {
        ++i;
      } else if (sql_[i] == quote) {
        if (i + 1 < sql_.size() && sql_[i + 1] == quote)
          ++i;
        else
          return i;
      }
    }
    return sql_.size();
  }

  void take_quoted(std::size_t quote, Token::Kind kind, bool backslashes) {
    const std::size_t end = closing(quote, backslashes);
    add(kind, std::string(sql_.substr(quote + 1, end - quote - 1)), std::min(end + 1, sql_.size()));
  }

  // $tag$ ... $tag$; false when the sign starts no such literal.
  bool take_dollar() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && continues_word(sql_[end]) && sql_[end] != '$')
      ++end;
    if (end >= sql_.size() || sql_[end] != '$') return false;
    const std::string_view tag = sql_.substr(at_, end + 1 - at_);
    const std::size_t close = std::min(sql_.find(tag, end + 1), sql_.size());
    add(Token::Kind::literal, std::string(sql_.substr(end + 1, close - end - 1)),
        std::min(close + tag.size(), sql_.size()));
    return true;
  }

  void take_word() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && continues_word(sql_[end]))
      ++end;
    add(Token::Kind::word, text::lower(sql_.substr(at_, end - at_)), end);
  }

  void take() {
    const char c = sql_[at_];
    const bool escapes = (c == 'E' || c == 'e') && at_ + 1 < sql_.size() && sql_[at_ + 1] == '\'';
    if (c == '\'' || escapes)
      return take_quoted(escapes ? at_ + 1 : at_, Token::Kind::literal, escapes);
    if (c == '"') return take_quoted(at_, Token::Kind::quoted, false);
    if (c == '$' && take_dollar()) return;
    if (starts_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0) return take_word();
    if (c == '(') ++depth_;
    add(Token::Kind::punctuation, std::string(1, c), at_ + 1);
    if (c == ')' && depth_ > 0) --depth_;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Token> found_;
};

}  // namespace

std::vector<Token> tokens(std::string_view sql) {
  return Reader(sql).read();
}

}  // namespace mimar::check
