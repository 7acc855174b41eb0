#include "diff/diff.h"
#include "diff/kinds.h"

namespace mimar::diff {

std::string describe(const Change& change) {
  return std::visit([](const auto& one) { return text(one); }, change);
}

}  // namespace mimar::diff
