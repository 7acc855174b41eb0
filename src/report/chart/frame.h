#pragma once
// What both kinds of charts share: their look, and the logarithmic scale.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::report::chart {

// Whole decades around the values, mapped to pixels.
class Scale {
 public:
  // Values that are not positive do not count. `pixels` from low to high; downwards when negative.
  Scale(const std::vector<double>& values, double start, double pixels);
  double at(double value) const;
  std::vector<double> decades() const;

 private:
  double low_ = 0, high_ = 1;  // exponents
  double start_, pixels_;
};

std::string figure(double value);  // "0.01", "0.5", "12", "1,500"
std::string opening(double width, double height, std::string_view label);
std::string line(double x1, double y1, double x2, double y2, std::string_view style_class);
// The text ends at x.
std::string text_before(double x, double y, std::string_view style_class, std::string_view content);
std::string text_around(double x, double y, std::string_view style_class, std::string_view content);
// Cut with an ellipsis to what fits the width.
std::string fitted(std::string text, double font_size, double width);

constexpr double font_size = 13, margin = 24;

}  // namespace mimar::report::chart
