#include "ops/architect/kinds.h"

#include <array>

namespace mimar::ops::architect {
namespace {

bool names_files(const Task& task) {
  return !task.files.empty();
}

constexpr std::array<Kind, 2> table{{
    {"design", "design a database from words", asks_for_words, design_from_words},
    {"review", "review an existing schema and its queries", names_files, review},
}};

}  // namespace

std::span<const Kind> kinds() {
  return table;
}

}  // namespace mimar::ops::architect
