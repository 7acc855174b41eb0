#include <algorithm>

#include "emit/erd/svg_text.h"
#include "report/chart/chart.h"
#include "report/chart/frame.h"

namespace mimar::report::chart {
namespace {

using emit::erd::number;
using emit::erd::sans_width;
using emit::erd::text_at;

constexpr double bar_height = 8, group_gap = 16, plot_width = 480, note_width = 210;
constexpr double widest_label = 320, head = 88, foot = 44;

class Picture {
 public:
  explicit Picture(const Bars& chart)
      : chart_(chart),
        left_(margin + label_width(chart)),
        scale_(values(chart), left_, plot_width) {}

  std::string draw() const {
    const double width = left_ + plot_width + note_width + margin;
    const double bottom = head + static_cast<double>(chart_.bars.size()) * group_height();
    std::string result =
        opening(width, bottom + foot, chart_.title) + text_at(margin, 34, "title", chart_.title) +
        '\n' + text_at(margin, 54, "small", fitted(chart_.subtitle, 11.5, width - 2 * margin)) +
        '\n' + grid(bottom);
    for (std::size_t i = 0; i < chart_.bars.size(); ++i)
      result += group(chart_.bars[i], head + static_cast<double>(i) * group_height());
    return result + limit(bottom) + legend(bottom) + "</svg>\n";
  }

 private:
  static double label_width(const Bars& chart) {
    double width = 60;
    for (const Bar& bar : chart.bars)
      width = std::max(width, sans_width(bar.label, font_size));
    return std::min(width, widest_label) + 14;
  }

  static std::vector<double> values(const Bars& chart) {
    std::vector<double> all{chart.limit.value};
    for (const Bar& bar : chart.bars)
      all.insert(all.end(), bar.values.begin(), bar.values.end());
    return all;
  }

  double group_height() const {
    return static_cast<double>(chart_.series.size()) * (bar_height + 2) + group_gap;
  }

  std::string grid(double bottom) const {
    std::string result;
    for (const double decade : scale_.decades()) {
      const double x = scale_.at(decade);
      result += line(x, head - 8, x, bottom, "grid") +
                text_around(x, bottom + 18, "small", figure(decade) + ' ' + chart_.unit);
    }
    return result;
  }

  std::string group(const Bar& bar, double top) const {
    const double middle = top + group_height() / 2;
    std::string result = text_before(left_ - 12, middle - group_gap / 2 + 6, "label",
                                     fitted(bar.label, font_size, widest_label));
    double y = top, end = left_;
    for (std::size_t i = 0; i < bar.values.size() && i < chart_.series.size(); ++i) {
      const double x = scale_.at(bar.values[i]);
      if (bar.values[i] > 0)
        result +=
            "<rect class=\"s" + std::to_string(i) + "\" x=\"" + number(left_) + "\" y=\"" +
            number(y) + "\" width=\"" + number(std::max(1.0, x - left_)) + "\" height=\"" +
            number(bar_height) + "\" rx=\"1.5\"><title>" +
            emit::erd::escaped(chart_.series[i] + " " + figure(bar.values[i]) + " " + chart_.unit) +
            "</title></rect>\n";
      end = std::max(end, x);
      y += bar_height + 2;
    }
    return result +
           text_at(end + 8, middle - group_gap / 2 + 6, bar.missed ? "missed" : "note", bar.note) +
           '\n';
  }

  std::string limit(double bottom) const {
    if (!(chart_.limit.value > 0)) return {};
    const double x = scale_.at(chart_.limit.value);
    return line(x, head - 8, x, bottom, "limit") +
           text_around(x, head - 14, "over", chart_.limit.label);
  }

  std::string legend(double bottom) const {
    std::string result;
    double x = margin;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      result += "<rect class=\"s" + std::to_string(i) + "\" x=\"" + number(x) + "\" y=\"" +
                number(bottom + 10) + "\" width=\"14\" height=\"8\" rx=\"1.5\"/>" +
                text_at(x + 19, bottom + 18, "small", chart_.series[i]) + '\n';
      x += 34 + sans_width(chart_.series[i], 11.5);
    }
    return result;
  }

  const Bars& chart_;
  double left_;
  Scale scale_;
};

}  // namespace

std::string svg(const Bars& chart) {
  return Picture(chart).draw();
}

}  // namespace mimar::report::chart
