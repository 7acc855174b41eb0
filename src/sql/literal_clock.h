#pragma once
// Times of day as text, which moments and intervals share.

#include <cstdint>
#include <optional>
#include <string_view>

namespace mimar::sql {

constexpr std::int64_t second = 1'000'000, minute = 60 * second, hour = 60 * minute,
                       day = 24 * hour;

struct TextReader {
  std::string_view text;
  std::size_t at = 0;
  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at;
    return true;
  }
  void spaces() {
    while (take(' ')) {
    }
  }
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < most && peek() >= '0' && peek() <= '9') {
      value = value * 10 + (text[at++] - '0');
      ++digits;
    }
    return digits >= least ? std::optional<int>(value) : std::nullopt;
  }
};

// ".25", as strtod() reads it.
double read_fraction(TextReader& in);
// Microseconds; what is finer is rounded.
std::optional<std::int64_t> read_time(TextReader& in);

}  // namespace mimar::sql
