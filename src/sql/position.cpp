#include "sql/position.h"

#include <algorithm>

#include "base/utf8.h"

namespace mimar::sql {
namespace {

constexpr std::size_t widest = 96;

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Control characters and bytes that are not UTF-8 would garble a terminal: each becomes a `?`.
std::string printable(std::string_view line) {
  std::string result;
  while (!line.empty()) {
    const std::size_t length = std::max<std::size_t>(text::utf8_length(line), 1);
    const auto first = static_cast<unsigned char>(line.front());
    const bool control = (first < 0x20 && first != '\t') || first == 0x7f;
    const bool broken = text::utf8_length(line) == 0;
    result += control || broken ? "?" : std::string(line.substr(0, length));
    line.remove_prefix(length);
  }
  return result;
}

}  // namespace

SourceSpan Places::at(std::size_t offset, std::size_t length) {
  offset = std::min(offset, text_.size());
  if (offset < counted_) counted_ = line_start_ = 0, line_ = 1;
  for (std::size_t end; (end = text_.find('\n', counted_)) < offset; counted_ = end + 1) {
    ++line_;
    line_start_ = end + 1;
  }
  counted_ = std::max(counted_, line_start_);
  const auto narrow = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  return {file_, line_, narrow(offset - line_start_ + 1), narrow(offset), narrow(length)};
}

std::string excerpt(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  if (offset - start > widest / 2) {
    start = offset - widest / 2;
    while (start < offset && continues_character(text[start]))
      ++start;
  }
  std::size_t end = std::min(text.find('\n', offset), text.size());
  if (end - start > widest) end = start + widest;
  while (end < text.size() && end > start && continues_character(text[end]))
    --end;
  std::string_view line = text.substr(start, end - start);
  while (line.ends_with('\r'))
    line.remove_suffix(1);
  std::string caret;
  for (const char c : printable(text.substr(start, offset - start))) {
    if (!continues_character(c)) caret += c == '\t' ? '\t' : ' ';
  }
  return printable(line) + "\n" + caret + "^";
}

Error error_at(Places& places, std::size_t offset, std::string message, std::string hint) {
  return {ErrorKind::input,     std::move(message),
          places.at(offset, 1), {},
          std::move(hint),      excerpt(places.text(), offset)};
}

}  // namespace mimar::sql
