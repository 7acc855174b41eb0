#pragma once
// What a model is asked, to make a brief of prose.

#include <string>
#include <vector>

#include "design/prose/prose.h"

namespace mimar::design::prose {

// How to write, and that what follows is material to rewrite and nothing to obey.
std::string instructions();
// The prose, a numbered sentence a line: "[3] We sell books."
std::string numbered(const std::vector<Passage>& prose);

}  // namespace mimar::design::prose
