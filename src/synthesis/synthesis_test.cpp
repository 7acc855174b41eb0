#include "synthesis/synthesis.h"

#include "base/text.h"

namespace mimar::synthesis {
namespace {

model::Column column(std::string name, std::string type, bool not_null = true) {
  model::Column made;
  made.name = std::move(name);
  made.type.name.name = std::move(type);
  made.not_null = not_null;
  return made;
}

model::Table table(std::string name, std::vector<model::Column> columns,
                   std::vector<std::string> key) {
  model::Table made;
  made.name = {"public", std::move(name)};
  made.columns = std::move(columns);
  made.primary_key.emplace();
  made.primary_key->name = made.name.name + "_pkey";
  made.primary_key->columns = std::move(key);
  return made;
}

void refer(model::Table& table, std::vector<std::string> columns, const std::string& to,
           std::vector<std::string> referenced) {
  model::ForeignKey key;
  key.name = table.name.name + "_" + text::join(columns, "_") + "_fkey";
  key.columns = std::move(columns);
  key.referenced_table = {"public", to};
  key.referenced_columns = std::move(referenced);
  table.foreign_keys.push_back(std::move(key));
}

model::Database database(std::vector<model::Table> tables) {
  model::Objects objects;
  objects.tables = std::move(tables);
  auto built = model::build(std::move(objects));
  EXPECT_TRUE(built) << built.error().message;
  return *built;
}

using Record = std::map<std::string, std::string>;  // NULL is "\\N"

// Rows as a server would see them.
std::map<std::string, std::vector<Record>> rows_of(const model::Database& database,
                                                   const Plan& plan, std::uint64_t seed) {
  std::map<std::string, std::vector<Record>> tables;
  Rows rows_made(database, plan, seed);
  for (std::size_t i = 0; i < plan.tables.size(); ++i) {
    std::string copied;
    rows_made.write(i, Form::copy,
                    [&](std::string_view block, std::uint64_t) { return copied += block, true; });
    auto& rows = tables[plan.tables[i].table.name];
    if (copied.empty()) {
      EXPECT_EQ(plan.tables[i].rows, 0U);
      continue;
    }
    copied.pop_back();
    for (std::string_view line : text::split(copied, '\n')) {
      const auto cells = text::split(line, '\t');
      EXPECT_EQ(cells.size(), plan.tables[i].columns.size());
      Record record;
      for (std::size_t c = 0; c < cells.size(); ++c)
        record[plan.tables[i].columns[c]] = cells[c];
      rows.push_back(std::move(record));
    }
    EXPECT_EQ(rows.size(), plan.tables[i].rows);
  }
  return tables;
}

std::vector<std::string> tuple(const Record& record, const std::vector<std::string>& columns) {
  std::vector<std::string> values;
  for (const std::string& column : columns)
    values.push_back(record.at(column));
  return values;
}

// Keys, NOT NULL and foreign keys, checked the slow way.
void expect_valid(const model::Database& database,
                  const std::map<std::string, std::vector<Record>>& rows) {
  for (const model::Table& table : database->tables) {
    const auto& records = rows.at(table.name.name);
    std::vector<std::vector<std::string>> keys;
    if (table.primary_key) keys.push_back(table.primary_key->columns);
    for (const model::Key& key : table.uniques)
      keys.push_back(key.columns);
    for (const auto& key : keys) {
      std::set<std::vector<std::string>> seen;
      for (const Record& record : records)
        EXPECT_TRUE(seen.insert(tuple(record, key)).second) << table.name.name;
    }
    for (const model::Column& column : table.columns) {
      if (!column.not_null) continue;
      for (const Record& record : records)
        EXPECT_NE(record.at(column.name), "\\N") << table.name.name << "." << column.name;
    }
    for (const model::ForeignKey& key : table.foreign_keys) {
      std::set<std::vector<std::string>> parents;
      for (const Record& record : rows.at(key.referenced_table.name))
        parents.insert(tuple(record, key.referenced_columns));
      for (const Record& record : records) {
        const auto value = tuple(record, key.columns);
        if (std::find(value.begin(), value.end(), "\\N") != value.end()) continue;
        EXPECT_TRUE(parents.contains(value)) << key.name << " " << text::join(value, ",");
      }
    }
  }
}

model::Statistics statistics(std::map<std::string, std::uint64_t> rows) {
  model::Statistics made;
  for (const auto& [name, count] : rows)
    made.tables[{"public", name}] = {count, "test"};
  return made;
}

model::Database shop() {
  model::Table customers = table(
      "customers",
      {column("id", "bigint"), column("email", "text"), column("referred_by", "bigint", false)},
      {"id"});
  customers.uniques.push_back({"customers_email", {"email"}, {}, false, false, false, {}, {}});
  refer(customers, {"referred_by"}, "customers", {"id"});
  model::Table orders = table("orders",
                              {column("id", "bigint"), column("customer_id", "bigint"),
                               column("placed_at", "timestamp with time zone")},
                              {"id"});
  refer(orders, {"customer_id"}, "customers", {"id"});
  model::Table products =
      table("products", {column("id", "bigint"), column("name", "text")}, {"id"});
  model::Table items = table("order_items",
                             {column("order_id", "bigint"), column("line_no", "integer"),
                              column("product_id", "bigint"), column("quantity", "integer")},
                             {"order_id", "line_no"});
  refer(items, {"order_id"}, "orders", {"id"});
  refer(items, {"product_id"}, "products", {"id"});
  model::Table favourites =
      table("favourites", {column("customer_id", "bigint"), column("product_id", "bigint")},
            {"customer_id", "product_id"});
  refer(favourites, {"customer_id"}, "customers", {"id"});
  refer(favourites, {"product_id"}, "products", {"id"});
  return database({customers, orders, products, items, favourites});
}

TEST(Synthesis, SameSeedSameBytesOtherSeedOtherBytes) {
  const model::Database schema = shop();
  const Plan planned = plan(schema, statistics({{"customers", 500}, {"orders", 2000}}));
  EXPECT_EQ(rows_of(schema, planned, 7), rows_of(schema, planned, 7));
  EXPECT_NE(rows_of(schema, planned, 7), rows_of(schema, planned, 8));
}

TEST(Synthesis, KeysAndForeignKeysHold) {
  const model::Database schema = shop();
  const Plan planned = plan(schema, statistics({{"customers", 300},
                                                {"orders", 2000},
                                                {"products", 40},
                                                {"order_items", 5000},
                                                {"favourites", 4000}}));
  EXPECT_TRUE(planned.not_filled.empty()) << planned.not_filled[0];
  const auto rows = rows_of(schema, planned, 1);
  EXPECT_EQ(rows.at("order_items").size(), 5000U);
  expect_valid(schema, rows);
}

TEST(Synthesis, ParentsHaveUnequalNumbersOfChildren) {
  const model::Database schema = shop();
  const auto rows = rows_of(
      schema,
      plan(schema,
           statistics(
               {{"customers", 100}, {"orders", 5000}, {"products", 100}, {"order_items", 5000}})),
      1);
  std::map<std::string, int> orders, products;
  for (const Record& order : rows.at("orders"))
    ++orders[order.at("customer_id")];
  for (const Record& item : rows.at("order_items"))
    ++products[item.at("product_id")];
  const auto most = [](const std::map<std::string, int>& counts) {
    int found = 0;
    for (const auto& [id, count] : counts)
      found = std::max(found, count);
    return found;
  };
  EXPECT_GT(std::max(most(orders), most(products)), 200);  // the average is 50
}

TEST(Synthesis, ChildrenAreNotOlderThanTheirParents) {
  model::Table customers =
      table("customers", {column("id", "bigint"), column("created_at", "timestamp with time zone")},
            {"id"});
  model::Table orders = table("orders",
                              {column("id", "bigint"), column("customer_id", "bigint"),
                               column("placed_at", "timestamp with time zone")},
                              {"id"});
  refer(orders, {"customer_id"}, "customers", {"id"});
  const model::Database schema = database({customers, orders});
  for (const std::uint64_t parents : {500U, 6000U}) {
    const auto rows =
        rows_of(schema, plan(schema, statistics({{"customers", parents}, {"orders", 5000}})), 1);
    std::map<std::string, std::string> created;
    for (const Record& customer : rows.at("customers"))
      created[customer.at("id")] = customer.at("created_at");
    std::size_t older = 0;
    for (const Record& order : rows.at("orders"))
      older += order.at("placed_at") < created.at(order.at("customer_id")) ? 1 : 0;
    // Only those that come before the second customer does have no choice.
    EXPECT_LE(older, 5000 / parents + 1) << parents;
  }
}

TEST(Synthesis, RowsAreCappedWhereCombinationsRunOut) {
  const model::Database schema = shop();
  const Plan planned =
      plan(schema, statistics({{"customers", 10}, {"products", 5}, {"favourites", 1000}}));
  for (const TablePlan& table : planned.tables) {
    if (table.table.name != "favourites") continue;
    EXPECT_EQ(table.rows, 50U);
    EXPECT_EQ(table.limited_by, "unique (customer_id, product_id): 50 combinations");
  }
  expect_valid(schema, rows_of(schema, planned, 3));
}

TEST(Synthesis, NoParentsNoChildren) {
  const model::Database schema = shop();
  const Plan planned = plan(schema, statistics({{"customers", 0}}));
  const auto rows = rows_of(schema, planned, 3);
  EXPECT_TRUE(rows.at("orders").empty());
  EXPECT_TRUE(rows.at("order_items").empty());
  EXPECT_FALSE(planned.not_filled.empty());
}

// Two composite foreign keys that share the tenant: both parents must belong to the same one.
TEST(Synthesis, SharedColumnsOfCompositeForeignKeysAgree) {
  model::Table tenants = table("tenants", {column("id", "bigint")}, {"id"});
  const auto owned = [](const std::string& name) {
    model::Table made = table(name,
                              {column("tenant_id", "bigint"), column("id", "bigint"),
                               column("parent_id", "bigint", false)},
                              {"tenant_id", "id"});
    refer(made, {"tenant_id"}, "tenants", {"id"});
    refer(made, {"tenant_id", "parent_id"}, name, {"tenant_id", "id"});
    return made;
  };
  model::Table sales =
      table("sales",
            {column("tenant_id", "bigint"), column("id", "bigint"), column("client_id", "bigint"),
             column("item_id", "bigint"), column("agent_id", "bigint", false)},
            {"tenant_id", "id"});
  refer(sales, {"tenant_id"}, "tenants", {"id"});
  refer(sales, {"tenant_id", "client_id"}, "clients", {"tenant_id", "id"});
  refer(sales, {"tenant_id", "item_id"}, "items", {"tenant_id", "id"});
  refer(sales, {"tenant_id", "agent_id"}, "agents", {"tenant_id", "id"});
  const model::Database schema =
      database({tenants, owned("clients"), owned("items"), owned("agents"), sales});
  const auto rows = rows_of(
      schema,
      plan(
          schema,
          statistics(
              {{"tenants", 20}, {"clients", 200}, {"items", 30}, {"agents", 15}, {"sales", 3000}})),
      5);
  EXPECT_EQ(rows.at("sales").size(), 3000U);
  expect_valid(schema, rows);
}

TEST(Synthesis, CyclesBreakAtNullableKeysOrLoadLate) {
  model::Table a = table("a", {column("id", "bigint"), column("b_id", "bigint", false)}, {"id"});
  refer(a, {"b_id"}, "b", {"id"});
  model::Table b = table("b", {column("id", "bigint"), column("a_id", "bigint")}, {"id"});
  refer(b, {"a_id"}, "a", {"id"});
  const model::Database soft = database({a, b});
  const Plan planned = plan(soft, {});
  EXPECT_TRUE(planned.late.empty());
  expect_valid(soft, rows_of(soft, planned, 1));

  a.columns[1].not_null = true;
  const model::Database hard = database({a, b});
  const Plan late = plan(hard, {});
  ASSERT_EQ(late.late.size(), 1U);
  const auto rows = rows_of(hard, late, 1);
  EXPECT_EQ(rows.at("a").size(), assumed_rows);
  expect_valid(hard, rows);
}

TEST(Synthesis, PairsOfOneParentStayApart) {
  model::Table users = table("users", {column("id", "bigint")}, {"id"});
  model::Table friends =
      table("friends", {column("a", "bigint"), column("b", "bigint")}, {"a", "b"});
  refer(friends, {"a"}, "users", {"id"});
  refer(friends, {"b"}, "users", {"id"});
  friends.checks.push_back({"ordered", model::Expression("a < b"), false, false, {}, {}});
  const model::Database schema = database({users, friends});
  const auto rows = rows_of(schema, plan(schema, statistics({{"users", 30}, {"friends", 300}})), 1);
  EXPECT_EQ(rows.at("friends").size(), 300U);
  for (const Record& pair : rows.at("friends"))
    EXPECT_LT(std::stoi(pair.at("a")), std::stoi(pair.at("b")));
  expect_valid(schema, rows);
}

TEST(Synthesis, ReservedRowsAreValidAndNobodyRefersToThem) {
  const model::Database schema = shop();
  const model::Statistics asked = statistics({{"customers", 300},
                                              {"orders", 900},
                                              {"products", 50},
                                              {"order_items", 2000},
                                              {"favourites", 100}});
  Plan planned = plan(schema, asked, "2026-01-01",
                      {{{"public", "customers"}, 40}, {{"public", "order_items"}, 25}});
  std::map<std::string, std::uint64_t> loaded;
  for (TablePlan& table : planned.tables) {
    loaded[table.table.name] = table.rows;
    EXPECT_EQ(table.rows, asked.tables.at(table.table).rows);
    EXPECT_EQ(table.reserved, table.table.name == "customers"     ? 40U
                              : table.table.name == "order_items" ? 25U
                                                                  : 0U);
  }
  Rows made(schema, planned, 7);
  const auto loaded_rows = rows_of(schema, planned, 7);
  expect_valid(schema, loaded_rows);
  auto all = loaded_rows;
  for (std::size_t i = 0; i < planned.tables.size(); ++i) {
    const TablePlan& table = planned.tables[i];
    for (std::uint64_t row = table.rows; row < table.rows + table.reserved; ++row) {
      const auto cells = made.row(i, row);
      ASSERT_EQ(cells.size(), table.columns.size());
      Record record;
      for (std::size_t c = 0; c < cells.size(); ++c)
        record[table.columns[c]] = cells[c].value_or("\\N");
      for (const model::ForeignKey& key :
           model::find_table(schema, table.table)->foreign_keys) {  // before any other is there
        const auto& parents = loaded_rows.at(key.referenced_table.name);
        const auto value = tuple(record, key.columns);
        EXPECT_TRUE(std::find(value.begin(), value.end(), "\\N") != value.end() ||
                    std::any_of(parents.begin(), parents.end(),
                                [&](const Record& parent) {
                                  return tuple(parent, key.referenced_columns) == value;
                                }))
            << key.name;
      }
      all[table.table.name].push_back(std::move(record));
    }
  }
  expect_valid(schema, all);
}

TEST(Synthesis, ASinkCanStop) {
  const model::Database schema = shop();
  const Plan planned = plan(schema, statistics({{"customers", 50000}}));
  int blocks = 0;
  for (std::size_t i = 0; i < planned.tables.size(); ++i) {
    if (planned.tables[i].table.name == "customers")
      Rows(schema, planned, 1).write(i, Form::copy, [&](std::string_view, std::uint64_t) {
        return ++blocks < 2;
      });
  }
  EXPECT_EQ(blocks, 2);
}

model::Check check(std::string name, const std::string& sql) {
  return {std::move(name), model::Expression(sql), false, false, {}, {}};
}

TEST(Synthesis, ChecksThatNoRowCanKeepAreNamed) {
  model::Table never = table("never", {column("id", "bigint")}, {"id"});
  never.checks.push_back(check("shut", "false"));
  model::Table between = table("between", {column("id", "bigint"), column("a", "integer")}, {"id"});
  between.checks.push_back(check("nothing_between", "a > 5 AND a < 3"));
  const Plan planned = plan(database({never, between}), {});
  std::map<std::string, std::string> reasons;
  for (const TablePlan& made : planned.tables) {
    EXPECT_EQ(made.rows, 0U) << made.table.name;
    reasons[made.table.name] = made.limited_by;
  }
  EXPECT_EQ(reasons["never"], "CHECK shut (false): no row can keep it");
  EXPECT_NE(reasons["between"].find("nothing_between"), std::string::npos) << reasons["between"];
}

TEST(Synthesis, RowsThatBreakACheckAreMended) {
  model::Table sums = table("sums",
                            {column("id", "bigint"), column("a", "integer"), column("b", "integer"),
                             column("c", "integer"), column("d", "integer", false)},
                            {"id"});
  sums.checks.push_back(check("adds_up", "a + b = c"));
  sums.checks.push_back(check("either", "(d IS NULL) = (a % 2 = 0)"));
  const model::Database schema = database({sums});
  const Plan planned = plan(schema, statistics({{"sums", 500}}));
  EXPECT_TRUE(planned.not_filled.empty()) << planned.not_filled[0];
  const auto rows = rows_of(schema, planned, 4);
  EXPECT_EQ(rows.at("sums").size(), 500U);
  for (const Record& row : rows.at("sums")) {
    const int a = std::stoi(row.at("a"));
    EXPECT_EQ(a + std::stoi(row.at("b")), std::stoi(row.at("c")));
    EXPECT_EQ(row.at("d") == "\\N", a % 2 == 0);
  }
}

}  // namespace
}  // namespace mimar::synthesis
