#include "read/sql_files/encoding.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace mimar::read::sql_files {
namespace {

enum class Encoding : std::uint8_t { utf8, latin1, latin9, win1252, unknown };

// Windows code page 1252 from 0x80 to 0x9f; 0: undefined there.
constexpr std::array<char32_t, 32> win1252{
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// Where ISO 8859-15 is another than ISO 8859-1.
char32_t latin9(unsigned char byte) {
  switch (byte) {
    case 0xa4: return 0x20ac;
    case 0xa6: return 0x0160;
    case 0xa8: return 0x0161;
    case 0xb4: return 0x017d;
    case 0xb8: return 0x017e;
    case 0xbc: return 0x0152;
    case 0xbd: return 0x0153;
    case 0xbe: return 0x0178;
    default: return byte;
  }
}

char32_t code_point(unsigned char byte, Encoding encoding) {
  if (encoding == Encoding::latin9) return latin9(byte);
  if (encoding != Encoding::win1252 || byte < 0x80 || byte > 0x9f) return byte;
  const char32_t mapped = win1252[byte - 0x80U];
  return mapped == 0 ? byte : mapped;
}

void append_utf8(std::string& text, char32_t point) {
  const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xc0U | (point >> 6U));
  } else if (point > 0xffff) {
    add(0xf0U | (point >> 18U));
    add(0x80U | ((point >> 12U) & 0x3fU));
    add(0x80U | ((point >> 6U) & 0x3fU));
  } else {
    add(0xe0U | (point >> 12U));
    add(0x80U | ((point >> 6U) & 0x3fU));
  }
  add(0x80U | (point & 0x3fU));
}

// PostgreSQL compares the names of encodings by their letters and digits alone.
Encoding encoding_of(std::string_view name) {
  std::string plain;
  for (const char c : text::lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  if (plain == "utf8" || plain == "unicode" || plain == "sqlascii" || plain == "default")
    return Encoding::utf8;
  if (plain == "latin1" || plain == "iso88591") return Encoding::latin1;
  if (plain == "latin9" || plain == "iso885915") return Encoding::latin9;
  return plain == "win1252" || plain == "windows1252" ? Encoding::win1252 : Encoding::unknown;
}

// Takes `expected` off the front, whatever its case.
bool take(std::string_view& line, std::string_view expected) {
  line = text::trim(line);
  if (!text::equal_ignoring_case(line.substr(0, expected.size()), expected)) return false;
  line.remove_prefix(expected.size());
  return true;
}

// The encoding that a line declares: SET client_encoding = 'LATIN1'; or SET NAMES 'LATIN1'; or
// \encoding LATIN1. Empty when it declares none. Dumps write it on a line of its own.
std::string_view declared(std::string_view line) {
  bool value = take(line, "\\encoding ");
  if (!value && take(line, "set ")) {
    value = take(line, "names ");
    if (!value && take(line, "client_encoding")) value = take(line, "=") || take(line, "to ");
  }
  if (!value) return {};
  line = text::trim(line);
  const bool quoted = line.starts_with('\'');
  if (quoted) line.remove_prefix(1);
  return line.substr(0, line.find_first_of(quoted ? "'" : "; \t\r"));
}

bool plain(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return (c & 0x80) == 0; });
}

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

// With its byte order mark. A surrogate without its other half becomes U+FFFD.
std::string from_utf16(std::string_view text) {
  const bool little = text[0] == '\xFF';
  const auto unit = [&](std::size_t at) -> char32_t {
    const char32_t first = static_cast<unsigned char>(text[at]);
    const char32_t second = static_cast<unsigned char>(text[at + 1]);
    return little ? first | (second << 8U) : (first << 8U) | second;
  };
  std::string result;
  for (std::size_t at = 2; at + 1 < text.size(); at += 2) {
    char32_t point = unit(at);
    const bool high = point >= 0xd800 && point < 0xdc00;
    if (point >= 0xd800 && point < 0xe000) {
      const char32_t low = high && at + 3 < text.size() ? unit(at + 2) : 0;
      const bool pair = low >= 0xdc00 && low < 0xe000;
      point = pair ? 0x10000 + ((point - 0xd800) << 10U) + (low - 0xdc00) : 0xfffd;
      at += pair ? 2 : 0;
    }
    append_utf8(result, point);
  }
  return result;
}

}  // namespace

Decoded decode(std::string_view text) {
  Decoded result;
  if (is_utf16(text)) return {from_utf16(text), {}, 0, true};
  if (plain(text)) return {std::string(text), {}, 0, false};
  std::size_t number = 0;
  Encoding encoding = Encoding::utf8;
  std::string_view name;
  const auto note = [&] {
    auto& unknown = result.unknown;
    if (std::find(unknown.begin(), unknown.end(), name) == unknown.end())
      unknown.emplace_back(name);
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    at = end;
    ++number;
    // A server would refuse it; what most editors and dumps of SQL_ASCII mean is this.
    const bool assumed = encoding == Encoding::utf8 && !plain(line) &&
                         text::find_invalid_utf8(line) != std::string_view::npos;
    if (assumed && result.assumed == 0) result.assumed = number;
    const bool as_it_is = encoding == Encoding::utf8 || encoding == Encoding::unknown;
    if (plain(line) || (as_it_is && !assumed)) {
      result.text += line;
      if (encoding == Encoding::unknown && !plain(line)) note();
    } else {
      for (const char c : line)
        append_utf8(result.text, code_point(static_cast<unsigned char>(c),
                                            assumed ? Encoding::win1252 : encoding));
    }
    if (const std::string_view set = declared(line); !set.empty()) {
      name = set;
      encoding = encoding_of(set);
    }
  }
  return result;
}

}  // namespace mimar::read::sql_files
