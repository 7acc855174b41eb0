#include "ops/architect/format.h"

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

bool holds(const std::string& text, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

OutputFormat read_format(const std::vector<Item>& items, std::vector<std::string>& questions) {
  OutputFormat format;
  for (const Item& item : items) {
    const std::string words = text::lower(item.text);
    bool known = holds(words, {"markdown", "md", "json", "report", "everything"});
    const auto choose = [&](bool& flag, std::initializer_list<std::string_view> names) {
      if (!holds(words, names)) return;
      flag = true;
      known = true;
    };
    choose(format.svg, {"svg", "picture", "image"});
    choose(format.mermaid, {"mermaid"});
    choose(format.sarif, {"sarif"});
    choose(format.sql, {"sql", "ddl"});
    if (!known)
      questions.push_back(
          "Format: \"" + item.text +
          "\" is not something Mimar writes; would markdown, json, sarif, svg, mermaid or sql do?");
  }
  if (!format.svg && !format.mermaid) format.svg = format.mermaid = true;
  return format;
}

}  // namespace mimar::ops::architect
