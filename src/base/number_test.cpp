#include "base/number.h"

namespace mimar::text {
namespace {

TEST(Number, IsReadTheWayPeopleWriteIt) {
  std::string_view rest;
  EXPECT_EQ(read_number("2 million orders", rest), 2e6);
  EXPECT_EQ(rest, "orders");
  EXPECT_EQ(read_number("1.5M", rest), 1.5e6);
  EXPECT_EQ(read_number("40,000 rows", rest), 40000);
  EXPECT_EQ(read_number("rows", rest), std::nullopt);
}

}  // namespace
}  // namespace mimar::text
