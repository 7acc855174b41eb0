#include "emit/dictionary/markdown.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::emit::dictionary {
namespace {

// The longest run of backticks decides how many must enclose the text.
std::string fence(std::string_view text, std::size_t least) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max(least, longest + 1), '`');
}

std::string one_line(std::string_view text, std::string_view separator) {
  std::string result;
  for (const std::string_view line : text::lines(text)) {
    if (!result.empty()) result += separator;
    result += line;
  }
  return result;
}

std::string cells_text(const std::vector<std::string>& cells) {
  std::string result = "|";
  for (const std::string& cell : cells) {
    const std::string line = text::replace_all(one_line(cell, "<br>"), "|", "\\|");
    result += line.empty() ? " |" : ' ' + line + " |";
  }
  return result + '\n';
}

}  // namespace

std::string code(std::string_view text) {
  if (text.empty()) return {};
  const std::string line = one_line(text, " "), ticks = fence(line, 1);
  const std::string space = line.starts_with('`') || line.ends_with('`') ? " " : "";
  return ticks + space + line + space + ticks;
}

std::string prose(std::string_view text) {
  return text::replace_all(std::string(text::trim(text)), "<", "&lt;");
}

std::string link(std::string_view label, std::string_view target) {
  return '[' + std::string(label) + "](" + std::string(target) + ')';
}

std::string fenced(std::string_view language, std::string_view text) {
  const std::string ticks = fence(text, 3);
  std::string result = ticks + std::string(language) + '\n' + std::string(text);
  if (!result.ends_with('\n')) result += '\n';
  return result + ticks + '\n';
}

Grid::Grid(const std::vector<std::string>& heads) : head_(cells_text(heads)) {
  head_ += '|';
  for (std::size_t i = 0; i < heads.size(); ++i)
    head_ += "---|";
  head_ += '\n';
}

void Grid::row(const std::vector<std::string>& cells) {
  rows_ += cells_text(cells);
}

}  // namespace mimar::emit::dictionary
