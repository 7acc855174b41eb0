#include <algorithm>

#include "base/text.h"
#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

bool is_text(const Datum& datum) {
  return datum.is(Kind::text) || datum.is(Kind::other);
}

std::string stripped(std::string text, const std::string& characters, bool left, bool right) {
  if (right) text.erase(text.find_last_not_of(characters) + 1);
  if (left) text.erase(0, std::min(text.find_first_not_of(characters), text.size()));
  return text;
}

std::string part(const std::string& text, long double from, long double length) {
  const auto size = static_cast<long double>(text.size());
  const long double first = std::clamp(from - 1, 0.0L, size);
  const long double last = std::clamp(from - 1 + length, first, size);
  return text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
}

Datum split_part(const Arguments& arguments) {
  const std::string &text = arguments[0].text, &separator = arguments[1].text;
  if (separator.empty() || arguments[2].number < 1) return {};
  std::size_t start = 0;
  for (long double n = 1; n < arguments[2].number; ++n) {
    start = text.find(separator, start);
    if (start == std::string::npos) return text_datum("");
    start += separator.size();
  }
  return text_datum(text.substr(start, text.find(separator, start) - start));
}

std::string initcap(std::string text) {
  bool first = true;
  for (char& c : text) {
    const std::string folded =
        first ? text::upper(std::string(1, c)) : text::lower(std::string(1, c));
    c = folded[0];
    first = !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }
  return text;
}

std::optional<Datum> of_one(const std::string& name, const std::string& text) {
  if (name == "length" || name == "char_length" || name == "character_length" ||
      name == "octet_length") {
    const bool bytes = name == "octet_length";
    const auto characters = std::count_if(text.begin(), text.end(), [&](char c) {
      return bytes || (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    return number(static_cast<long double>(characters), true);
  }
  if (name == "lower") return text_datum(text::lower(text));
  if (name == "upper") return text_datum(text::upper(text));
  if (name == "initcap") return text_datum(initcap(text));
  if (name == "btrim" || name == "trim") return text_datum(stripped(text, " ", true, true));
  if (name == "ltrim") return text_datum(stripped(text, " ", true, false));
  if (name == "rtrim") return text_datum(stripped(text, " ", false, true));
  if (name == "reverse") return text_datum(std::string(text.rbegin(), text.rend()));
  return std::nullopt;
}

std::optional<Datum> with_number(const std::string& name, const std::string& text, long double n) {
  const auto size = static_cast<long double>(text.size());
  if (name == "left") return text_datum(part(text, 1, n < 0 ? size + n : n));
  if (name == "right") return text_datum(part(text, (n < 0 ? -n : size - n) + 1, size));
  if (name == "substring" || name == "substr") return text_datum(part(text, n, size + 1));
  if (name == "repeat") {
    std::string repeated;
    for (long double i = 0; i < std::min(n, 1000.0L); ++i)
      repeated += text;
    return text_datum(repeated);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Datum> apply_text(const std::string& name, const Arguments& arguments) {
  if (arguments.empty() || !is_text(arguments[0])) return std::nullopt;
  const std::string& text = arguments[0].text;
  if (arguments.size() == 1) return of_one(name, text);
  if (arguments[1].is(Kind::number)) {
    if (arguments.size() == 2) return with_number(name, text, arguments[1].number);
    const bool cut = name == "substring" || name == "substr";
    if (cut && arguments[2].is(Kind::number))
      return text_datum(part(text, arguments[1].number, arguments[2].number));
    return std::nullopt;
  }
  if (!is_text(arguments[1])) return std::nullopt;
  const std::string& other = arguments[1].text;
  if (arguments.size() == 3) {
    if (name == "replace" && is_text(arguments[2]) && !other.empty())
      return text_datum(text::replace_all(text, other, arguments[2].text));
    if (name == "split_part" && arguments[2].is(Kind::number)) return split_part(arguments);
    return std::nullopt;
  }
  if (name == "||") return text_datum(text + other);
  if (name == "btrim" || name == "trim") return text_datum(stripped(text, other, true, true));
  if (name == "ltrim") return text_datum(stripped(text, other, true, false));
  if (name == "rtrim") return text_datum(stripped(text, other, false, true));
  if (name == "starts_with" || name == "^@") return boolean(text.starts_with(other));
  if (name == "strpos" || name == "position") {
    const std::size_t found = text.find(other);
    return number(found == std::string::npos ? 0 : static_cast<long double>(found + 1), true);
  }
  if (name == "substring") {
    const auto pattern = parse_regex(other, false);
    return pattern && matches(*pattern, text) == false ? null_datum() : Datum{};
  }
  return std::nullopt;
}

}  // namespace mimar::synthesis
