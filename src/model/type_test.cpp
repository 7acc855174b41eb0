#include "model/type.h"

#include "model/quote.h"

namespace mimar::model {
namespace {

TEST(Type, KnowsSynonyms) {
  EXPECT_EQ(canonical_builtin("int4"), "integer");
  EXPECT_EQ(canonical_builtin("timestamptz"), "timestamp with time zone");
  EXPECT_EQ(canonical_builtin("dec"), "numeric");
  EXPECT_EQ(canonical_builtin("jsonb"), "jsonb");
  EXPECT_EQ(canonical_builtin("mpaa_rating"), "");
}

TEST(Type, PrintsAsFormatTypeDoes) {
  DataType type{{"", "timestamp with time zone"}, {3}, "", true};
  EXPECT_EQ(to_sql(type), "timestamp(3) with time zone[]");
  EXPECT_EQ(to_sql({{"", "numeric"}, {5, 2}, "", false}), "numeric(5,2)");
  EXPECT_EQ(to_sql({{"", "interval"}, {3}, "day to second", false}), "interval day to second(3)");
  EXPECT_EQ(to_sql({{"public", "Mood"}, {}, "", false}), "public.\"Mood\"");
  EXPECT_EQ(to_sql({{"", "\"char\""}, {}, "", false}), "\"char\"");
}

TEST(Quote, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(quote_identifier("film"), "film");
  EXPECT_EQ(quote_identifier("_x1"), "_x1");
  EXPECT_EQ(quote_identifier("Film"), "\"Film\"");
  EXPECT_EQ(quote_identifier("1st"), "\"1st\"");
  EXPECT_EQ(quote_identifier("a$b"), "\"a$b\"");
  EXPECT_EQ(quote_identifier("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(quote_identifier(""), "\"\"");
  EXPECT_EQ(quote_identifier("user"), "\"user\"");        // reserved
  EXPECT_EQ(quote_identifier("between"), "\"between\"");  // column name
  EXPECT_EQ(quote_identifier("left"), "\"left\"");        // type or function name
  EXPECT_EQ(quote_identifier("year"), "year");            // unreserved
}

TEST(Quote, Literals) {
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal("a\\b'c"), "E'a\\\\b''c'");
  EXPECT_EQ(quote_name({"public", "order"}), "public.\"order\"");
  EXPECT_EQ(quote_list({"a", "B"}), "a, \"B\"");
}

}  // namespace
}  // namespace mimar::model
