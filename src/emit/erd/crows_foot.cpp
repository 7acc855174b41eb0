#include "emit/erd/crows_foot.h"

#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

class Pen {
 public:
  Pen(Point at, bool to_the_right) : at_(at), direction_(to_the_right ? 1 : -1) {}

  // Coordinates are (outwards from the box, down).
  void line(Point from, Point to) { path_ += 'M' + point(from) + 'L' + point(to); }
  void bar(double out) { line({out, -5}, {out, 5}); }
  void circle(double out, double radius) {
    const std::string arc = 'A' + number(radius) + ' ' + number(radius) + " 0 1 1 ";
    path_ += 'M' + point({out - radius, 0}) + arc + point({out + radius, 0}) + arc +
             point({out - radius, 0});
  }
  std::string take() { return std::move(path_); }

 private:
  std::string point(Point p) const {
    return number(at_.x + direction_ * p.x) + ' ' + number(at_.y + p.y);
  }

  Point at_;
  double direction_;
  std::string path_;
};

}  // namespace

std::string crows_foot(End end, Point at, bool to_the_right) {
  Pen pen(at, to_the_right);
  switch (end) {
    case End::exactly_one:
      pen.line({0, 0}, {stub_length, 0});
      pen.bar(6);
      pen.bar(10);
      break;
    case End::zero_or_one:
      pen.line({0, 0}, {9, 0});
      pen.bar(5);
      pen.circle(12.5, 3.5);
      pen.line({16, 0}, {stub_length, 0});
      break;
    case End::zero_or_more:
      pen.line({0, -6}, {11, 0});
      pen.line({0, 0}, {11, 0});
      pen.line({0, 6}, {11, 0});
      pen.circle(14.5, 3.5);
      pen.line({18, 0}, {stub_length, 0});
      break;
    case End::one_or_more:
      pen.line({0, -6}, {11, 0});
      pen.line({0, 0}, {stub_length, 0});
      pen.line({0, 6}, {11, 0});
      pen.bar(14);
      break;
  }
  return pen.take();
}

}  // namespace mimar::emit::erd
