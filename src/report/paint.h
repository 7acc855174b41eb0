#pragma once
// ANSI colours (ECMA-48, SGR), or none.

#include <string>
#include <string_view>

namespace mimar::report {

enum class Ink : std::uint8_t { plain, bold, dim, red, yellow, blue, green };

class Paint {
 public:
  explicit Paint(bool colour) : colour_(colour) {}
  std::string operator()(Ink ink, std::string_view text) const {
    if (!colour_ || ink == Ink::plain) return std::string(text);
    return std::string(code(ink)).append(text).append("\033[0m");
  }

 private:
  static constexpr const char* code(Ink ink) {
    switch (ink) {
      case Ink::plain: return "";
      case Ink::bold: return "\033[1m";
      case Ink::dim: return "\033[2m";
      case Ink::red: return "\033[1;31m";
      case Ink::yellow: return "\033[1;33m";
      case Ink::blue: return "\033[1;34m";
      case Ink::green: return "\033[1;32m";
    }
    return "";
  }
  bool colour_;
};

}  // namespace mimar::report
