#include "design/prose/answer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace mimar::design::prose {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A citation may name no more than this many by a range: the rest is no citation but a mistake.
constexpr std::size_t longest_range = 200;

// "3", "3-5"; an en dash too.
std::optional<std::pair<std::size_t, std::size_t>> read_range(std::string_view part) {
  std::string plain = text::replace_all(std::string(text::trim(part)), "\xE2\x80\x93", "-");
  const std::size_t dash = plain.find('-');
  const auto number = [](std::string_view digits) -> std::optional<std::size_t> {
    digits = text::trim(digits);
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  const auto first = number(std::string_view(plain).substr(0, dash));
  const auto last =
      dash == std::string::npos ? first : number(std::string_view(plain).substr(dash + 1));
  if (!first || !last || *last < *first || *last - *first > longest_range) return std::nullopt;
  return std::pair(*first, *last);
}

// Takes "[3, 5-6]" off the end, of which there may be several, with the full stop before or behind.
void take_citations(std::string& sentence, std::size_t passages, Line& line) {
  while (true) {
    std::string_view rest = text::trim(sentence);
    const bool stop = rest.ends_with("].");
    if (stop) rest.remove_suffix(1);
    const std::size_t open = rest.rfind('[');
    if (!rest.ends_with(']') || open == std::string_view::npos || open + 2 >= rest.size()) return;
    const std::string_view inside = rest.substr(open + 1, rest.size() - open - 2);
    if (!std::all_of(inside.begin(), inside.end(), [](char c) {
          return is_digit(c) || c == ',' || c == ' ' || c == '-' || (c & 0x80) != 0;
        }))
      return;
    for (const std::string_view part : text::split(inside, ',')) {
      const auto range = read_range(part);
      if (!range) {
        line.cites_unknown = true;
        continue;
      }
      for (std::size_t n = range->first; n <= range->second; ++n)
        if (n >= 1 && n <= passages)
          line.cited.push_back(n);
        else
          line.cites_unknown = true;
    }
    std::string kept(text::trim(rest.substr(0, open)));
    if (stop && !kept.ends_with('.')) kept += '.';
    sentence = std::move(kept);
  }
}

// "- ", "* ", "3. " in front.
std::string_view without_bullet(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ")) return text::trim(line.substr(2));
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits]))
    ++digits;
  if (digits > 0 && digits < 4 && line.substr(digits).starts_with(". "))
    return text::trim(line.substr(digits + 2));
  return line;
}

}  // namespace

std::vector<Line> read_answer(std::string_view answer, std::size_t passages) {
  std::vector<Line> lines;
  for (const std::string_view raw : text::lines(answer)) {
    const std::string_view written = text::trim(raw);
    if (written.empty() || written.starts_with("```") || written.starts_with("~~~")) continue;
    Line line;
    std::string body(without_bullet(written));
    if (body.starts_with("? ")) {
      line.kind = Line::Kind::question;
      body = std::string(text::trim(std::string_view(body).substr(2)));
    }
    take_citations(body, passages, line);
    if (body.starts_with('#')) {
      line.kind = Line::Kind::heading;
      const std::size_t level = std::min(body.find_first_not_of('#'), body.size());
      const std::string title(text::trim(std::string_view(body).substr(level)));
      // A title may lead to no other kind of line.
      if (title.empty() || title.starts_with('#')) continue;
      body = std::string(std::min<std::size_t>(level, 6), '#') + " " + title;
    }
    std::sort(line.cited.begin(), line.cited.end());
    line.cited.erase(std::unique(line.cited.begin(), line.cited.end()), line.cited.end());
    if (body.empty()) continue;
    line.text = std::move(body);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace mimar::design::prose
