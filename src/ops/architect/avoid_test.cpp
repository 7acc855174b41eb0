#include "ops/architect/avoid.h"

namespace mimar::ops::architect {
namespace {

bool avoided(const char* avoid, const char* sql, const char* object = "public.orders.status") {
  Proposal proposal;
  proposal.cause = "some-rule";
  proposal.object = object;
  proposal.up = sql;
  return forbidden_by({{avoid, {}}}, proposal) != nullptr;
}

TEST(Avoid, MatchesWhatTheStatementDoes) {
  const char* index = "CREATE INDEX CONCURRENTLY i ON public.orders (status);";
  const char* partial =
      "CREATE INDEX CONCURRENTLY i ON public.orders (placed_at) WHERE status = 'paid';";
  const char* type = "ALTER TABLE public.orders ALTER COLUMN placed_at TYPE timestamptz;";
  EXPECT_TRUE(avoided("partial indexes", partial));
  EXPECT_FALSE(avoided("partial indexes", index));
  EXPECT_TRUE(avoided("new indexes", index));
  EXPECT_TRUE(avoided("changing types", type));
  EXPECT_TRUE(avoided("downtime", type));
  EXPECT_FALSE(avoided("downtime", index));
  EXPECT_TRUE(avoided("dropping indexes", "DROP INDEX CONCURRENTLY public.i;"));
  EXPECT_FALSE(avoided("dropping indexes", index));
}

TEST(Avoid, MatchesTheObjectByName) {
  const char* index = "CREATE INDEX CONCURRENTLY i ON public.order_items (product_id);";
  EXPECT_TRUE(avoided("touching order_items", index, "public.order_items.product_id"));
  EXPECT_FALSE(avoided("customers", index, "public.order_items.product_id"));
}

}  // namespace
}  // namespace mimar::ops::architect
