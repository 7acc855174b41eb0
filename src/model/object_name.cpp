#include "model/object_name.h"

#include <algorithm>

namespace mimar::model {

std::string clipped_name(const std::string& name, std::size_t length) {
  if (name.size() <= length) return name;
  while (length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U)
    --length;
  return name.substr(0, length);
}

std::string object_name(const std::string& first, const std::string& second,
                        const std::string& label) {
  const std::size_t overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  const std::size_t available = longest_name - std::min(longest_name, overhead);
  std::size_t a = first.size(), b = second.size();
  while (a + b > available)
    (a > b ? a : b) -= 1;
  std::string name = clipped_name(first, a);
  if (!second.empty()) name += "_" + clipped_name(second, b);
  return label.empty() ? name : name + "_" + label;
}

}  // namespace mimar::model
