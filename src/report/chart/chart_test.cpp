#include "report/chart/chart.h"

#include <cmath>

#include <gtest/gtest.h>

#include "report/chart/frame.h"

namespace mimar::report::chart {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++found;
  return found;
}

Bars latencies() {
  Bars chart;
  chart.title = "Latency";
  chart.unit = "ms";
  chart.series = {"p50", "p95", "p99"};
  chart.bars = {{"orders by <id>", "met", false, {0.2, 3.4, 7}},
                {"orders of customer", "missed by 35 ms", true, {40, 135, 300}},
                {"never ran", "not known", true, {0, 0, 0}}};
  chart.limit = {100, "target 100 ms"};
  return chart;
}

TEST(LogScale, SpansWholeDecadesAroundTheValues) {
  const Scale scale({0.2, 30, 0, -1, std::nan("")}, 100, 300);
  EXPECT_EQ(scale.decades(), (std::vector<double>{0.1, 1, 10, 100}));
  EXPECT_DOUBLE_EQ(scale.at(0.1), 100);
  EXPECT_DOUBLE_EQ(scale.at(100), 400);
  EXPECT_DOUBLE_EQ(scale.at(1), 200);
  EXPECT_EQ(Scale({}, 0, 10).decades().size(), 2U);
  EXPECT_EQ(Scale({10}, 0, 10).decades().size(), 2U) << "one value has a scale, too";
}

TEST(Figures, AreShort) {
  EXPECT_EQ(figure(0.001), "0.001");
  EXPECT_EQ(figure(0.5), "0.5");
  EXPECT_EQ(figure(12.34), "12.3");
  EXPECT_EQ(figure(135.4), "135");
  EXPECT_EQ(figure(12000), "12,000");
}

TEST(BarChart, DrawsAGroupOfBarsForEachAndTheLimit) {
  const std::string drawn = svg(latencies());
  EXPECT_EQ(count(drawn, "<title>"), 6U) << "no bar for what has no value";
  EXPECT_EQ(count(drawn, "class=\"limit\""), 1U);
  EXPECT_EQ(count(drawn, "class=\"missed\""), 2U);
  EXPECT_NE(drawn.find("orders by &lt;id&gt;"), std::string::npos);
  EXPECT_NE(drawn.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_EQ(drawn, svg(latencies()));
  Bars longer = latencies();
  longer.bars[1].values[2] = 900;
  EXPECT_NE(drawn, svg(longer));
}

TEST(BarChart, DrawsNothingButTheFrameOfNothing) {
  EXPECT_NE(svg(Bars()).find("</svg>"), std::string::npos);
  EXPECT_EQ(svg(Bars()).find("nan"), std::string::npos);
}

TEST(CurveChart, TellsMeasuredFromExtrapolated) {
  Curves chart;
  chart.title = "Growth";
  chart.unit = "ms";
  chart.ticks = {{1, "1x"}, {2, "2x"}, {10, "10x"}};
  chart.curves = {{"list", {{1, 10, false}, {2, 20, false}, {10, 100, true}}},
                  {"look-up", {{1, 10, false}, {2, 10, false}, {10, 10, true}}}};
  chart.limit = {100, "target 100 ms"};
  const std::string drawn = svg(chart);
  EXPECT_EQ(count(drawn, "<circle"), 6U);
  EXPECT_EQ(count(drawn, " made\""), 4U) << "a point and a line of each";
  EXPECT_EQ(count(drawn, ", extrapolated"), 2U);
  EXPECT_EQ(svg(Curves()).find("nan"), std::string::npos);
}

TEST(CurveChart, KeepsLabelsApart) {
  Curves chart;
  chart.unit = "ms";
  chart.ticks = {{1, "1x"}, {2, "2x"}};
  for (int i = 0; i < 12; ++i)
    chart.curves.push_back({"pattern " + std::to_string(i), {{1, 10, false}, {2, 10, false}}});
  const std::string drawn = svg(chart);
  EXPECT_EQ(count(drawn, "<path"), 8U);
  std::vector<double> heights;
  for (std::size_t at = drawn.find("<text class=\"c"); at != std::string::npos;
       at = drawn.find("<text class=\"c", at + 1)) {
    const std::size_t y = drawn.find(" y=\"", at) + 4;
    heights.push_back(std::stod(drawn.substr(y)));
  }
  ASSERT_EQ(heights.size(), 8U);
  std::sort(heights.begin(), heights.end());
  for (std::size_t i = 1; i < heights.size(); ++i)
    EXPECT_GE(heights[i] - heights[i - 1], 15.9);
}

}  // namespace
}  // namespace mimar::report::chart
