#include "report/chart/frame.h"

#include <cmath>

#include "base/text.h"
#include "emit/erd/svg_text.h"

namespace mimar::report::chart {
namespace {

using emit::erd::number;

// The background stays the page's own. Words and lines are legible on a light and on a dark one;
// where one grey cannot be, the dark page has its own.
constexpr std::string_view style = R"(<style>
text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-size:13px;fill:#1d2633}
.title{font-size:17px;font-weight:600}.small{font-size:11.5px;fill:#5d6b80}
.note{font-size:12px;fill:#5d6b80}.missed{font-size:12px;font-weight:600;fill:#b3341f}
.grid{stroke:#dde3ec;stroke-width:1}.limit{stroke:#b3341f;stroke-width:1.6;stroke-dasharray:5 4}
.over{font-size:11.5px;font-weight:600;fill:#b3341f}
.s0{fill:#9cc3e6}.s1{fill:#2f76bd}.s2{fill:#7d8ba1}
.c0{stroke:#2f76bd;fill:#2f76bd}.c1{stroke:#c2621c;fill:#c2621c}.c2{stroke:#2c8558;fill:#2c8558}.c3{stroke:#8a5bb5;fill:#8a5bb5}
.c4{stroke:#b0436b;fill:#b0436b}.c5{stroke:#8a7413;fill:#8a7413}.c6{stroke:#1f8a94;fill:#1f8a94}.c7{stroke:#6b7a90;fill:#6b7a90}
path{fill:none!important;stroke-width:2;stroke-linejoin:round}.made{stroke-dasharray:3 4}
circle.made{stroke-width:2;stroke-dasharray:none;fill-opacity:0}text[class^=c]{stroke:none;font-size:12px}
@media (prefers-color-scheme:dark){
text{fill:#e4e9f1}.small,.note{fill:#9cabc0}.missed,.over{fill:#ff8a70}.grid{stroke:#2c3644}.limit{stroke:#ff8a70}
.s0{fill:#5d8fc0}.s1{fill:#7db9f5}.s2{fill:#66748a}
.c0{stroke:#7db9f5;fill:#7db9f5}.c1{stroke:#f0a062;fill:#f0a062}.c2{stroke:#6fcf9b;fill:#6fcf9b}.c3{stroke:#c3a0ea;fill:#c3a0ea}
.c4{stroke:#ef8fb2;fill:#ef8fb2}.c5{stroke:#d9c04e;fill:#d9c04e}.c6{stroke:#6fd0da;fill:#6fd0da}.c7{stroke:#a9b6c8;fill:#a9b6c8}
}
</style>
)";

std::string anchored(double x, double y, std::string_view style_class, std::string_view content,
                     std::string_view anchor) {
  return "<text class=\"" + std::string(style_class) + "\" text-anchor=\"" + std::string(anchor) +
         "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\">" + emit::erd::escaped(content) +
         "</text>\n";
}

}  // namespace

Scale::Scale(const std::vector<double>& values, double start, double pixels)
    : start_(start), pixels_(pixels) {
  double low = 0, high = 0;
  for (const double value : values) {
    if (!(value > 0) || !std::isfinite(value)) continue;
    low = low == 0 ? value : std::min(low, value);
    high = std::max(high, value);
  }
  if (low == 0) return;
  low_ = std::floor(std::log10(low));
  high_ = std::max(low_ + 1, std::ceil(std::log10(high)));
}

double Scale::at(double value) const {
  if (!(value > 0)) return start_;
  return start_ + (std::log10(value) - low_) / (high_ - low_) * pixels_;
}

std::vector<double> Scale::decades() const {
  std::vector<double> result;
  for (double exponent = low_; exponent <= high_ + 0.5; ++exponent)
    result.push_back(std::pow(10.0, exponent));
  return result;
}

std::string figure(double value) {
  if (value >= 1000) return text::thousands(static_cast<std::uint64_t>(std::llround(value)));
  if (value >= 100) return fmt::format("{:.0f}", value);
  return fmt::format("{:.{}g}", value, value >= 10 ? 3 : 2);
}

std::string opening(double width, double height, std::string_view label) {
  const std::string size = number(width) + "\" height=\"" + number(height);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " +
         number(width) + ' ' + number(height) + "\" role=\"img\" aria-label=\"" +
         emit::erd::escaped(label) + "\">\n" + std::string(style);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style_class) {
  return "<line class=\"" + std::string(style_class) + "\" x1=\"" + number(x1) + "\" y1=\"" +
         number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) + "\"/>\n";
}

std::string text_before(double x, double y, std::string_view style_class,
                        std::string_view content) {
  return anchored(x, y, style_class, content, "end");
}

std::string text_around(double x, double y, std::string_view style_class,
                        std::string_view content) {
  return anchored(x, y, style_class, content, "middle");
}

std::string fitted(std::string text, double size, double width) {
  if (emit::erd::sans_width(text, size) <= width) return text;
  while (!text.empty() && emit::erd::sans_width(text + "...", size) > width) {
    // Whole characters: the bytes that continue one go with it.
    while (text.size() > 1 && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
      text.pop_back();
    text.pop_back();
  }
  return text + "\xE2\x80\xA6";
}

}  // namespace mimar::report::chart
