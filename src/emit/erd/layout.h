#pragma once
// Where things stand: boxes and curves in pixels, y downwards. Graphviz's `dot` lays out what edges
// connect, from sizes alone: no text reaches it, so that the same diagram looks the same on every
// machine, whatever fonts it has. What no edge connects stands side by side.

#include <vector>

#include "base/result.h"

namespace mimar::emit::erd {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;  // of the upper left corner
};

// A box is a header and rows of one height; an edge leaves and enters at the middle of a row.
struct Shape {
  double width = 0, header = 0, row = 0;
  std::size_t rows = 0;
};

// Rows beyond the last one stand for the header.
struct Link {
  std::size_t from = 0, from_row = 0, to = 0, to_row = 0;
};

struct Curve {
  std::vector<Point> points;  // a start, then three per cubic Bézier segment
  bool from_right = true;     // the side of `from` at which the curve starts
  bool to_right = false;      // the side of `to` at which it ends
};

struct Layout {
  double width = 0, height = 0;
  std::vector<Box> boxes;     // one per shape
  std::vector<Curve> curves;  // one per link
};

double height_of(const Shape& shape);
double middle_of_row(const Shape& shape, std::size_t row);  // below the box's upper edge

// `stub` pixels on both sides of every box are kept free for the ends of edges; curves start and
// end there.
Result<Layout> lay_out(const std::vector<Shape>& shapes, const std::vector<Link>& links,
                       double stub);

}  // namespace mimar::emit::erd
