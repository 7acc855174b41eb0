#include "synthesis/random.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {

std::uint64_t size(const Composite& composite) {
  std::uint64_t most = 1;
  for (const auto& attribute : composite.attributes)
    most = std::max(most, size(*attribute));
  return most;
}

// The attribute with the most values has the ordinal's own, so that different ordinals differ there
// (PostgreSQL manual, "Composite Type Input and Output Syntax").
void append(std::string& out, const Composite& composite, std::uint64_t ordinal) {
  const std::uint64_t most = size(composite);
  out += '(';
  for (const auto& attribute : composite.attributes) {
    if (&attribute != composite.attributes.data()) out += ',';
    const std::uint64_t choices = size(*attribute);
    if (choices == 0) continue;  // NULL
    std::string text;
    append(text, *attribute, choices == most ? ordinal : mix(ordinal) % choices);
    out += '"';
    for (char c : text) {
      if (c == '"' || c == '\\') out += c;
      out += c;
    }
    out += '"';
  }
  out += ')';
}

}  // namespace mimar::synthesis
