#include "synthesis/conditions.h"

namespace mimar::synthesis {
namespace {

Restriction restriction_of(std::string_view check, const std::string& column) {
  Conditions conditions;
  EXPECT_TRUE(require(conditions, check)) << check;
  return conditions.columns[column];
}

using Strings = std::vector<std::string>;

TEST(Conditions, ReadBoundsHoweverTheyAreWritten) {
  for (std::string_view check :
       {"price >= 0 AND price < 100", "(price >= (0)::numeric) AND (price < '100'::numeric(10,2))",
        "0 <= t.price and not (price >= 100)", "((price) >= 0) AND 100 > CAST(price AS integer)"}) {
    const Restriction price = restriction_of(check, "price");
    ASSERT_EQ(price.low.size(), 1U) << check;
    ASSERT_EQ(price.high.size(), 1U) << check;
    EXPECT_EQ(price.low[0].value.text, "0");
    EXPECT_TRUE(price.low[0].inclusive);
    EXPECT_EQ(price.high[0].value.text, "100");
    EXPECT_FALSE(price.high[0].inclusive);
  }
  EXPECT_EQ(restriction_of("n > -5", "n").low[0].value.text, "-5");
  EXPECT_EQ(restriction_of("n>-5", "n").low[0].value.text, "-5");
}

TEST(Conditions, ReadListsHoweverTheyAreWritten) {
  for (std::string_view check :
       {"status IN ('a', 'b')", "status = ANY (ARRAY['a'::text, 'b'::text])",
        "((status)::text = ANY (('{a,b}'::text[])))", "status = 'a' OR status = 'b'",
        "upper(status) IN ('a','b') OR status IS NULL",
        "(status)::text = ANY ((ARRAY['a'::character varying, 'b'::character "
        "varying(10)])::text[])"}) {
    EXPECT_EQ(restriction_of(check, "status").allowed, (Strings{"a", "b"})) << check;
  }
}

TEST(Conditions, ReadLengthsPatternsAndNulls) {
  EXPECT_EQ(restriction_of("char_length(code) = 3", "code").max_length, 3U);
  EXPECT_EQ(restriction_of("length(btrim(name)) > 0 AND name ~ '^[a-z]+$'", "name").pattern,
            "^[a-z]+$");
  EXPECT_TRUE(restriction_of("a IS NOT NULL AND b IS NULL", "b").null);
  EXPECT_EQ(restriction_of("is_default IS NOT TRUE", "is_default").forbidden, Strings{"true"});
}

TEST(Conditions, KeepOneBranchOfAnExclusiveChoice) {
  Conditions conditions;
  ASSERT_TRUE(
      require(conditions, "(a IS NULL AND b IS NOT NULL) OR (a IS NOT NULL AND b IS NULL)"));
  EXPECT_TRUE(conditions.columns["a"].null);
  EXPECT_TRUE(conditions.columns["b"].not_null);
  // A later CHECK that contradicts the first branch takes the second.
  Conditions required;
  ASSERT_TRUE(require(required, "a IS NOT NULL"));
  ASSERT_TRUE(require(required, "(a IS NULL AND b IS NOT NULL) OR (a IS NOT NULL AND b IS NULL)"));
  EXPECT_TRUE(required.columns["b"].null);
}

TEST(Conditions, OrderColumns) {
  Conditions conditions;
  ASSERT_TRUE(require(conditions, "(ends_at > starts_at) OR (ends_at IS NULL)"));
  ASSERT_EQ(conditions.pairs.size(), 1U);
  EXPECT_EQ(conditions.pairs[0].first, "starts_at");
  EXPECT_EQ(conditions.pairs[0].second, "ends_at");
}

TEST(Conditions, UnknownOrContradictingChecksAddNothing) {
  for (std::string_view check :
       {"a + b < 10", "my_function(a)", "a > 0 AND b % 2 = 0", "jsonb_typeof(a) = 'object'", "a ((",
        "", "num_nonnulls(a, b) = 1", "a IN (SELECT 1)", "a NOT LIKE 'x'"}) {
    Conditions conditions;
    EXPECT_FALSE(require(conditions, check)) << check;
    EXPECT_TRUE(conditions.columns.empty()) << check;
  }
  Conditions conditions;
  ASSERT_TRUE(require(conditions, "a IN ('x', 'y')"));
  EXPECT_FALSE(require(conditions, "a = 'z'"));
  EXPECT_EQ(conditions.columns["a"].allowed, (Strings{"x", "y"}));
}

TEST(Conditions, RowsStayOutsideAForbiddenPredicate) {
  Conditions conditions;
  ASSERT_TRUE(forbid(conditions, parse_term("deleted_at IS NULL AND is_default")));
  EXPECT_TRUE(conditions.columns["deleted_at"].not_null);
}

}  // namespace
}  // namespace mimar::synthesis
