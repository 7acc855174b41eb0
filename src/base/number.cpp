#include "base/number.h"

#include <array>
#include <string>

#include "base/text.h"

namespace mimar::text {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

struct Magnitude {
  std::string_view word;
  double factor;
};
constexpr std::array<Magnitude, 13> magnitudes{{{"thousand", 1e3},
                                                {"million", 1e6},
                                                {"millions", 1e6},
                                                {"billion", 1e9},
                                                {"billions", 1e9},
                                                {"mio", 1e6},
                                                {"mn", 1e6},
                                                {"bn", 1e9},
                                                {"k", 1e3},
                                                {"m", 1e6},
                                                {"b", 1e9},
                                                {"g", 1e9},
                                                {"mil", 1e6}}};

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() &&
         ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z')))
    ++end;
  return text.substr(0, end);
}

}  // namespace

std::optional<double> read_number(std::string_view text, std::string_view& rest) {
  text = trim(text);
  std::string digits;
  std::size_t at = 0;
  for (; at < text.size() && digits.size() < 18; ++at) {
    if (digit(text[at])) {
      digits += text[at];
    } else if (text[at] == '.' && at + 1 < text.size() && digit(text[at + 1])) {
      digits += '.';
    } else if (!((text[at] == ',' || text[at] == '_') && at + 1 < text.size() &&
                 digit(text[at + 1]))) {
      break;
    }
  }
  if (digits.empty()) return std::nullopt;
  double whole = 0, place = 0;
  for (char c : digits) {
    if (c == '.') {
      if (place > 0) return std::nullopt;
      place = 1;
    } else if (place == 0) {
      whole = whole * 10 + (c - '0');
    } else {
      place /= 10;
      whole += place * (c - '0');
    }
  }
  rest = trim(text.substr(at));
  const std::string_view word = first_word(rest);
  for (const Magnitude& magnitude : magnitudes) {
    if (!equal_ignoring_case(word, magnitude.word)) continue;
    whole *= magnitude.factor;
    rest = trim(rest.substr(word.size()));
    break;
  }
  return whole;
}

}  // namespace mimar::text
