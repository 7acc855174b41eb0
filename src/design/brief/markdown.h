#pragma once
// Markdown to sentences: headings, paragraphs, bullets, numbered lists, tables, quotations and code
// (CommonMark 0.31, as far as briefs use it; tables as GitHub has them).

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace mimar::design::brief {

struct Passage {
  enum class Kind : std::uint8_t {
    sentence,   // of a paragraph or a bullet
    heading,    // `level` 1 to 6
    table_row,  // `cells` under `header`
    remark,     // a quotation, code, a rule, a comment, the head of a table
  };
  Kind kind = Kind::sentence;
  std::string text;  // markdown removed
  SourceSpan where;
  int level = 0;  // of headings; of bullets: how deep, from 1
  bool bullet = false;
  std::string lead = {};  // the sentence ending in a colon that this bullet continues, without it
  std::string heading = {};  // the nearest heading above
  std::vector<std::string> header = {}, cells = {};
  bool opens_list = false;  // ends in a colon, and bullets follow
};

// In the order they are written.
std::vector<Passage> read_markdown(std::string_view text, const std::string& file);

}  // namespace mimar::design::brief
