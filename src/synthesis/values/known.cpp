// Values that statistics show, and others like them.

#include "synthesis/digits.h"
#include "synthesis/random.h"
#include "synthesis/values/values.h"

namespace mimar::synthesis {

void append(std::string& out, const Spelled& spelled, std::uint64_t ordinal) {
  append(out, spelled.counted, ordinal);
  if (!spelled.scattered.pieces.empty()) append(out, spelled.scattered, mix(ordinal));
}

void append(std::string& out, const Extended& extended, std::uint64_t ordinal) {
  const auto after = std::upper_bound(
      extended.runs.begin(), extended.runs.end(), ordinal,
      [](std::uint64_t wanted, const Extended::Run& run) { return wanted < run.first; });
  const Extended::Run& run = *(after - 1);
  const std::uint64_t number = ordinal - run.first;
  out += run.base;
  if (number == 0) return;
  out += run.separator;
  append_padded(out, static_cast<std::int64_t>(number), run.digits);
}

void append(std::string& out, const Sampled& sampled, std::uint64_t ordinal) {
  if (ordinal < sampled.labels.size()) {
    out += sampled.labels[ordinal];
  } else if (sampled.others) {
    append(out, *sampled.others, ordinal - sampled.labels.size());
  }
}

}  // namespace mimar::synthesis
