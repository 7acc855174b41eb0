#include "synthesis/random.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {
namespace {

void append_element(std::string& out, const Values& element, std::uint64_t ordinal) {
  std::string text;
  append(text, element, ordinal);
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

// One to three elements; the first is the ordinal's own, so that arrays differ when ordinals do.
void append(std::string& out, const Array& array, std::uint64_t ordinal) {
  const std::uint64_t choices = size(*array.element), random = mix(ordinal);
  out += '{';
  append_element(out, *array.element, ordinal);
  for (std::uint64_t i = 0; i < random % 3 && choices > 0; ++i) {
    out += ',';
    append_element(out, *array.element, mix(random, i) % choices);
  }
  out += '}';
}

}  // namespace mimar::synthesis
