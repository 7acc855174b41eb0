#include "ops/scale/scale.h"

#include <gtest/gtest.h>

namespace mimar::ops::scale {
namespace {

TEST(ScaleUnits, BytesHaveAUnit) {
  EXPECT_EQ(read_bytes("16GB"), 16.0 * 1024 * 1024 * 1024);
  EXPECT_EQ(read_bytes("512 MiB"), 512.0 * 1024 * 1024);
  EXPECT_EQ(read_bytes("1.5t"), 1.5 * 1024 * 1024 * 1024 * 1024);
  for (const std::string_view wrong : {"16", "GB", "-1GB", "16 gigs", "0GB", ""})
    EXPECT_EQ(read_bytes(wrong), std::nullopt) << wrong;
}

TEST(ScaleUnits, RatesAreRowsOrShares) {
  EXPECT_EQ(read_rate("1M/year")->rows, 1e6);
  EXPECT_EQ(read_rate("20k rows a month")->rows, 240e3);
  EXPECT_EQ(read_rate("50k/day")->rows, 50e3 * 365.25);
  EXPECT_DOUBLE_EQ(read_rate("30%/year")->share, 0.3);
  EXPECT_NEAR(read_rate("1 % a month")->share, 0.126825, 1e-6);
  EXPECT_EQ(read_rate("7")->rows, 7);
  for (const std::string_view wrong : {"plenty", "10%/day", "5/fortnight", "-3/year", ""})
    EXPECT_FALSE(read_rate(wrong)) << wrong;
}

TEST(ScaleCost, IsThatOfTheLastRound) {
  const auto cost = read_cost(
      R"({"operation": "load", "payload": {"rounds": [{"cores": 2, "rates": false, "patterns": [
        {"writes": false, "per_second": 3000, "p50_ms": 1.0},
        {"writes": true, "per_second": 500, "p50_ms": 2.0}]}]}})",
      "load.json");
  ASSERT_TRUE(cost) << cost.error().message;
  // 4,000 ms waited in a second by all clients, 2,000 ms of two cores.
  EXPECT_DOUBLE_EQ(cost->read_ms.value, 0.5);
  EXPECT_DOUBLE_EQ(cost->write_ms.value, 1.0);
  EXPECT_EQ(cost->read_ms.basis, design::growth::Basis::measured);
  EXPECT_FALSE(read_cost(R"({"operation": "check"})", "x.json"));
  EXPECT_FALSE(read_cost("not json", "x.json"));
}

}  // namespace
}  // namespace mimar::ops::scale
