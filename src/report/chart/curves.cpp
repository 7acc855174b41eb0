#include <algorithm>
#include <cmath>

#include "emit/erd/svg_text.h"
#include "report/chart/chart.h"
#include "report/chart/frame.h"

namespace mimar::report::chart {
namespace {

using emit::erd::number;
using emit::erd::text_at;

constexpr double plot_width = 560, plot_height = 320, label_width = 300;
constexpr double left = 92, head = 84, foot = 52, label_gap = 16;
constexpr std::size_t most_curves = 8;

class Picture {
 public:
  explicit Picture(const Curves& chart)
      : chart_(chart), y_(values(chart), head + plot_height, -plot_height) {
    const auto [low, high] = std::minmax_element(chart.ticks.begin(), chart.ticks.end());
    if (chart.ticks.empty()) return;
    low_ = along(low->first);
    span_ = std::max(1e-9, along(high->first) - low_);
  }

  std::string draw() const {
    const double width = left + plot_width + label_width + margin;
    std::string result =
        opening(width, head + plot_height + foot, chart_.title) +
        text_at(margin, 34, "title", chart_.title) + '\n' +
        text_at(margin, 54, "small", fitted(chart_.subtitle, 11.5, width - 2 * margin)) + '\n' +
        grid();
    const std::vector<double> labels = label_places();
    for (std::size_t i = 0; i < drawn(); ++i)
      result += curve(i, labels[i]);
    result += limit(chart_.limit);
    for (const Limit& further : chart_.limits)
      result += limit(further, true);
    return result + marks() + "</svg>\n";
  }

 private:
  static std::vector<double> values(const Curves& chart) {
    std::vector<double> all{chart.limit.value};
    for (const Limit& limit : chart.limits)
      all.push_back(limit.value);
    for (const Curve& curve : chart.curves)
      for (const Point& point : curve.points)
        all.push_back(point.y);
    return all;
  }

  std::size_t drawn() const { return std::min(chart_.curves.size(), most_curves); }

  double along(double value) const { return chart_.linear ? value : std::log10(value); }
  double x(double value) const { return left + (along(value) - low_) / span_ * plot_width; }

  std::string grid() const {
    std::string result;
    for (const double decade : y_.decades())
      result +=
          line(left, y_.at(decade), left + plot_width, y_.at(decade), "grid") +
          text_before(left - 10, y_.at(decade) + 4, "small", figure(decade) + ' ' + chart_.unit);
    for (const auto& [value, label] : chart_.ticks)
      result += line(x(value), head, x(value), head + plot_height, "grid") +
                text_around(x(value), head + plot_height + 20, "small", label);
    return result;
  }

  // Labels stand where their curves end, moved down until none covers another.
  std::vector<double> label_places() const {
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t i = 0; i < drawn(); ++i) {
      const auto& points = chart_.curves[i].points;
      ends.emplace_back(points.empty() ? head : y_.at(points.back().y), i);
    }
    std::sort(ends.begin(), ends.end());
    const double lowest = head + plot_height + 4;
    for (std::size_t i = 1; i < ends.size(); ++i)
      ends[i].first = std::max(ends[i].first, ends[i - 1].first + label_gap);
    double bottom = lowest;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
      end->first = std::min(end->first, bottom);
      bottom = end->first - label_gap;
    }
    std::vector<double> places(drawn());
    for (const auto& [y, curve] : ends)
      places[curve] = y;
    return places;
  }

  std::string curve(std::size_t at, double label_y) const {
    const Curve& curve = chart_.curves[at];
    const std::string style = "c" + std::to_string(at);
    std::string result;
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
      const Point &from = curve.points[i - 1], &to = curve.points[i];
      result += "<path class=\"" + style + (to.extrapolated ? " made" : "") + "\" d=\"M" +
                number(x(from.x)) + ' ' + number(y_.at(from.y)) + 'L' + number(x(to.x)) + ' ' +
                number(y_.at(to.y)) + "\"/>\n";
    }
    for (const Point& point : curve.points)
      result += "<circle class=\"" + style + (point.extrapolated ? " made" : "") + "\" cx=\"" +
                number(x(point.x)) + "\" cy=\"" + number(y_.at(point.y)) + "\" r=\"4\"><title>" +
                emit::erd::escaped(curve.label + ": " + figure(point.y) + " " + chart_.unit +
                                   (point.extrapolated ? ", extrapolated" : "")) +
                "</title></circle>\n";
    if (curve.points.empty()) return result;
    const std::string words =
        figure(curve.points.back().y) + ' ' + chart_.unit + "  " + curve.label;
    return result +
           text_at(left + plot_width + 14, label_y + 4, style,
                   fitted(words, 12, label_width - 14)) +
           '\n';
  }

  // `at_end`: its label stands at the right end, where marks leave room.
  std::string limit(const Limit& limit, bool at_end = false) const {
    if (!(limit.value > 0)) return {};
    const double y = y_.at(limit.value);
    const std::string drawn = line(left, y, left + plot_width, y, "limit");
    return at_end ? drawn + text_before(left + plot_width - 6, y - 6, "over", limit.label)
                  : drawn + text_at(left + 6, y - 6, "over", limit.label) + '\n';
  }

  // One below the other, each on the side of its line where there is room.
  std::string marks() const {
    std::string result;
    double y = head + 14;
    for (const auto& [at, label] : chart_.marks) {
      const double place = x(at);
      result += line(place, head, place, head + plot_height, "limit");
      result += place < left + plot_width / 2
                    ? text_at(place + 5, y, "over", fitted(label, 11.5, plot_width / 2)) + '\n'
                    : text_before(place - 5, y, "over", fitted(label, 11.5, plot_width / 2));
      y += 15;
    }
    return result;
  }

  const Curves& chart_;
  Scale y_;
  double low_ = 0, span_ = 1;
};

}  // namespace

std::string svg(const Curves& chart) {
  return Picture(chart).draw();
}

}  // namespace mimar::report::chart
