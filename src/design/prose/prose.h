#pragma once
// Free prose: letters, notes, minutes. What it says, sentence by sentence and numbered, so that a
// brief made of it can tell for each of its own sentences which of these it comes from.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::design::prose {

struct Passage {
  SourceSpan where;
  std::string text;      // markdown removed
  std::string context;   // the heading above it and the words that lead its list in
  bool heading = false;  // or a rule, a comment: says nothing by itself
};

// Numbered from 1 by their place. Errors: ErrorKind::usage: not UTF-8, nothing but white space,
// more than a model could read at once.
Result<std::vector<Passage>> read_prose(std::string_view text, const std::string& file);

}  // namespace mimar::design::prose
