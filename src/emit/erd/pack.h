#pragma once
// Rectangles side by side without overlap, in a picture of a shape people like to look at.

#include <vector>

#include "emit/erd/layout.h"

namespace mimar::emit::erd {

struct Size {
  double width = 0, height = 0;
};

struct Packing {
  std::vector<Point> corners;  // the upper left one of each rectangle
  Size size;
};

// `gap` pixels stay free between rectangles. Of several widths the one is taken that wastes least
// and comes nearest to `aspect`, width by height.
Packing pack(const std::vector<Size>& sizes, double gap, double aspect);

}  // namespace mimar::emit::erd
