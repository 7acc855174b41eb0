// The statements that partition a table run on PostgreSQL, with the rows that are there.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "design/growth/partitions.h"
#include "model/quote.h"
#include "read/source.h"
#include "support/corpus.h"
#include "support/server.h"

namespace mimar::verify {
namespace {

using design::growth::Partitioned;

class PartitionPlanServer : public support::TestServer {
 protected:
  static Partitioned plan(const std::string& sql, const std::string& table,
                          const design::growth::Terms& terms = {},
                          const std::string& tenant = "tenant_id") {
    const auto reading = read::read_files({{"test.sql", sql}});
    if (!reading) throw std::runtime_error(support::why(reading.error()));
    return design::growth::partition(
        reading->database, *model::find_table(reading->database, {"public", table}), terms, tenant);
  }
};

constexpr const char* shop =
    "CREATE TABLE customers (id int PRIMARY KEY);\n"
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT "
    "NULL REFERENCES customers, number text NOT NULL UNIQUE, total int NOT NULL CHECK (total >= "
    "0), "
    "created_at timestamptz NOT NULL DEFAULT now());\n"
    "CREATE INDEX idx_orders_customer_id ON orders (customer_id, created_at DESC);\n"
    "CREATE TABLE lines (order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE, n int NOT "
    "NULL, PRIMARY KEY (order_id, n));\n"
    "CREATE VIEW large_orders AS SELECT id, total FROM orders WHERE total > 100;\n"
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.total := NEW.total + "
    "1; RETURN NEW; END $$;\n"
    "CREATE TRIGGER touch BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch();\n";
constexpr const char* rows =
    "INSERT INTO customers VALUES (1);"
    "INSERT INTO orders (customer_id, number, total, created_at) SELECT 1, 'n' || i, i, "
    "'2025-06-01' "
    "FROM generate_series(1, 500) i;"
    "INSERT INTO lines SELECT id, 1 FROM orders;";

TEST_F(PartitionPlanServer, KeepsRowsAndPromises) {
  scratch::Database database = create("parts");
  ASSERT_EQ(run(database, shop), "");
  ASSERT_EQ(run(database, rows), "");
  const Partitioned plan = PartitionPlanServer::plan(shop, "orders");
  EXPECT_EQ(plan.method, "RANGE");
  EXPECT_EQ(plan.column, "created_at");
  ASSERT_EQ(run(database, plan.sql), "") << plan.sql;
  ASSERT_EQ(run(database, plan.upkeep), "") << plan.upkeep;
  auto& owner = database.owner();
  EXPECT_EQ(one(owner, "SELECT count(*) FROM orders"), "500");
  EXPECT_EQ(one(owner, "SELECT count(*) FROM ONLY orders"), "0");
  EXPECT_EQ(one(owner,
                "SELECT count(*) FROM lines JOIN orders ON orders.id = order_id AND "
                "orders.created_at = order_created_at"),
            "500");
  // What comes goes to its own partition, goes on counting, fires its trigger, and is seen by the
  // view.
  EXPECT_EQ(one(owner,
                "INSERT INTO orders (customer_id, number, total, created_at) VALUES (1, 'x', "
                "1000, '2027-02-01') RETURNING id || ' ' || total || ' ' || tableoid::regclass"),
            "501 1001 orders_2027_01_01");
  EXPECT_EQ(one(owner, "SELECT count(*) FROM large_orders WHERE total = 1001"), "1");
  for (const std::string wrong :
       {"INSERT INTO orders (customer_id, number, total, created_at) VALUES (7, 'y', 1, "
        "'2027-02-01')",
        "INSERT INTO orders (customer_id, number, total, created_at) VALUES (1, 'y', -5, "
        "'2027-02-01')",
        "INSERT INTO orders (customer_id, number, total, created_at) VALUES (1, 'x', 1, "
        "'2027-02-01')",
        "INSERT INTO lines (order_id, n, order_created_at) VALUES (501, 1, '2027-02-02')"})
    EXPECT_TRUE(one(owner, wrong).starts_with("error 23")) << wrong;
  EXPECT_EQ(one(owner, "DELETE FROM orders WHERE id = 1"), "DELETE 1");
  EXPECT_EQ(one(owner, "SELECT count(*) FROM lines"), "499");
}

// Orders and their lines are cut by the same time, one after the other.
TEST_F(PartitionPlanServer, CutsWhatRefersToEachOther) {
  const auto reading = read::read_files({{"test.sql", shop}});
  ASSERT_TRUE(reading);
  const auto plans = design::growth::partition_all(
      reading->database, {{"public", "orders"}, {"public", "lines"}}, {}, {});
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans[0].table.name, "lines");
  EXPECT_EQ(plans[0].column, "order_created_at");
  scratch::Database database = create("parts");
  ASSERT_EQ(run(database, shop), "");
  ASSERT_EQ(run(database, rows), "");
  for (const Partitioned& plan : plans)
    ASSERT_EQ(run(database, plan.sql), "") << plan.sql;
  auto& owner = database.owner();
  EXPECT_EQ(one(owner, "SELECT count(*) FROM lines"), "500");
  EXPECT_EQ(one(owner, "SELECT count(*) FROM pg_partitioned_table"), "2");
  EXPECT_EQ(one(owner, "DELETE FROM orders WHERE id < 11"), "DELETE 10");
  EXPECT_EQ(one(owner, "SELECT count(*) FROM lines"), "490");
}

TEST_F(PartitionPlanServer, SpreadsByTenantWithoutATime) {
  const std::string sql =
      "CREATE TABLE tenants (id int PRIMARY KEY);"
      "CREATE TABLE notes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id int NOT NULL "
      "REFERENCES tenants, body text NOT NULL, parent_id int REFERENCES notes);";
  scratch::Database database = create("parts");
  ASSERT_EQ(run(database, sql), "");
  ASSERT_EQ(run(database,
                "INSERT INTO tenants SELECT generate_series(1, 50); INSERT INTO notes (tenant_id, "
                "body) SELECT i % 50 + 1, 'x' FROM generate_series(1, 1000) i;"),
            "");
  const Partitioned plan = PartitionPlanServer::plan(sql, "notes");
  EXPECT_EQ(plan.method, "HASH");
  ASSERT_EQ(run(database, plan.sql), "") << plan.sql;
  EXPECT_EQ(one(database.owner(), "SELECT count(*) FROM notes"), "1000");
  EXPECT_EQ(one(database.owner(), "SELECT count(DISTINCT tableoid) > 8 FROM notes"), "t");
  EXPECT_EQ(
      one(database.owner(), "INSERT INTO notes (tenant_id, body) VALUES (1, 'y') RETURNING id"),
      "1001");
}

TEST_F(PartitionPlanServer, SaysWhenThereIsNothingToCutBy) {
  const Partitioned plan =
      PartitionPlanServer::plan("CREATE TABLE t (id int PRIMARY KEY, due_on date);", "t");
  EXPECT_EQ(plan.method, "");
  EXPECT_EQ(plan.sql, "");
  EXPECT_NE(plan.why.find("give it one first"), std::string::npos);
}

// Each table of each schema that has a time, on a database of its own.
TEST_F(PartitionPlanServer, RunsForEveryTableWithATime) {
  std::vector<std::string> paths = support::corpus_schemas();
  const std::filesystem::path more = std::string(MIMAR_SOURCE_DIR) + "/tests/corpus/synthesis";
  for (const auto& entry : std::filesystem::directory_iterator(more))
    if (entry.path().extension() == ".sql") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::size_t planned = 0;
  for (const std::string& path : paths) {
    const auto reading = read::read(path, *world_);
    ASSERT_TRUE(reading) << path;
    for (const model::Table& table : reading->database->tables) {
      if (table.partition_by || table.partition_of || !table.inherits.empty()) continue;
      const Partitioned plan = design::growth::partition(reading->database, table, {}, "tenant_id");
      if (plan.method.empty()) continue;
      std::ifstream file(path);
      std::stringstream script;
      script << file.rdbuf();
      scratch::Database database = create("parts");
      ASSERT_EQ(run(database, script.str()), "") << path;
      EXPECT_EQ(run(database, plan.sql), "") << path << " " << table.name.text() << "\n"
                                             << plan.sql;
      ++planned;
    }
  }
  EXPECT_GE(planned, 10U);
}

}  // namespace
}  // namespace mimar::verify
