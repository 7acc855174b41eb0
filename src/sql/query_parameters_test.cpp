#include "sql/query_parameters.h"

namespace mimar::sql {
namespace {

TEST(QueryParameters, AreToldApartByTheirWholeNumber) {
  EXPECT_TRUE(has_parameter("$1", 1));
  EXPECT_TRUE(has_parameter("lower($1::text) || $10", 1));
  EXPECT_FALSE(has_parameter("$10 + $12", 1));
  EXPECT_TRUE(has_parameter("$10 + $1", 1));
  EXPECT_FALSE(has_parameter("'open'", 1));
}

}  // namespace
}  // namespace mimar::sql
