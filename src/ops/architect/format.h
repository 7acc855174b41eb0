#pragma once
// `Format:` to what is written. Markdown and JSON always are; the words add to them or choose the
// kind of diagram.

#include <string>
#include <vector>

#include "ops/architect/task.h"

namespace mimar::ops::architect {

struct OutputFormat {
  bool svg = false, mermaid = false, sarif = false, sql = false;
};

// Without any word for a diagram both are made. Words that name no format Mimar writes become
// questions.
OutputFormat read_format(const std::vector<Item>& items, std::vector<std::string>& questions);

}  // namespace mimar::ops::architect
