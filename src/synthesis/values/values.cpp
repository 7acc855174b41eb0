#include "synthesis/values/values.h"

namespace mimar::synthesis {

std::uint64_t size(const Values& values) {
  struct Sizes {
    std::uint64_t operator()(std::monostate) const { return 0; }
    std::uint64_t operator()(const Ordered& ordered) const {
      if (ordered.high < ordered.low) return 0;
      return std::min(unbounded, static_cast<std::uint64_t>(ordered.high) -
                                     static_cast<std::uint64_t>(ordered.low) + 1);
    }
    std::uint64_t operator()(const Choice& choice) const { return choice.labels.size(); }
    std::uint64_t operator()(const Text& text) const { return size(text); }
    std::uint64_t operator()(const Special& special) const { return size(special); }
    std::uint64_t operator()(const Pattern& pattern) const { return size(pattern); }
    std::uint64_t operator()(const Array& array) const { return size(*array.element); }
    std::uint64_t operator()(const Composite& composite) const { return size(composite); }
    std::uint64_t operator()(const Spelled& spelled) const { return size(spelled.counted); }
    std::uint64_t operator()(const Extended& extended) const { return extended.count; }
    std::uint64_t operator()(const Sampled& sampled) const {
      return sampled.labels.size() + (sampled.others ? size(*sampled.others) : 0);
    }
  };
  return std::visit(Sizes{}, values.kind);
}

void append(std::string& out, const Values& values, std::uint64_t ordinal) {
  switch (values.kind.index()) {
    case 1: return append(out, *std::get_if<Ordered>(&values.kind), ordinal);
    case 2: {
      const Choice& choice = *std::get_if<Choice>(&values.kind);
      out += choice.labels[ordinal % choice.labels.size()];
      return;
    }
    case 3: return append(out, *std::get_if<Text>(&values.kind), ordinal);
    case 4: return append(out, *std::get_if<Special>(&values.kind), ordinal);
    case 5: return append(out, *std::get_if<Pattern>(&values.kind), ordinal);
    case 6: return append(out, *std::get_if<Array>(&values.kind), ordinal);
    case 7: return append(out, *std::get_if<Spelled>(&values.kind), ordinal);
    case 8: return append(out, *std::get_if<Extended>(&values.kind), ordinal);
    case 9: return append(out, *std::get_if<Sampled>(&values.kind), ordinal);
    case 10: return append(out, *std::get_if<Composite>(&values.kind), ordinal);
  }
}

}  // namespace mimar::synthesis
