// Which built-in brief a task asks for.
#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "ops/architect/built_in_briefs.h"

namespace mimar::ops::architect {
namespace {

// Each group is one thing that the task must name, by any of its words; the beginning of a word is
// enough.
struct Domain {
  std::string_view id;
  std::vector<std::vector<std::string_view>> signs;
};

const std::vector<Domain>& domains() {
  static const std::vector<Domain> all{
      {"projects", {{"project"}, {"milestone", "task", "deadline", "deliverable"}}},
      {"authentication",
       {{"authenticat", "oauth", "login", "log-in", "sign-in", "signin", "rbac", "access control",
         "user account", "user management"}}},
      {"authentication", {{"role"}, {"permission", "privilege"}}},
  };
  return all;
}

// At the beginning of a word.
bool names(const std::string& description, std::string_view sign) {
  for (std::size_t at = description.find(sign); at != std::string::npos;
       at = description.find(sign, at + 1)) {
    const char before = at == 0 ? ' ' : description[at - 1];
    if ((before < 'a' || before > 'z') && (before < '0' || before > '9')) return true;
  }
  return false;
}

bool fits(const Domain& domain, const std::string& description) {
  return std::all_of(domain.signs.begin(), domain.signs.end(), [&](const auto& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return names(description, word); });
  });
}

}  // namespace

const BuiltInBrief* brief_for(std::string_view description) {
  const std::string words = text::lower(description);
  std::string_view id;
  for (const Domain& domain : domains()) {
    if (!fits(domain, words) || domain.id == id) continue;
    if (!id.empty()) return nullptr;
    id = domain.id;
  }
  for (const BuiltInBrief& brief : built_in_briefs())
    if (brief.id == id) return &brief;
  return nullptr;
}

}  // namespace mimar::ops::architect
