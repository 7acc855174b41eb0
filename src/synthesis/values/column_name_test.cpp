#include "synthesis/values/column_name.h"

namespace mimar::synthesis {
namespace {

TEST(ColumnName, IsMadeOfWords) {
  for (const char* name : {"card_exp_months", "cardExpMonth", "CARD-EXP-MONTH", "CardExpMonths"}) {
    EXPECT_TRUE(ColumnName(name).has("month")) << name;
    EXPECT_TRUE(ColumnName(name).ends_with("exp_month")) << name;
    EXPECT_FALSE(ColumnName(name).has("mon")) << name;
    EXPECT_FALSE(ColumnName(name).ends_with("card")) << name;
  }
  EXPECT_FALSE(ColumnName("latency").has("lat"));
  EXPECT_TRUE(ColumnName("status").has("status"));
  EXPECT_TRUE(ColumnName("address").has("address"));
  EXPECT_TRUE(ColumnName("max_retries").ends_with("retry"));
  EXPECT_TRUE(ColumnName("cardnumber").ends_with("number"));
  EXPECT_FALSE(ColumnName("card_numbering").has("number"));
  EXPECT_FALSE(ColumnName("").has("id"));
}

}  // namespace
}  // namespace mimar::synthesis
