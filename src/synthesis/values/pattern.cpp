#include <charconv>
#include <optional>

#include "synthesis/values/values.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t most_repeats = 12;

// A sequence of literals and character classes with quantifiers, anchored or not. No groups, no
// alternatives.
class PatternParser {
 public:
  explicit PatternParser(std::string_view expression) : rest_(expression) {}

  Pattern parse() {
    Pattern pattern;
    if (!rest_.empty() && rest_.front() == '^') rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.back() == '$') rest_.remove_suffix(1);
    while (!rest_.empty()) {
      const std::string characters = atom();
      if (characters.empty()) return {};
      const auto count = quantifier();
      if (!count) return {};
      if (*count > 0) pattern.pieces.push_back({characters, *count});
    }
    return pattern;
  }

 private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string atom() {
    const char c = next();
    if (c == '[') return set();
    if (c == '\\') return rest_.empty() ? "" : escaped(next());
    if (c == '.') return "abcdefghijklmnopqrstuvwxyz";
    if (std::string_view("()|*+?{}^$]").find(c) != std::string_view::npos) return "";
    return std::string(1, c);
  }

  static std::string escaped(char c) {
    if (c == 'd') return "0123456789";
    if (c == 'w') return "abcdefghijklmnopqrstuvwxyz0123456789";
    if (c == 's') return " ";
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter ? "" : std::string(1, c);
  }

  std::string set() {
    std::string characters;
    if (rest_.empty()) return "";
    if (rest_.front() == '^') {
      const std::string none = (next(), set());
      for (char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789")) {
        if (none.find(c) == std::string::npos) characters += c;
      }
      return characters;
    }
    while (!rest_.empty() && rest_.front() != ']') {
      if (rest_.front() == '[') return "";  // [:alpha:]
      char from = next();
      if (from == '\\' && !rest_.empty()) {
        characters += escaped(next());
        continue;
      }
      if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        next();
        for (const char to = next(); from < to; ++from)
          characters += from;
      }
      characters += from;
    }
    if (rest_.empty()) return "";
    next();
    return characters;
  }

  std::optional<std::size_t> quantifier() {
    if (rest_.empty()) return 1;
    const char c = rest_.front();
    if (c == '+') return next(), 6;
    if (c == '*' || c == '?') return next(), c == '*' ? 3 : 1;
    if (c != '{') return 1;
    const std::size_t close = rest_.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
    return count(inside);
  }

  static std::optional<std::size_t> count(std::string_view inside) {
    std::size_t least = 0, most = 0;
    const char* end = inside.data() + inside.size();
    const auto [after, error] = std::from_chars(inside.data(), end, least);
    if (error != std::errc{}) return std::nullopt;
    if (after == end) return least;
    if (std::from_chars(after + 1, end, most).ec != std::errc{}) most = least + most_repeats;
    return std::max(least, std::min(most, most_repeats));
  }

  std::string_view rest_;
};

}  // namespace

Pattern parse_pattern(std::string_view expression) {
  return PatternParser(expression).parse();
}

std::uint64_t size(const Pattern& pattern) {
  std::uint64_t all = 1;
  for (const Pattern::Piece& piece : pattern.pieces) {
    for (std::size_t i = 0; i < piece.count; ++i) {
      if (all >= unbounded / 256) return unbounded;
      all *= piece.characters.size();
    }
  }
  return all;
}

// Counts like a number with mixed digits, the last place fastest.
void append(std::string& out, const Pattern& pattern, std::uint64_t ordinal) {
  const std::size_t start = out.size();
  for (auto piece = pattern.pieces.rbegin(); piece != pattern.pieces.rend(); ++piece) {
    for (std::size_t i = 0; i < piece->count; ++i) {
      out += piece->characters[ordinal % piece->characters.size()];
      ordinal /= piece->characters.size();
    }
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(start), out.end());
}

}  // namespace mimar::synthesis
