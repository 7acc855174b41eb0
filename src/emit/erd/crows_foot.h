#pragma once
// The ends of an edge in crow's-foot notation, as SVG path data, drawn on the stub beside a box.

#include <string>

#include "emit/erd/layout.h"

namespace mimar::emit::erd {

enum class End : std::uint8_t { exactly_one, zero_or_one, zero_or_more, one_or_more };

constexpr double stub_length = 20;

// From the box at `at`, outwards to the right or to the left; ends where the curve begins.
std::string crows_foot(End end, Point at, bool to_the_right);

}  // namespace mimar::emit::erd
