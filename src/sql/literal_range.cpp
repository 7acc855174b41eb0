// Ranges as constants: bounds in the spelling of their type, those of discrete types as [a,b).

#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "sql/literal.h"

namespace mimar::sql {
namespace {

struct Bounds {
  bool lower_inclusive = false, upper_inclusive = false;
  std::optional<std::string> lower, upper;  // nullopt: infinite
};

// One bound up to `end`, quoted or not; nullopt where it does not end there.
std::optional<std::optional<std::string>> read_bound(std::string_view text, std::size_t& at,
                                                     std::string_view ends) {
  std::string raw;
  bool quoted = false, any = false;
  for (; at < text.size() && (quoted || ends.find(text[at]) == std::string_view::npos); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      raw += text[++at];
    } else if (text[at] == '"' && quoted && at + 1 < text.size() && text[at + 1] == '"') {
      raw += text[++at];
    } else if (text[at] == '"') {
      quoted = !quoted;
      any = true;
    } else {
      raw += text[at];
    }
  }
  if (at >= text.size()) return std::nullopt;
  if (raw.empty() && !any) return std::optional<std::string>();
  return std::optional<std::string>(raw);
}

std::optional<Bounds> read_bounds(std::string_view text) {
  Bounds bounds;
  if (text.empty() || (text[0] != '[' && text[0] != '(')) return std::nullopt;
  bounds.lower_inclusive = text[0] == '[';
  std::size_t at = 1;
  auto lower = read_bound(text, at, ",");
  if (!lower) return std::nullopt;
  ++at;
  auto upper = read_bound(text, at, ")]");
  if (!upper || at + 1 != text.size()) return std::nullopt;
  bounds.upper_inclusive = text[at] == ']';
  bounds.lower = std::move(*lower);
  bounds.upper = std::move(*upper);
  bounds.lower_inclusive = bounds.lower_inclusive && bounds.lower;
  bounds.upper_inclusive = bounds.upper_inclusive && bounds.upper;
  return bounds;
}

std::optional<std::string> next_integer(std::string_view text, std::int64_t most) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value >= most)
    return std::nullopt;
  return std::to_string(value + 1);
}

std::optional<std::string> next_value(char element, const std::string& text) {
  switch (element) {
    case 'i': return next_integer(text, INT32_MAX);
    case 'l': return next_integer(text, INT64_MAX);
    case 'D': return next_day(text);
    default: return std::nullopt;
  }
}

// [a,b) of a type whose values can be counted.
bool count_bounds(char element, Bounds& bounds) {
  if (bounds.lower && !bounds.lower_inclusive) {
    bounds.lower = next_value(element, *bounds.lower);
    if (!bounds.lower) return false;
    bounds.lower_inclusive = true;
  }
  if (bounds.upper && bounds.upper_inclusive) {
    bounds.upper = next_value(element, *bounds.upper);
    if (!bounds.upper) return false;
    bounds.upper_inclusive = false;
  }
  return true;
}

std::string quoted(const std::optional<std::string>& bound) {
  if (!bound) return "";
  return '"' + text::replace_all(text::replace_all(*bound, "\\", "\\\\"), "\"", "\\\"") + '"';
}

// Whether two spellings of a number are one value, though they differ in their zeros.
std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.resize(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

bool is_empty(char element, const Bounds& bounds) {
  if (!bounds.lower || !bounds.upper) return false;
  const bool point = element == '#' ? without_zeros(*bounds.lower) == without_zeros(*bounds.upper)
                                    : bounds.lower == bounds.upper;
  return point && !(bounds.lower_inclusive && bounds.upper_inclusive);
}

}  // namespace

std::optional<std::string> normal_range(char element, std::string_view text) {
  text = text::trim(text);
  if (text::equal_ignoring_case(text, "empty")) return "empty";
  auto bounds = read_bounds(text);
  if (!bounds) return std::nullopt;
  for (auto* bound : {&bounds->lower, &bounds->upper}) {
    if (!*bound) continue;
    *bound = normal_literal(element, **bound);
    if (!*bound || (**bound).find("infinity") != std::string::npos) return std::nullopt;
  }
  // range_serialize() looks before and after the bounds are counted: (1,1) and (1,2) are empty.
  const bool discrete = element == 'i' || element == 'l' || element == 'D';
  if (is_empty(element, *bounds)) return "empty";
  if (discrete && !count_bounds(element, *bounds)) return std::nullopt;
  if (is_empty(element, *bounds)) return "empty";
  return (bounds->lower_inclusive ? "[" : "(") + quoted(bounds->lower) + "," +
         quoted(bounds->upper) + (bounds->upper_inclusive ? "]" : ")");
}

std::optional<std::string> normal_multirange(char element, std::string_view text) {
  text = text::trim(text);
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
  text = text::trim(text.substr(1, text.size() - 2));
  if (text.empty()) return "{}";
  // Several ranges are merged and sorted, which is left to the server.
  const auto range = normal_range(element, text);
  if (!range) return std::nullopt;
  return *range == "empty" ? "{}" : "{" + *range + "}";
}

}  // namespace mimar::sql
