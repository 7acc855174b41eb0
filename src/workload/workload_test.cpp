#include "workload/workload.h"

#include <gtest/gtest.h>

#include "read/source.h"

namespace mimar::workload {
namespace {

using Kind = model::ParameterSource::Kind;

model::Database shop() {
  auto reading = read::read_files(
      {{"shop.sql",
        "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text "
        "NOT NULL UNIQUE);"
        "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id "
        "bigint NOT NULL REFERENCES customers, status text NOT NULL, lowest int, highest int, "
        "CHECK (lowest < highest), created_at timestamptz NOT NULL, updated_at timestamptz);"
        "CREATE TABLE audit (what text);"}});
  EXPECT_TRUE(reading);
  return reading->database;
}

model::Statistics rows(std::uint64_t orders, std::uint64_t customers) {
  return {{{{"public", "orders"}, {orders, ""}}, {{"public", "customers"}, {customers, ""}}}};
}

const model::AccessPattern* find(const model::Workload& workload, const std::string& name) {
  for (const model::AccessPattern& pattern : workload.patterns)
    if (pattern.query.name == name) return &pattern;
  return nullptr;
}

std::string trouble(const std::string& text) {
  const auto read = read_file(text, "w.sql", shop());
  if (read) return "";
  return fmt::format("{}: {} / {}", read.error().where ? read.error().where->line : 0,
                     read.error().message, read.error().hint);
}

TEST(DerivedWorkload, LooksUpListsInsertsAndUpdatesTheTablesThatHaveRows) {
  const model::Workload derived = derive(shop(), rows(1000, 100));
  const auto* list = find(derived, "orders of customer_id");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->query.sql,
            "SELECT * FROM public.orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 50");
  EXPECT_EQ(list->parameters.at(0).column, (model::ColumnUse{{"public", "orders"}, "customer_id"}));
  EXPECT_FALSE(list->writes());
  const auto* insert = find(derived, "new orders");
  ASSERT_NE(insert, nullptr);
  EXPECT_TRUE(insert->writes());
  EXPECT_EQ(insert->query.sql.find("(id,"), std::string::npos) << "the identity makes its value";
  EXPECT_EQ(insert->parameters.at(0).kind, Kind::fresh);
  const auto* update = find(derived, "change orders");
  ASSERT_NE(update, nullptr);
  EXPECT_EQ(update->query.sql,
            "UPDATE public.orders SET status = $1, updated_at = now() WHERE id = $2");
  EXPECT_TRUE(update->parameters.at(1).skewed);
  EXPECT_NE(find(derived, "customers by email"), nullptr);
  for (const model::AccessPattern& pattern : derived.patterns) {
    EXPECT_FALSE(pattern.reason.empty()) << pattern.query.name;
    EXPECT_EQ(pattern.query.sql.find("audit"), std::string::npos) << "it has no rows";
  }
}

TEST(DerivedWorkload, IsBoundedAndComesFromTheLargestTables) {
  std::string sql;
  model::Statistics rows;
  for (int i = 0; i < 40; ++i) {
    sql += fmt::format("CREATE TABLE t{} (id int PRIMARY KEY, v int);", i);
    rows.tables[{"public", fmt::format("t{}", i)}] = {static_cast<std::uint64_t>(i), ""};
  }
  const auto reading = read::read_files({{"many.sql", sql}});
  ASSERT_TRUE(reading);
  const model::Workload derived = derive(reading->database, rows);
  EXPECT_LE(derived.patterns.size(), 24U);
  EXPECT_NE(find(derived, "t39 by id"), nullptr);
  EXPECT_EQ(find(derived, "t3 by id"), nullptr);
}

TEST(DerivedWorkload, IsTheSameWhenItsFileIsRead) {
  const model::Workload derived = derive(shop(), rows(1000, 100));
  const auto read = read_file(print(derived), "w.sql", shop());
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->patterns.size(), derived.patterns.size());
  for (std::size_t i = 0; i < derived.patterns.size(); ++i) {
    EXPECT_EQ(read->patterns[i].query.name, derived.patterns[i].query.name);
    EXPECT_EQ(read->patterns[i].query.sql, derived.patterns[i].query.sql);
    EXPECT_EQ(read->patterns[i].parameters, derived.patterns[i].parameters);
    EXPECT_DOUBLE_EQ(read->patterns[i].weight, derived.patterns[i].weight);
    EXPECT_EQ(read->patterns[i].reason, derived.patterns[i].reason);
  }
  EXPECT_FALSE(read->rates);
}

TEST(WorkloadFile, SaysNamesRatesAndWhereValuesComeFrom) {
  const auto read = read_file(
      "-- name: list open orders\n-- rate: 120/min\n-- $1: orders.customer_id, skewed\n"
      "-- $2: = 7\nSELECT * FROM orders WHERE customer_id = $1 AND lowest = $2 LIMIT $3;\n"
      "INSERT INTO orders (customer_id, status) VALUES ($1, $2);",
      "w.sql", shop());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->rates);
  const auto* open = find(*read, "list open orders");
  ASSERT_NE(open, nullptr);
  EXPECT_DOUBLE_EQ(open->weight, 2);
  EXPECT_TRUE(open->parameters.at(0).skewed);
  EXPECT_EQ(open->parameters.at(1).value, "7");
  EXPECT_EQ(open->parameters.at(2).value, "20");
  EXPECT_EQ(read->patterns.at(1).parameters.at(1).kind, Kind::fresh);
}

TEST(WorkloadFile, FindsTheColumnsThatParametersMean) {
  const auto read = read_file(
      "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = $1 AND "
      "o.created_at >= $2 AND o.status LIKE $3 AND o.lowest BETWEEN $4 AND $5 AND o.id IN ($6);"
      "UPDATE customers SET email = $1 WHERE id = $2; UPDATE orders SET status = $1 WHERE $2 = id;",
      "w.sql", shop());
  ASSERT_TRUE(read) << read.error().message;
  const auto& sources = read->patterns.at(0).parameters;
  EXPECT_EQ(sources.at(0).column, (model::ColumnUse{{"public", "customers"}, "email"}));
  EXPECT_EQ(sources.at(1).column, (model::ColumnUse{{"public", "orders"}, "created_at"}));
  EXPECT_GT(sources.at(1).from, 0.9);
  EXPECT_EQ(sources.at(2).shape, model::ParameterSource::Shape::prefix);
  EXPECT_LT(sources.at(3).to, sources.at(4).to);
  EXPECT_EQ(sources.at(5).column.column, "id");
  EXPECT_EQ(read->patterns.at(1).parameters.at(0).kind, Kind::fresh) << "a unique key";
  EXPECT_EQ(read->patterns.at(2).parameters.at(0).kind, Kind::existing);
  EXPECT_EQ(read->patterns.at(2).parameters.at(1).column.column, "id");
}

TEST(WorkloadFile, IsRefusedWithTheLineAndWhatToWrite) {
  EXPECT_NE(trouble("\n\nCREATE TABLE x (a int);").find("3: this is no SELECT"), std::string::npos)
      << trouble("\n\nCREATE TABLE x (a int);");
  EXPECT_NE(trouble("-- rate: often\nSELECT 1;").find("1: rate often"), std::string::npos);
  EXPECT_NE(trouble("-- $1: orders.custmer_id\nSELECT * FROM orders WHERE customer_id = $1;")
                .find("did you mean orders.customer_id?"),
            std::string::npos);
  EXPECT_NE(trouble("-- $2: = 1\nSELECT * FROM orders WHERE customer_id = $1;").find("no $2"),
            std::string::npos);
  EXPECT_NE(trouble("SELECT $1 + $2;").find("which values $1"), std::string::npos);
  EXPECT_NE(trouble("-- nothing\n").find("no access pattern"), std::string::npos);
  EXPECT_NE(trouble("-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;").find("4: two"),
            std::string::npos);
  EXPECT_NE(trouble("SELECT * FORM x;"), "");
}

TEST(KeyLookUp, AsksForAllColumnsOfOneKey) {
  const auto read = read_file(
      "SELECT * FROM orders WHERE id = $1; SELECT * FROM customers WHERE email = $1; SELECT * FROM "
      "orders WHERE customer_id = $1; SELECT count(*) FROM orders WHERE id = $1; UPDATE orders SET "
      "status = 'x' WHERE id = $1; SELECT * FROM orders WHERE id > $1;",
      "w.sql", shop());
  ASSERT_TRUE(read) << read.error().message;
  std::string seen;
  for (const model::AccessPattern& pattern : read->patterns)
    seen += pattern.by_key ? 'y' : 'n';
  EXPECT_EQ(seen, "yynnyn");
}

}  // namespace
}  // namespace mimar::workload
