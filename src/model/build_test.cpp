#include "model/database.h"

namespace mimar::model {
namespace {

Column column(std::string name, std::string type = "integer") {
  Column result;
  result.name = std::move(name);
  result.type.name.name = std::move(type);
  return result;
}

Table table(std::string name, std::vector<Column> columns) {
  Table result;
  result.name = {"public", std::move(name)};
  result.columns = std::move(columns);
  return result;
}

Key key(std::string name, std::vector<std::string> columns) {
  Key result;
  result.name = std::move(name);
  result.columns = std::move(columns);
  return result;
}

ForeignKey foreign_key(std::string name, std::vector<std::string> columns, std::string target) {
  ForeignKey result;
  result.name = std::move(name);
  result.columns = std::move(columns);
  result.referenced_table = {"public", std::move(target)};
  return result;
}

// customer (id), orders (customer_id -> customer).
Objects shop() {
  Objects objects;
  Table orders = table("orders", {column("id"), column("customer_id")});
  orders.primary_key = key("orders_pkey", {"id"});
  orders.foreign_keys = {foreign_key("orders_customer_id_fkey", {"customer_id"}, "customer")};
  Table customer = table("customer", {column("id"), column("email", "text")});
  customer.primary_key = key("customer_pkey", {"id"});
  objects.tables = {orders, customer};
  return objects;
}

std::string error_of(Objects objects) {
  const Result<Database> built = build(std::move(objects));
  return built ? "" : built.error().message;
}

TEST(Build, SortsAndFillsWhatIsImplied) {
  const Result<Database> built = build(shop());
  ASSERT_TRUE(built) << built.error().message;
  const Objects& objects = built->objects();
  EXPECT_EQ(objects.tables[0].name.name, "customer");
  EXPECT_TRUE(objects.tables[0].columns[0].not_null);
  EXPECT_FALSE(objects.tables[0].columns[1].not_null);
  EXPECT_EQ(objects.tables[1].foreign_keys[0].referenced_columns, std::vector<std::string>{"id"});
}

TEST(Build, LookupsFindByQualifiedName) {
  const Database database = *build(shop());
  ASSERT_NE(find_table(database, {"public", "orders"}), nullptr);
  EXPECT_EQ(find_table(database, {"public", "orders"})->name.name, "orders");
  EXPECT_EQ(find_table(database, {"public", "order"}), nullptr);
  EXPECT_EQ(find_table(database, {"app", "orders"}), nullptr);
  EXPECT_EQ(find_view(database, {"public", "orders"}), nullptr);
}

TEST(Build, PublicIsImpliedAndOtherSchemasAreAdded) {
  Objects objects;
  objects.schemas = {{"public", {}, {}}};
  objects.tables = {table("log", {column("id")})};
  objects.tables[0].name.schema = "audit";
  const Database database = *build(objects);
  ASSERT_EQ(database->schemas.size(), 1U);
  EXPECT_EQ(database->schemas[0].name, "audit");
  EXPECT_EQ(database->incomplete.size(), 1U);
}

TEST(Build, OpaquesOfOneNameBecomeOneInTheirOrder) {
  Objects objects;
  objects.others = {{"privileges", "public.t", "GRANT SELECT ON t TO b;", {}, {}},
                    {"function", "public.f()", "CREATE FUNCTION f();", {}, {}},
                    {"privileges", "public.t", "GRANT SELECT ON t TO a;", {}, {}}};
  const Database database = *build(objects);
  ASSERT_EQ(database->others.size(), 2U);
  EXPECT_EQ(database->others[1].sql, "GRANT SELECT ON t TO b;\nGRANT SELECT ON t TO a;");
  EXPECT_EQ(count_opaques(database).at("privileges"), 1U);
}

TEST(Build, RefusesNamesTakenTwice) {
  Objects objects = shop();
  objects.tables.push_back(table("orders", {column("id")}));
  EXPECT_NE(error_of(objects).find("table \"public.orders\""), std::string::npos);

  objects = shop();
  objects.sequences.push_back({{"public", "orders_pkey"}, {}, {}, {}, {}});
  EXPECT_NE(error_of(objects).find("\"public.orders_pkey\""), std::string::npos);

  objects = shop();
  objects.tables[0].columns.push_back(column("id"));
  EXPECT_EQ(error_of(objects), "table \"public.orders\" has column \"id\" twice");

  objects = shop();
  objects.enums.push_back({{"public", "state"}, {"on", "on"}, {}, {}});
  EXPECT_EQ(error_of(objects), "enum \"public.state\" has the label 'on' twice");
}

TEST(Build, RefusesColumnsThatDoNotExistWithPlaceAndHint) {
  Objects objects = shop();
  objects.tables[0].uniques = {key("orders_key", {"costumer_id"})};
  objects.tables[0].uniques[0].origin.span = SourceSpan{"shop.sql", 4, 2, 0, 0};
  const Result<Database> built = build(objects);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().kind, ErrorKind::input);
  EXPECT_EQ(built.error().message,
            "unique constraint \"orders_key\" names column \"costumer_id\", which table "
            "\"public.orders\" does not have");
  EXPECT_EQ(built.error().hint, "did you mean \"customer_id\"?");
  ASSERT_TRUE(built.error().where);
  EXPECT_EQ(built.error().where->line, 4U);
}

TEST(Build, RefusesForeignKeysThatNothingUniqueCovers) {
  Objects objects = shop();
  objects.tables[0].foreign_keys[0].referenced_columns = {"email"};
  EXPECT_NE(error_of(objects).find("no primary key or unique constraint covers"),
            std::string::npos);

  Index index;
  index.name = "customer_email_idx";
  index.unique = true;
  index.keys.resize(1);
  index.keys[0].column = "email";
  objects.tables[1].indexes = {index};
  EXPECT_EQ(error_of(objects), "");
  objects.tables[1].indexes[0].predicate = Expression("email <> ''");
  EXPECT_NE(error_of(objects), "");
}

TEST(Build, DropsWhatAnIncompleteReadingCannotResolve) {
  Objects objects = shop();
  objects.tables[0].foreign_keys[0].referenced_table.name = "custmer";
  const Result<Database> whole = build(objects);
  ASSERT_FALSE(whole);
  EXPECT_EQ(whole.error().hint, "did you mean \"public.customer\"?");

  objects.incomplete = {"shop.sql:9: not understood"};
  const Result<Database> partial = build(objects);
  ASSERT_TRUE(partial);
  EXPECT_TRUE(find_table(*partial, {"public", "orders"})->foreign_keys.empty());
  EXPECT_EQ((*partial)->incomplete.size(), 2U);
}

TEST(Build, ChecksParentsOwnersAndAttachments) {
  Objects objects = shop();
  objects.tables[0].partition_of = PartitionOf{{"public", "sales"}, Expression("DEFAULT")};
  EXPECT_EQ(
      error_of(objects),
      "table \"public.orders\" is a partition of table \"public.sales\", which does not exist");

  objects = shop();
  objects.sequences = {{{"public", "ids"}, {}, ColumnOf{{"public", "orders"}, "ids"}, {}, {}}};
  EXPECT_NE(error_of(objects), "");
  objects.sequences[0].owned_by->column = "id";
  EXPECT_EQ(error_of(objects), "");
}

}  // namespace
}  // namespace mimar::model
