// Constants of the less common types: bits, points and boxes, paths into JSON.

#include <vector>

#include "base/text.h"
#include "sql/literal.h"

namespace mimar::sql {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

// The numbers between the brackets of "(1, 2), (3, 4)".
std::optional<std::vector<std::string>> coordinates(std::string_view text, std::size_t count) {
  std::string numbers;
  for (const char c : text)
    if (c != '(' && c != ')') numbers += c;
  std::vector<std::string> out;
  for (const std::string_view part : text::split(numbers, ',')) {
    const auto value = normal_literal('d', text::trim(part));
    if (!value) return std::nullopt;
    out.push_back(*value);
  }
  return out.size() == count ? std::optional(std::move(out)) : std::nullopt;
}

// A step that reads the same in every spelling of it: .key, ."key", .*, [*], [3].
std::optional<std::string> path_step(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("[*]") || rest.starts_with(".*")) {
    at += rest[0] == '[' ? 3 : 2;
    if (rest.starts_with(".**")) return std::nullopt;
    return std::string(text.substr(start, at - start));
  }
  if (rest[0] == '[') {
    const std::size_t end = rest.find(']');
    const std::string_view index = rest.substr(1, end == std::string_view::npos ? 0 : end - 1);
    if (index.empty() || index.find_first_not_of("0123456789") != std::string_view::npos ||
        (index.size() > 1 && index[0] == '0'))
      return std::nullopt;
    at += end + 1;
    return std::string(rest.substr(0, end + 1));
  }
  if (rest[0] != '.' || rest.size() < 2) return std::nullopt;
  ++at;
  const bool quoted = text[at] == '"';
  if (quoted) ++at;
  const std::size_t word = at;
  while (at < text.size() && is_word(text[at]))
    ++at;
  const std::string key(text.substr(word, at - word));
  if (key.empty() || (!quoted && key[0] >= '0' && key[0] <= '9')) return std::nullopt;
  if (quoted && (at >= text.size() || text[at++] != '"')) return std::nullopt;
  if (at < text.size() && text[at] == '(') return std::nullopt;  // a method
  return ".\"" + key + "\"";
}

}  // namespace

std::optional<std::string> normal_bits(std::string_view text) {
  if (!text.empty() && (text[0] == 'b' || text[0] == 'B')) text.remove_prefix(1);
  if (text.find_first_not_of("01") != std::string_view::npos) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> normal_point(std::string_view text) {
  const auto numbers = coordinates(text, 2);
  if (!numbers) return std::nullopt;
  return "(" + (*numbers)[0] + "," + (*numbers)[1] + ")";
}

std::optional<std::string> normal_json_path(std::string_view text) {
  text = text::trim(text);
  std::string out;
  for (const std::string_view mode : {"strict ", "lax "})
    if (text.starts_with(mode)) {
      text = text::trim(text.substr(mode.size()));
      if (mode == "strict ") out = mode;
    }
  if (text.empty() || text[0] != '$') return std::nullopt;
  out += "$";
  for (std::size_t at = 1; at < text.size();) {
    const auto step = path_step(text, at);
    if (!step) return std::nullopt;
    out += *step;
  }
  return out;
}

}  // namespace mimar::sql
