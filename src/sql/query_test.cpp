#include "sql/query.h"

#include "model/database.h"
#include "sql/placeholders.h"

namespace mimar::sql {
namespace {

using Kind = model::Predicate::Kind;

model::Database shop() {
  model::Objects objects;
  const auto table = [&](const std::string& name, const std::vector<std::string>& columns) {
    model::Table made;
    made.name = {"public", name};
    for (const std::string& column : columns) {
      made.columns.push_back({});
      made.columns.back().name = column;
      made.columns.back().type.name.name = "text";
    }
    objects.tables.push_back(made);
  };
  table("orders", {"id", "customer_id", "status", "placed_at"});
  table("customers", {"id", "email", "name"});
  return model::build(std::move(objects)).value();
}

model::Query only(const std::string& sql, const model::Database& database = {}) {
  auto queries = read_queries(sql, "queries.sql", database);
  EXPECT_TRUE(queries.has_value()) << sql << ": " << (queries ? "" : queries.error().message);
  if (!queries || queries->size() != 1) {
    ADD_FAILURE() << sql << ": not one query";
    return {};
  }
  return (*queries)[0];
}

bool has(const model::Query& query, const std::string& column, Kind kind,
         const std::string& value) {
  for (const model::Predicate& predicate : query.predicates)
    if (predicate.column.column == column && predicate.kind == kind && predicate.value == value)
      return true;
  return false;
}

TEST(Placeholders, AreNumberedWhereTheyAreParameters) {
  EXPECT_EQ(number_placeholders("a = :x and b = :y and c = :x"), "a = $1 and b = $2 and c = $1");
  EXPECT_EQ(number_placeholders("a = %(x)s and b = %s"), "a = $1 and b = $2");
  EXPECT_EQ(number_placeholders("a = ? and b in (?, ?)"), "a = $1 and b in ($2, $3)");
}

TEST(Placeholders, AreLeftAloneElsewhere) {
  for (const char* sql :
       {"a::text", "'it''s :x ? %s'", "E'\\' :x' || a", "\":x\"", "-- :x ?\na", "/* ? */ a",
        "$$ :x ? $$", "$t$ %s $t$", "a[1:n]", "doc ? 'key' and id = $1", "doc ?| array['a']",
        "doc ?& array['a']", "a % b", "a % 2", "a := 1"})
    EXPECT_EQ(number_placeholders(sql), sql);
}

TEST(Queries, CarryNameRateAndPlace) {
  const auto queries = read_queries(
      "-- name: list_orders\n-- rate: 120/min\nSELECT 1;\n\n-- name: GetOrder :one\nSELECT "
      "2;\nCREATE TABLE t (a int);\nSELECT 3;",
      "q.sql", {});
  ASSERT_TRUE(queries.has_value());
  ASSERT_EQ(queries->size(), 3u);
  EXPECT_EQ((*queries)[0].name, "list_orders");
  EXPECT_DOUBLE_EQ((*queries)[0].weight, 2);
  EXPECT_EQ((*queries)[1].name, "GetOrder");
  EXPECT_DOUBLE_EQ((*queries)[1].weight, 1);
  EXPECT_EQ((*queries)[2].name, "");
  EXPECT_EQ((*queries)[2].sql, "SELECT 3");
}

TEST(Queries, EqualFingerprintsDifferInConstantsOnly) {
  EXPECT_EQ(only("SELECT a FROM t WHERE b = 1").fingerprint,
            only("select a from t where b = 22").fingerprint);
  EXPECT_NE(only("SELECT a FROM t WHERE b = 1").fingerprint,
            only("SELECT a FROM t WHERE c = 1").fingerprint);
}

TEST(Queries, PredicatesJoinsAndOrderOfASelect) {
  const model::Query query = only(
      "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = :status "
      "AND lower(c.email) = 'x' "
      "AND o.placed_at > now() ORDER BY o.placed_at DESC LIMIT 10 OFFSET 5000");
  EXPECT_EQ(query.relations, (std::vector<model::Name>{{"", "customers"}, {"", "orders"}}));
  ASSERT_EQ(query.joins.size(), 1u);
  EXPECT_EQ(query.joins[0].left, (model::ColumnUse{{"", "customers"}, "id"}));
  EXPECT_EQ(query.joins[0].right, (model::ColumnUse{{"", "orders"}, "customer_id"}));
  EXPECT_TRUE(has(query, "status", Kind::equals, "$1"));
  EXPECT_TRUE(has(query, "placed_at", Kind::range, ""));
  ASSERT_TRUE(has(query, "email", Kind::equals, "'x'"));
  for (const model::Predicate& predicate : query.predicates)
    if (predicate.column.column == "email") {
      EXPECT_FALSE(predicate.bare);
      EXPECT_EQ(predicate.expression, "lower(c.email)");
    }
  ASSERT_EQ(query.order.size(), 1u);
  EXPECT_TRUE(query.order[0].descending);
  EXPECT_TRUE(query.select_star && query.has_limit && query.has_large_offset);
  EXPECT_EQ(query.parameters, 1);
}

TEST(Queries, KindsOfPredicates) {
  const model::Query query = only(
      "SELECT a FROM t WHERE a LIKE 'x%' AND b LIKE '%x' AND c ILIKE 'x%' AND d IN (1, 2) AND e = "
      "ANY ($1) AND f BETWEEN 1 AND 2 "
      "AND g IS NULL AND h IS NOT NULL AND i @> '{}' AND 5 < j AND k AND NOT l AND (m = 1 OR n = "
      "2)");
  EXPECT_TRUE(has(query, "a", Kind::like_prefix, "'x%'"));
  EXPECT_TRUE(has(query, "b", Kind::like_infix, "'%x'"));
  EXPECT_TRUE(has(query, "c", Kind::like_infix, "'x%'"));
  EXPECT_TRUE(has(query, "d", Kind::in_list, ""));
  EXPECT_TRUE(has(query, "e", Kind::in_list, "$1"));
  EXPECT_TRUE(has(query, "f", Kind::range, ""));
  EXPECT_TRUE(has(query, "g", Kind::is_null, ""));
  EXPECT_TRUE(has(query, "h", Kind::is_not_null, ""));
  EXPECT_TRUE(has(query, "i", Kind::json_contains, "'{}'"));
  EXPECT_TRUE(has(query, "j", Kind::range, "5"));
  EXPECT_TRUE(has(query, "k", Kind::equals, "true"));
  EXPECT_TRUE(has(query, "l", Kind::equals, "false"));
  EXPECT_TRUE(has(query, "m", Kind::other, ""));
}

TEST(Queries, UnqualifiedColumnsOfJoinsNeedADatabase) {
  const std::string sql =
      "SELECT name FROM orders JOIN customers ON customer_id = customers.id WHERE status = 'new' "
      "AND id = 1";
  EXPECT_TRUE(only(sql).predicates.empty());
  const model::Query query = only(sql, shop());
  EXPECT_TRUE(has(query, "status", Kind::equals, "'new'"));
  EXPECT_FALSE(has(query, "id", Kind::equals, "1")) << "both tables have it";
  ASSERT_EQ(query.joins.size(), 1u);
  EXPECT_EQ(query.joins[0].left.column, "customer_id");
}

TEST(Queries, SubqueriesAndCommonTablesAreSeenThrough) {
  const model::Query query = only(
      "WITH recent AS (SELECT * FROM orders WHERE placed_at > $2) SELECT count(*) FROM recent r "
      "WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = r.customer_id AND c.email = $1) GROUP "
      "BY r.status");
  EXPECT_EQ(query.relations, (std::vector<model::Name>{{"", "customers"}, {"", "orders"}}));
  EXPECT_TRUE(has(query, "placed_at", Kind::range, "$2"));
  EXPECT_TRUE(has(query, "email", Kind::equals, "$1"));
  EXPECT_TRUE(query.aggregates);
  EXPECT_FALSE(query.select_star) << "a star inside is not the query's";
  EXPECT_TRUE(query.group.empty()) << "a common table's column belongs to no relation";
  EXPECT_EQ(query.parameters, 2);
}

TEST(Queries, ChangesAreQueries) {
  EXPECT_EQ(only("INSERT INTO s.t (a) VALUES (?)").kind, model::Query::Kind::insert);
  const model::Query update = only("UPDATE t SET a = %s WHERE b = %s");
  EXPECT_EQ(update.kind, model::Query::Kind::update);
  EXPECT_TRUE(has(update, "b", Kind::equals, "$2"));
  EXPECT_EQ(update.parameters, 2);
  EXPECT_EQ(only("DELETE FROM t WHERE a < 3").kind, model::Query::Kind::erase);
}

TEST(Queries, WhatDoesNotParseIsAnErrorWithItsPlace) {
  const auto queries = read_queries("SELECT 1;\nSELECT FROM WHERE;", "q.sql", {});
  ASSERT_FALSE(queries.has_value());
  EXPECT_EQ(queries.error().kind, ErrorKind::input);
  ASSERT_TRUE(queries.error().where.has_value());
  EXPECT_EQ(queries.error().where->line, 2u);
}

}  // namespace
}  // namespace mimar::sql
