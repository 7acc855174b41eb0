// jsonb constants: insignificant white space gone, keys sorted and unique, strings unescaped and
// escaped one way.

#include <map>

#include "sql/literal.h"

namespace mimar::sql {
namespace {

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}
  std::optional<std::string> whole() {
    auto out = value(0);
    spaces();
    return at_ == text_.size() ? out : std::nullopt;
  }

 private:
  void spaces() {
    while (at_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  bool next(char c) {
    spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::optional<std::string> value(int depth) {
    spaces();
    if (at_ >= text_.size() || depth > 200) return std::nullopt;
    if (text_[at_] == '{') return object(depth);
    if (text_[at_] == '[') return array(depth);
    if (text_[at_] == '"') return string();
    for (const std::string_view word : {"true", "false", "null"})
      if (text_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return std::string(word);
      }
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           std::string_view("+-.eE0123456789").find(text_[at_]) != std::string_view::npos)
      ++at_;
    return start == at_ ? std::nullopt : normal_literal('#', text_.substr(start, at_ - start));
  }
  // The same string may be escaped in several ways; only the plain ones are understood.
  std::optional<std::string> string() {
    std::string out = "\"";
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
        if (at_ >= text_.size() || text_[at_] == 'u') return std::nullopt;
        if (text_[at_] != '/') out += '\\';
      }
      out += text_[at_];
    }
    if (at_ >= text_.size()) return std::nullopt;
    ++at_;
    return out + '"';
  }
  std::optional<std::string> array(int depth) {
    std::string out = "[";
    ++at_;
    if (next(']')) return "[]";
    do {
      const auto item = value(depth + 1);
      if (!item) return std::nullopt;
      out += (out.size() > 1 ? ", " : "") + *item;
    } while (next(','));
    return next(']') ? std::optional<std::string>(out + "]") : std::nullopt;
  }
  std::optional<std::string> object(int depth) {
    std::map<std::string, std::string> members;
    ++at_;
    if (next('}')) return "{}";
    do {
      spaces();
      if (at_ >= text_.size() || text_[at_] != '"') return std::nullopt;
      const auto key = string();
      if (!key || !next(':')) return std::nullopt;
      const auto member = value(depth + 1);
      if (!member) return std::nullopt;
      members[*key] = *member;
    } while (next(','));
    if (!next('}')) return std::nullopt;
    std::string out;
    for (const auto& [key, member] : members)
      out += (out.empty() ? "{" : ", ") + key + ": " + member;
    return out + "}";
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string> normal_json(std::string_view text) {
  return JsonReader(text).whole();
}

}  // namespace mimar::sql
