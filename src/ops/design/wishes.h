#pragma once
// Patterns that a brief wishes for, or a command line adds, as requests to patterns.

#include <string>
#include <vector>

#include "design/patterns/pattern.h"
#include "ops/design/designing.h"

namespace mimar::ops::designing {

struct WishedPattern {
  const design::Pattern* pattern = nullptr;  // nullptr: `question` says why
  design::PatternRequest request = {};
  std::string question = {};
};

// In the order they are to be applied; none twice. A wish for everything becomes one for each table
// of an entity where the pattern is for tables.
std::vector<WishedPattern> wished_patterns(const Design& design);

// Errors: ErrorKind::usage with the nearest name.
Result<WishedPattern> resolve(const Addition& addition, const model::Database& database);

}  // namespace mimar::ops::designing
