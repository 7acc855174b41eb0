#include "synthesis/values/column_name.h"

#include <algorithm>

#include "base/english.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t shortest_part = 4;  // of a name without separators

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

ColumnName::ColumnName(std::string_view column) {
  std::string word;
  text_ = "_";
  std::size_t words = 0;
  const auto finish = [&] {
    if (word.empty()) return;
    text_ += english::singular(word) + '_';
    word.clear();
    ++words;
  };
  for (std::size_t i = 0; i < column.size(); ++i) {
    const char c = column[i];
    const bool hump = is_upper(c) && i > 0 && is_lower(column[i - 1]);
    if (hump || (!is_upper(c) && !is_lower(c) && static_cast<unsigned char>(c) < 0x80)) finish();
    if (is_upper(c)) word += static_cast<char>(c - 'A' + 'a');
    if (is_lower(c) || static_cast<unsigned char>(c) >= 0x80) word += c;
  }
  finish();
  single_ = words == 1;
}

std::size_t ColumnName::ends_at(std::string_view words) const {
  const std::size_t found = text_.rfind('_' + std::string(words) + '_');
  if (found != std::string::npos) return found + words.size() + 2;
  if (!single_) return 0;
  std::string run(words);
  std::erase(run, '_');
  if (run.size() < shortest_part) return 0;
  const std::size_t part = text_.rfind(run);
  if (part == std::string::npos) return 0;
  return part + run.size() + (part + run.size() + 1 == text_.size() ? 1 : 0);
}

}  // namespace mimar::synthesis
