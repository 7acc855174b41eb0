#include "sql/position.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "base/utf8.h"
#include "model/definition.h"
#include "model/lexer.h"

namespace mimar::sql {
namespace {

constexpr std::size_t widest = 96;
constexpr std::string_view file_mark = "\\mimar_from ";

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

// The word in front of a literal at `at`: PASSWORD 'x', password = 'x'.
std::string_view word_before(std::string_view line, std::size_t at) {
  while (at > 0 && (line[at - 1] == ' ' || line[at - 1] == '=' || line[at - 1] == '"'))
    --at;
  std::size_t start = at;
  while (start > 0 && model::in_word(line[start - 1]))
    --start;
  return line.substr(start, at - start);
}

// Stars in the place of passwords and their like, so that the caret points where it did.
std::string without_secrets(std::string_view line) {
  std::string result(line);
  for (std::size_t at = line.find('\''); at < line.size();) {
    const std::size_t end = std::min(line.find('\'', at + 1), line.size());
    if (model::shown_option(word_before(line, at), "", false) != "")
      std::fill(result.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                result.begin() + static_cast<std::ptrdiff_t>(end), '*');
    at = std::min(line.find('\'', end + 1), line.size());
  }
  return result;
}

// So much of the line as fits around the place.
std::string part_of_line(std::string_view text, std::size_t offset) {
  std::size_t start = 0, end = text.size();
  if (offset > widest / 2) {
    start = offset - widest / 2;
    while (start < offset && continues_character(text[start]))
      ++start;
  }
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

}  // namespace

std::string from_file(const std::string& path, std::uint32_t line) {
  return std::string(file_mark) + std::to_string(line) + ' ' + path + '\n';
}

void Places::end_line(std::size_t end) {
  const std::string_view line = text_.substr(line_start_, end - line_start_);
  ++line_;
  line_start_ = end + 1;
  if (!line.starts_with(file_mark)) return;
  const std::string_view mark = line.substr(file_mark.size());
  const std::size_t blank = std::min(mark.find(' '), mark.size());
  line_ = 0;
  std::from_chars(mark.data(), mark.data() + blank, line_);
  ++line_;
  file_ = mark.substr(std::min(blank + 1, mark.size()));
}

SourceSpan Places::at(std::size_t offset, std::size_t length) {
  offset = std::min(offset, text_.size());
  if (offset < counted_) counted_ = line_start_ = 0, line_ = 1, file_ = first_file_;
  for (std::size_t end; (end = text_.find('\n', counted_)) < offset; counted_ = end + 1)
    end_line(end);
  counted_ = std::max(counted_, line_start_);
  const auto narrow = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  return {file_, line_, narrow(offset - line_start_ + 1), narrow(offset), narrow(length)};
}

std::string excerpt(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  return part_of_line(without_secrets(text.substr(start, end - start)), offset - start);
}

Error error_at(Places& places, std::size_t offset, std::string message, std::string hint) {
  return {ErrorKind::input,     std::move(message),
          places.at(offset, 1), {},
          std::move(hint),      excerpt(places.text(), offset)};
}

}  // namespace mimar::sql
