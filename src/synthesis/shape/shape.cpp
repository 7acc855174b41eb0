#include "synthesis/shape/shape.h"

#include <algorithm>

namespace mimar::synthesis {
namespace {

const Segment& segment_at(const std::vector<Segment>& segments, std::uint64_t slot) {
  const auto after = std::upper_bound(
      segments.begin(), segments.end(), slot,
      [](std::uint64_t wanted, const Segment& segment) { return wanted < segment.first_slot; });
  return *(after - 1);
}

// Which of its segment's values a slot has.
std::uint64_t value_in(const Segment& segment, std::uint64_t slot) {
  return scaled(slot - segment.first_slot, segment.distinct, segment.rows);
}

}  // namespace

std::uint64_t scaled(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  if (a < (1ULL << 32) && b < (1ULL << 32)) return a * b / c;
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>(static_cast<Wide>(a) * b / c);
}

std::uint64_t Shape::ordinal(std::uint64_t slot) const {
  const Segment& segment = segment_at(segments, slot);
  if (segment.distinct == 1) return segment.first_ordinal;
  return segment.first_ordinal + scaled(value_in(segment, slot), segment.width, segment.distinct);
}

std::uint64_t Shape::group(std::uint64_t slot) const {
  std::uint64_t before = 0;
  for (const Segment& segment : segments) {
    if (slot < segment.first_slot + segment.rows) return before + value_in(segment, slot);
    before += segment.distinct;
  }
  return before;
}

}  // namespace mimar::synthesis
