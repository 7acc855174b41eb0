#include "emit/erd/svg_text.h"

#include <cmath>

#include "base/text.h"

namespace mimar::emit::erd {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

// The code point at `at`, which is moved behind it; U+FFFD for what is not UTF-8 or not allowed in
// XML.
std::uint32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0x80) return lead >= 0x20 || lead == '\t' || lead == '\n' ? lead : replacement;
  const std::size_t length = lead >= 0xF0 && lead < 0xF5   ? 3
                             : lead >= 0xE0 && lead < 0xF0 ? 2
                             : lead >= 0xC2 && lead < 0xE0 ? 1
                                                           : 0;
  if (length == 0 || at + length > text.size()) return replacement;
  std::uint32_t code = lead & (0x3FU >> length);
  for (std::size_t i = 0; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return replacement;
    code = code << 6 | (byte(at + i) & 0x3FU);
  }
  const std::uint32_t least = length == 3 ? 0x10000 : length == 2 ? 0x800 : 0x80;
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (code < least || code > 0x10FFFF || surrogate || code == 0xFFFE || code == 0xFFFF)
    return replacement;
  at += length;
  return code;
}

double em(std::uint32_t code) {
  constexpr std::string_view narrow = "iljI.,:;'|!()[]{}ft ", wide = "mwMW@%";
  if (code >= 0x1100) return 1.0;
  if (code >= 0x80) return 0.66;
  const char c = static_cast<char>(code);
  if (narrow.find(c) != std::string_view::npos) return 0.38;
  if (wide.find(c) != std::string_view::npos) return 0.96;
  return c >= 'A' && c <= 'Z' ? 0.72 : 0.62;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next(text, at);
    switch (code) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case replacement: result += "\xEF\xBF\xBD"; break;
      default: result += text.substr(start, at - start);
    }
  }
  return result;
}

std::string number(double n) {
  const long tenths = std::lround(n * 10);
  std::string result = (tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10);
  if (tenths % 10 != 0) result += '.' + std::to_string(std::labs(tenths) % 10);
  return result;
}

double sans_width(std::string_view text, double font_size, bool bold) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();)
    width += em(next(text, at));
  return width * font_size * (bold ? 1.1 : 1.0);
}

std::string text_at(double x, double y, std::string_view style_class, std::string_view content,
                    double size) {
  const std::string font = size > 0 ? "\" style=\"font-size:" + number(size) + "px" : std::string();
  return "<text class=\"" + std::string(style_class) + "\" x=\"" + number(x) + "\" y=\"" +
         number(y) + font + "\">" + escaped(content) + "</text>";
}

std::string frame_count(std::size_t tables, bool concepts) {
  return concepts ? text::count(tables, "entity", "entities") : text::count(tables, "table");
}

double frame_title_width(std::string_view title, std::size_t tables, double font_size) {
  return sans_width(title, font_size, true) + 0.6 * font_size +
         sans_width(frame_count(tables), 0.5 * font_size);
}

double mono_width(std::string_view text, double font_size) {
  double width = 0;
  for (std::size_t at = 0; at < text.size();)
    width += next(text, at) >= 0x1100 ? 1.2 : 0.61;
  return width * font_size;
}

}  // namespace mimar::emit::erd
