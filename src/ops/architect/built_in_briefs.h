#pragma once
// Briefs of domains that everybody knows: what a task begins from when it names one of them and
// says little more. They are shown as assumed, and can be changed.

#include <span>
#include <string>
#include <string_view>

namespace mimar::ops::architect {

struct BuiltInBrief {
  std::string_view id, markdown;
};

std::span<const BuiltInBrief> built_in_briefs();  // sorted by id; from briefs/*.md

// The one whose domain the words name; nullptr for none, or for two at once.
const BuiltInBrief* brief_for(std::string_view description);

}  // namespace mimar::ops::architect
