#include "advise/index/candidates.h"

namespace mimar::advise::index {
namespace {

using model::Predicate;

model::Column column(std::string name, std::string type) {
  model::Column made;
  made.name = std::move(name);
  made.type.name.name = std::move(type);
  return made;
}

model::Database database() {
  model::Table orders;
  orders.name = {"public", "orders"};
  orders.columns = {column("id", "bigint"),    column("customer_id", "bigint"),
                    column("status", "text"),  column("placed_at", "date"),
                    column("paid", "boolean"), column("email", "text"),
                    column("data", "jsonb"),   column("region", "text")};
  orders.primary_key.emplace();
  orders.primary_key->name = "orders_pkey";
  orders.primary_key->columns = {"id"};
  model::Index by_region;
  by_region.name = "idx_orders_region";
  by_region.keys.emplace_back();
  by_region.keys[0].column = "region";
  orders.indexes.push_back(by_region);
  model::Table customers;
  customers.name = {"public", "customers"};
  customers.columns = {column("id", "bigint"), column("name", "text")};
  customers.primary_key = orders.primary_key;
  customers.primary_key->name = "customers_pkey";
  model::Objects objects;
  objects.tables = {orders, customers};
  return model::build(std::move(objects)).value();
}

Predicate on(std::string name, Predicate::Kind kind = Predicate::Kind::equals,
             std::string value = "$1") {
  return {{{"", "orders"}, std::move(name)}, kind, std::move(value), true, ""};
}

model::Query query(std::vector<Predicate> predicates) {
  model::Query made;
  made.relations = {{"", "orders"}};
  made.predicates = std::move(predicates);
  return made;
}

void order_by(model::Query& query, const std::string& name, bool descending = false) {
  query.order.push_back({{{"", "orders"}, name}, descending});
  query.has_limit = true;
}

std::vector<std::string> described(const std::vector<model::Query>& workload) {
  std::vector<std::string> lines;
  for (const Candidate& candidate : candidates(database(), workload)) {
    std::string line = candidate.table.name +
                       (candidate.index.method == "btree" ? "" : " " + candidate.index.method) +
                       " (";
    for (const model::IndexKey& key : candidate.index.keys) {
      if (line.back() != '(') line += ", ";
      line += key.expression ? key.expression->sql : key.column;
      if (!key.opclass.empty()) line += " " + key.opclass.name;
      if (key.descending) line += " desc";
    }
    lines.push_back(line + ")" +
                    (candidate.index.predicate ? " where " + candidate.index.predicate->sql : ""));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Candidates, EqualityFirstThenRangeOrOrder) {
  model::Query recent = query({on("customer_id")});
  order_by(recent, "placed_at", true);
  EXPECT_EQ(described({recent}), Lines{"orders (customer_id, placed_at)"});
  EXPECT_EQ(described({query({on("placed_at", Predicate::Kind::range), on("customer_id")})}),
            Lines{"orders (customer_id, placed_at)"});
  model::Query mixed = query({});
  order_by(mixed, "placed_at", true);
  order_by(mixed, "customer_id");
  EXPECT_EQ(described({mixed}), Lines{"orders (placed_at desc, customer_id)"});
}

TEST(Candidates, WhatIsServedIsLeftOut) {
  EXPECT_TRUE(described({query({on("id")})}).empty());
  EXPECT_TRUE(described({query({on("id"), on("status")})}).empty());
  EXPECT_TRUE(described({query({on("region")})}).empty());
  model::Query newest = query({});
  order_by(newest, "id", true);
  EXPECT_TRUE(described({newest}).empty());
  EXPECT_TRUE(covered(*model::find_table(database(), {"public", "orders"}), {"id"}));
  EXPECT_FALSE(covered(*model::find_table(database(), {"public", "orders"}), {"customer_id"}));
}

TEST(Candidates, LeadingWildcardsHaveNone) {
  EXPECT_TRUE(described({query({on("email", Predicate::Kind::like_infix, "'%x'")})}).empty());
  EXPECT_EQ(described({query({on("email", Predicate::Kind::like_prefix, "'x%'")})}),
            Lines{"orders (email text_pattern_ops)"});
}

TEST(Candidates, ColumnsOfFewValuesMakePartialIndexes) {
  EXPECT_EQ(described({query({on("paid", Predicate::Kind::equals, "false")})}),
            Lines{"orders (id) where NOT paid"});
  model::Query queue = query({on("status", Predicate::Kind::equals, "'pending'")});
  order_by(queue, "placed_at");
  EXPECT_EQ(described({queue}),
            (Lines{"orders (status, placed_at)", "orders (placed_at) where status = 'pending'"}));
  // A parameter could be any of the values: no partial index would serve it.
  EXPECT_EQ(described({query({on("status")})}), Lines{"orders (status)"});
}

TEST(Candidates, JoinsContainmentAndExpressions) {
  model::Query joined = query({});
  joined.relations.push_back({"", "customers"});
  joined.joins.push_back({{{"", "orders"}, "customer_id"}, {{"", "customers"}, "id"}});
  EXPECT_EQ(described({joined}), Lines{"orders (customer_id)"});
  EXPECT_EQ(described({query({on("data", Predicate::Kind::json_contains)})}),
            Lines{"orders gin (data jsonb_path_ops)"});
  Predicate folded = on("email");
  folded.bare = false;
  EXPECT_TRUE(described({query({folded})}).empty());
  folded.expression = "lower(email)";
  EXPECT_EQ(described({query({folded})}), Lines{"orders (lower(email))"});
}

TEST(Candidates, OneListWithoutDuplicatesAndPrefixes) {
  model::Query recent = query({on("customer_id")});
  order_by(recent, "placed_at");
  EXPECT_EQ(described({query({on("customer_id")}), recent, recent}),
            Lines{"orders (customer_id, placed_at)"});
}

TEST(Candidates, NamesAreNewAndFit) {
  const auto found =
      candidates(database(), {query({on("region"), on("customer_id")}), query({on("email")})});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].index.name, "idx_orders_region_customer_id");
  EXPECT_EQ(found[1].reason, "equality on email");
  EXPECT_EQ(found[1].query, 1U);
  Predicate folded = on("region");
  folded.bare = false;
  folded.expression = "region" + std::string(80, 'x') + "(region)";
  EXPECT_LE(candidates(database(), {query({folded})})[0].index.name.size(), 63U);
}

TEST(Candidates, UnknownTablesAndColumnsAreIgnored) {
  model::Query strange = query({on("no_such_column")});
  strange.relations.push_back({"", "no_such_table"});
  EXPECT_TRUE(described({strange}).empty());
}

}  // namespace
}  // namespace mimar::advise::index
