// The star that differs from its source.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

class StarSchemaServer : public support::PatternServer {};

TEST_F(StarSchemaServer, ARefreshFollowsEveryChange) {
  const std::string schema =
      "CREATE TABLE shops (id int PRIMARY KEY, city text NOT NULL); CREATE TABLE sales (id int "
      "PRIMARY "
      "KEY, shop int NOT NULL REFERENCES shops, seller int REFERENCES shops, at timestamptz NOT "
      "NULL, "
      "amount numeric NOT NULL); INSERT INTO shops VALUES (1, 'Rome'), (2, 'Oslo'); INSERT INTO "
      "sales "
      "VALUES (1, 1, 2, '2024-01-31 23:30+00', 5), (2, 2, NULL, '2024-02-01', 7);";
  scratch::Database db = database(with(schema, "star-schema", "public.sales"));
  engine::postgres::Connection& in = db.owner();
  const std::string by_city =
      "SELECT string_agg(city || ' ' || month || ' ' || amount, ', ' ORDER BY city) FROM (SELECT "
      "d.city, m.month, sum(f.amount) AS amount FROM fact_sales f JOIN dim_shops d ON d.shops_key "
      "= "
      "f.shop_key JOIN sales_dim_dates m ON m.day = f.at_day GROUP BY 1, 2) AS s";
  EXPECT_EQ(one(in, "SELECT refresh_fact_sales()"), "2");
  EXPECT_EQ(one(in, by_city), "Oslo 2 7, Rome 1 5");
  EXPECT_EQ(one(in, "SELECT refresh_fact_sales()"), "0");
  ASSERT_EQ(state(in,
                  "UPDATE shops SET city = 'Roma' WHERE id = 1; UPDATE sales SET amount = 6 WHERE "
                  "id = 1; DELETE FROM sales WHERE id = 2; INSERT INTO shops VALUES (3, 'Bern'); "
                  "INSERT INTO sales VALUES (3, 3, 1, '2025-05-05', 9)"),
            "");
  EXPECT_EQ(one(in, "SELECT refresh_fact_sales()"), "2");
  EXPECT_EQ(one(in, by_city), "Bern 5 9, Roma 1 6");
  EXPECT_EQ(one(in, "SELECT sum(amount) - (SELECT sum(amount) FROM sales) FROM fact_sales"), "0");
}

}  // namespace
}  // namespace mimar::design
