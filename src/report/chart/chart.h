#pragma once
// Figures as pictures: SVG that reads on a light and on a dark page, the same bytes for the same
// figures. Pure.

#include <string>
#include <utility>
#include <vector>

namespace mimar::report::chart {

// A target that is drawn as a line; 0: none.
struct Limit {
  double value = 0;
  std::string label;  // "target 100 ms"
};

// Groups of horizontal bars on a logarithmic scale, one bar a series.
struct Bar {
  std::string label, note;     // the note stands behind the bars
  bool missed = false;         // the note is a warning
  std::vector<double> values;  // as the series; not positive: nothing to draw
};
struct Bars {
  std::string title, subtitle, unit;
  std::vector<std::string> series;  // up to three
  std::vector<Bar> bars;
  Limit limit;
};
std::string svg(const Bars& chart);

// Lines over logarithmic axes, or over years. Points that were not measured are hollow, their lines
// dashed.
struct Point {
  double x = 0, y = 0;  // positive
  bool extrapolated = false;
};
struct Curve {
  std::string label;
  std::vector<Point> points;  // by x
};
struct Curves {
  std::string title, subtitle, unit;                  // of y
  std::vector<std::pair<double, std::string>> ticks;  // of x
  std::vector<Curve> curves;  // those beyond the eighth are left to the table
  Limit limit;
  bool linear = false;                                // the axis of x, which then may begin at 0
  std::vector<Limit> limits;                          // further ones
  std::vector<std::pair<double, std::string>> marks;  // moments on the axis of x, up to nine
};
std::string svg(const Curves& chart);

}  // namespace mimar::report::chart
