#include "sql/literal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "base/text.h"

namespace mimar::sql {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::string> normal_integer(std::string_view text) {
  text = text::trim(text);
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty()) return std::nullopt;
  for (const char c : text)
    if (!is_digit(c)) return std::nullopt;
  while (text.size() > 1 && text[0] == '0')
    text.remove_prefix(1);
  return (negative && text != "0" ? "-" : "") + std::string(text);
}

// oidin(): a negative number counts down from 2^32.
std::optional<std::string> normal_oid(std::string_view text) {
  const auto number = normal_integer(text);
  std::int64_t value = 0;
  if (!number ||
      std::from_chars(number->data(), number->data() + number->size(), value).ec != std::errc())
    return std::nullopt;
  if (value < 0) value += std::int64_t{1} << 32U;
  if (value < 0 || value >> 32U != 0) return std::nullopt;
  return std::to_string(value);
}

// Keeps the scale as written: 1.50 and 1.5 are equal numbers but print differently.
std::optional<std::string> normal_numeric(std::string_view text) {
  text = text::trim(text);
  if (text::equal_ignoring_case(text, "nan")) return "NaN";
  if (text.find_first_of("eE") != std::string_view::npos) {
    const std::size_t e = text.find_first_of("eE");
    int exponent = 0;
    std::string_view digits = text.substr(e + 1);
    if (!digits.empty() && digits[0] == '+') digits.remove_prefix(1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (error != std::errc() || end != digits.data() + digits.size() || exponent > 400 ||
        exponent < -400)
      return std::nullopt;
    std::string mantissa(text.substr(0, e));
    std::size_t point = mantissa.find('.');
    if (point == std::string::npos) {
      point = mantissa.size();
    } else {
      mantissa.erase(point, 1);
    }
    const std::size_t sign =
        !mantissa.empty() && (mantissa[0] == '-' || mantissa[0] == '+') ? 1 : 0;
    auto at = static_cast<std::ptrdiff_t>(point) + exponent;
    while (at <= static_cast<std::ptrdiff_t>(sign)) {
      mantissa.insert(sign, "0");
      ++at;
    }
    while (at > static_cast<std::ptrdiff_t>(mantissa.size()))
      mantissa += '0';
    if (at < static_cast<std::ptrdiff_t>(mantissa.size()))
      mantissa.insert(static_cast<std::size_t>(at), ".");
    return normal_numeric(mantissa);
  }
  const std::size_t point = text.find('.');
  std::string whole(text.substr(0, point));
  const std::string fraction(point == std::string_view::npos ? "" : text.substr(point + 1));
  if (whole.empty() || whole == "-" || whole == "+") whole += '0';
  auto integer = normal_integer(whole);
  if (!integer) return std::nullopt;
  for (const char c : fraction)
    if (!is_digit(c)) return std::nullopt;
  if (whole[0] == '-' && *integer == "0" && fraction.find_first_not_of('0') != std::string::npos)
    *integer = "-0";
  return fraction.empty() ? *integer : *integer + "." + fraction;
}

std::optional<std::string> normal_float(std::string_view text, bool single) {
  std::string word = text::lower(text::trim(text));
  if (!word.empty() && word[0] == '+') word.erase(0, 1);
  if (word == "nan" || word == "-nan") return "NaN";
  if (word == "infinity" || word == "inf") return "Infinity";
  if (word == "-infinity" || word == "-inf") return "-Infinity";
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  std::array<char, 64> buffer = {};
  const auto out = single ? std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          static_cast<float>(value))
                          : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return std::string(buffer.data(), out.ptr);
}

std::optional<std::string> normal_boolean(std::string_view text) {
  const std::string word = text::lower(text::trim(text));
  if (word.empty()) return std::nullopt;
  const auto abbreviates = [&](std::string_view full) {
    return full.substr(0, word.size()) == word;
  };
  if (abbreviates("true") || abbreviates("yes") || word == "on" || word == "1") return "true";
  if (abbreviates("false") || abbreviates("no") || word == "off" || word == "of" || word == "0")
    return "false";
  return std::nullopt;
}

std::optional<std::string> normal_uuid(std::string_view text) {
  std::string digits;
  for (const char c : text::lower(text::trim(text)))
    if (c != '-' && c != '{' && c != '}') digits += c;
  if (digits.size() != 32) return std::nullopt;
  for (const std::size_t at : {20U, 16U, 12U, 8U})
    digits.insert(at, "-");
  return digits;
}

// The hex form; the escape form when it holds no escapes.
std::optional<std::string> normal_bytes(std::string_view text) {
  if (text.substr(0, 2) == "\\x") {
    std::string digits = text::lower(text.substr(2));
    std::erase_if(digits, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return "\\x" + digits;
  }
  if (text.find('\\') != std::string_view::npos) return std::nullopt;
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\\x";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += hex[byte >> 4U];
    out += hex[byte & 15U];
  }
  return out;
}

struct ArrayReader {
  std::string_view text;
  char element;
  std::size_t at = 0;

  void spaces() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n'))
      ++at;
  }
  std::optional<std::string> value() {
    std::string raw;
    bool quoted = false;
    if (at < text.size() && text[at] == '"') {
      quoted = true;
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        if (at < text.size()) raw += text[at];
      }
      if (at++ >= text.size()) return std::nullopt;
    } else {
      for (; at < text.size() && text[at] != ',' && text[at] != '}'; ++at) {
        if (text[at] == '\\') ++at;
        if (at < text.size()) raw += text[at];
      }
      raw = std::string(text::trim(raw));
      if (text::equal_ignoring_case(raw, "null")) return "NULL";
    }
    if (raw.empty() && !quoted) return std::nullopt;
    const auto normal = normal_literal(element, raw);
    if (!normal) return std::nullopt;
    return '"' + text::replace_all(text::replace_all(*normal, "\\", "\\\\"), "\"", "\\\"") + '"';
  }
  std::optional<std::string> array() {
    std::string out = "{";
    ++at;
    for (bool first = true;; first = false) {
      spaces();
      if (at >= text.size()) return std::nullopt;
      if (first && text[at] == '}') break;
      const auto item = text[at] == '{' ? array() : value();
      if (!item) return std::nullopt;
      out += (first ? "" : ",") + *item;
      spaces();
      if (at >= text.size() || (text[at] != ',' && text[at] != '}')) return std::nullopt;
      if (text[at] == '}') break;
      ++at;
    }
    ++at;
    return out + "}";
  }
};

}  // namespace

std::optional<std::string> normal_array(char element_code, std::string_view text) {
  ArrayReader reader{text, element_code};
  reader.spaces();
  if (reader.at >= text.size() || text[reader.at] != '{') return std::nullopt;
  auto out = reader.array();
  reader.spaces();
  return reader.at == text.size() ? out : std::nullopt;
}

namespace {

// Of a range type, and of its multirange, the code of what it is a range of.
constexpr std::array<std::array<char, 3>, 6> ranges = {{{'<', '.', 'i'},
                                                        {'^', '0', 'l'},
                                                        {'[', ',', '#'},
                                                        {'{', '`', 'S'},
                                                        {'}', '$', 'Z'},
                                                        {']', '/', 'D'}}};

// namein(): 63 bytes, and no character of UTF-8 cut in two.
std::string normal_name(std::string_view text) {
  std::size_t size = std::min<std::size_t>(text.size(), 63);
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
    --size;
  return std::string(text.substr(0, size));
}

std::optional<std::string> normal_other(char code, std::string_view text) {
  for (const auto& [range, multirange, element] : ranges) {
    if (code == range) return normal_range(element, text);
    if (code == multirange) return normal_multirange(element, text);
  }
  if (code == 'n') return normal_name(text);
  // What is stored as it is written.
  if (std::string_view("tvpjxF").find(code) != std::string_view::npos) return std::string(text);
  if (code == 'c' && text.size() <= 1) return std::string(text);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> normal_literal(char code, std::string_view text) {
  switch (code) {
    case 's':
    case 'i':
    case 'l': return normal_integer(text);
    case 'o': return normal_oid(text);
    case '#': return normal_numeric(text);
    case 'f': return normal_float(text, true);
    case 'd': return normal_float(text, false);
    case 'b': return normal_boolean(text);
    case 'U': return normal_uuid(text);
    case 'Y': return normal_bytes(text);
    case 'J': return normal_json(text);
    case 'I': return normal_interval(text);
    case 'D':
    case 'T':
    case 'z':
    case 'S':
    case 'Z': return normal_moment(code, text);
    case 'N': return normal_network(text, false);
    case 'C': return normal_network(text, true);
    case '8': return normal_hardware_address(text);
    case 'B':
    case 'V': return normal_bits(text);
    case '1': return normal_point(text);
    case 'P': return normal_json_path(text);
    default: return normal_other(code, text);
  }
}

}  // namespace mimar::sql
