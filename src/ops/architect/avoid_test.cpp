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

TEST(Avoid, MatchesTheLocksThatWereSeen) {
  Proposal proposal;
  proposal.up = "ALTER TABLE public.visits ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;";
  const auto speaks_against = [&](const char* item) {
    return forbidden_by({{item, {}}}, proposal) != nullptr;
  };
  for (const char* item : {"table rewrites", "downtime", "long locks"})
    EXPECT_FALSE(speaks_against(item)) << item;
  proposal.locks = {{"public.visits", "AccessExclusiveLock", true, false}};
  for (const char* item : {"table rewrites", "downtime", "exclusive locks", "long locks"})
    EXPECT_TRUE(speaks_against(item)) << item;
  EXPECT_FALSE(speaks_against("table scans"));
  proposal.locks = {{"public.visits", "ShareLock", false, false}};
  EXPECT_TRUE(speaks_against("locks"));
  EXPECT_FALSE(speaks_against("downtime"));
}

TEST(Avoid, WhatIsNotUnderstoodIsAskedAbout) {
  model::Objects objects;
  model::Table table;
  table.name = {"public", "order_items"};
  objects.tables.push_back(table);
  const model::Database database = model::build(std::move(objects)).value();
  const auto questions = avoid_questions({{"eating cake", {}},
                                          {"table rewrites", {}},
                                          {"touching order_items", {}},
                                          {"any downtime", {}},
                                          {"new partial indexes", {}}},
                                         database);
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_NE(questions[0].find("eating cake"), std::string::npos);
}

TEST(Avoid, MatchesTheObjectByName) {
  const char* index = "CREATE INDEX CONCURRENTLY i ON public.order_items (product_id);";
  EXPECT_TRUE(avoided("touching order_items", index, "public.order_items.product_id"));
  EXPECT_FALSE(avoided("customers", index, "public.order_items.product_id"));
}

}  // namespace
}  // namespace mimar::ops::architect
