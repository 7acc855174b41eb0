#include "emit/erd/erd.h"

#include "base/text.h"
#include "emit/erd/diagram.h"
#include "emit/erd/layout.h"
#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

model::Column column(const std::string& name, const std::string& type, bool not_null = true) {
  model::Column result;
  result.name = name;
  result.type.name.name = type;
  result.not_null = not_null;
  return result;
}

model::ForeignKey refers(const std::string& column, const std::string& table) {
  model::ForeignKey key;
  key.name = column + "_fkey";
  key.columns = {column};
  key.referenced_table = {"public", table};
  return key;
}

model::Table table(const std::string& name, std::vector<model::Column> columns,
                   const std::string& key = "id") {
  model::Table result;
  result.name = {"public", name};
  result.columns = std::move(columns);
  if (key.empty()) return result;
  result.primary_key.emplace();
  result.primary_key->name = name + "_pkey";
  result.primary_key->columns = {key};
  return result;
}

model::Database database(std::vector<model::Table> tables) {
  model::Objects objects;
  model::Schema schema;
  schema.name = "public";
  objects.schemas.push_back(schema);
  objects.tables = std::move(tables);
  auto built = model::build(std::move(objects));
  EXPECT_TRUE(built) << built.error().message;
  return built ? *built : model::Database();
}

// A shop: optional and required references, one to one, a loop, a table apart.
model::Database shop() {
  model::Table customer =
      table("customer", {column("id", "bigint"), column("referred_by", "bigint", false)});
  customer.foreign_keys = {refers("referred_by", "customer")};
  model::Table profile = table(
      "profile", {column("customer_id", "bigint"), column("photo", "bytea", false)}, "customer_id");
  profile.foreign_keys = {refers("customer_id", "customer")};
  model::Table orders = table("orders", {column("id", "bigint"), column("customer_id", "bigint"),
                                         column("gift_for", "bigint", false)});
  orders.foreign_keys = {refers("customer_id", "customer"), refers("gift_for", "customer")};
  return database(
      {customer, orders, profile,
       table("setting", {column("key", "text"), column("value", "text", false)}, "key")});
}

TEST(Erd, MermaidShowsKeysTypesNullabilityAndCardinality) {
  EXPECT_EQ(mermaid(shop()),
            "erDiagram\n"
            "    \"customer\" {\n"
            "        bigint id PK \"NOT NULL\"\n"
            "        bigint referred_by FK \"NULL\"\n"
            "    }\n"
            "    \"orders\" {\n"
            "        bigint id PK \"NOT NULL\"\n"
            "        bigint customer_id FK \"NOT NULL\"\n"
            "        bigint gift_for FK \"NULL\"\n"
            "    }\n"
            "    \"profile\" {\n"
            "        bigint customer_id PK, FK \"NOT NULL\"\n"
            "        bytea photo \"NULL\"\n"
            "    }\n"
            "    \"setting\" {\n"
            "        text key PK \"NOT NULL\"\n"
            "        text value \"NULL\"\n"
            "    }\n"
            "    \"customer\" |o--o{ \"customer\" : \"referred_by\"\n"
            "    \"customer\" ||--o{ \"orders\" : \"customer_id\"\n"
            "    \"customer\" |o--o{ \"orders\" : \"gift_for\"\n"
            "    \"customer\" ||--o| \"profile\" : \"customer_id\"\n");
}

TEST(Erd, MermaidNeverSeesWhatItsLexerRefuses) {
  model::Column odd = column("2nd \"price\"", "numeric");
  odd.type.modifiers = {10, 2};
  model::Column array = column("tags", "character varying", false);
  array.type.modifiers = {20};
  array.type.array = true;
  EXPECT_EQ(mermaid(database({table("odd \"one\"", {odd, array}, "")})),
            "erDiagram\n"
            "    \"odd _one_\" {\n"
            "        numeric x2nd__price_ \"NOT NULL, numeric(10,2), named 2nd _price_\"\n"
            "        varchar(20)[] tags \"NULL\"\n"
            "    }\n");
}

TEST(Erd, OnlyTheTablesAskedForAndTheirRelations) {
  Options options;
  options.only = {{"public", "orders"}, {"public", "profile"}};
  const Diagram diagram = make_diagram(shop(), options);
  EXPECT_EQ(diagram.entities.size(), 2U);
  EXPECT_TRUE(diagram.relations.empty());
}

TEST(Erd, PartitionsArePartOfTheirTable) {
  model::Table customer = table("customer", {column("id", "bigint")});
  model::Table payment =
      table("payment", {column("at", "date"), column("customer_id", "bigint")}, "");
  payment.partition_by = model::Expression("RANGE (at)");
  model::Table part =
      table("payment_2025", {column("at", "date"), column("customer_id", "bigint")}, "");
  part.partition_of = model::PartitionOf{payment.name, model::Expression("DEFAULT")};
  part.foreign_keys = {refers("customer_id", "customer")};
  model::Table other = part;
  other.name.name = "payment_2026";
  const Diagram diagram = make_diagram(database({customer, payment, part, other}), {});
  ASSERT_EQ(diagram.entities.size(), 2U);
  EXPECT_EQ(diagram.entities[1].partitions, 2U);
  EXPECT_TRUE(diagram.entities[1].rows[1].foreign);
  ASSERT_EQ(diagram.relations.size(), 1U);
  EXPECT_EQ(diagram.relations[0].child, 1U);
}

TEST(Erd, SvgIsTheSameEveryTimeAndHasNoComments) {
  const Result<std::string> first = svg(shop()), second = svg(shop());
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(first->find("<!--"), std::string::npos);
  EXPECT_EQ(first->find("nan"), std::string::npos);
  EXPECT_NE(first->find("orders (customer_id) refers to customer (id)"), std::string::npos);
}

// Every element that opens closes, in order; no markup comes from names.
void expect_well_formed(std::string_view xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find('<', at)) != std::string_view::npos;) {
    const std::size_t end = xml.find('>', at);
    ASSERT_NE(end, std::string_view::npos);
    const std::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('/')) {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), tag.substr(1));
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(std::string(tag.substr(0, tag.find(' '))));
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST(Erd, SvgStaysWellFormedWhateverNamesHold) {
  const model::Database odd =
      database({table("<a & \"b\">\x01\xFF", {column("]]></svg>", "text")}, "")});
  const Result<std::string> drawn = svg(odd, {"<title>", {}});
  ASSERT_TRUE(drawn);
  expect_well_formed(*drawn);
  EXPECT_EQ(drawn->find('\x01'), std::string::npos);
  EXPECT_EQ(drawn->find('\xFF'), std::string::npos);
  expect_well_formed(*svg(shop()));
}

TEST(Erd, AnEmptyDatabaseSaysSo) {
  const Result<std::string> drawn = svg(model::Database());
  ASSERT_TRUE(drawn);
  EXPECT_NE(drawn->find("No tables."), std::string::npos);
  EXPECT_EQ(mermaid(model::Database()), "erDiagram\n");
}

TEST(Erd, BoxesNeverOverlapAndEdgesEndAtTheirRows) {
  std::vector<Shape> shapes;
  std::vector<Link> links;
  for (std::size_t i = 0; i < 14; ++i)
    shapes.push_back({100.0 + 10 * static_cast<double>(i), 30, 22, 1 + i % 5});
  for (std::size_t i = 1; i < 12; ++i)
    links.push_back({i / 2, 0, i, i % 5 % shapes[i].rows});
  links.push_back({11, 0, 0, 0});  // a cycle
  links.push_back({3, 0, 3, 0});   // a loop
  const Result<Layout> layout = lay_out(shapes, links, 20);
  ASSERT_TRUE(layout) << layout.error().message;
  for (std::size_t a = 0; a < shapes.size(); ++a) {
    for (std::size_t b = a + 1; b < shapes.size(); ++b) {
      const Box &x = layout->boxes[a], &y = layout->boxes[b];
      const bool apart = x.x + x.width <= y.x || y.x + y.width <= x.x || x.y + x.height <= y.y ||
                         y.y + y.height <= x.y;
      EXPECT_TRUE(apart) << a << " and " << b;
    }
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    const Box& box = layout->boxes[links[i].to];
    const Curve& curve = layout->curves[i];
    ASSERT_EQ(curve.points.size() % 3, 1U) << i;
    const double edge = curve.to_right ? box.x + box.width + 20 : box.x - 20;
    EXPECT_NEAR(curve.points.back().x, edge, 2) << i;
    EXPECT_NEAR(curve.points.back().y,
                box.y + 30 + 22 * (static_cast<double>(links[i].to_row) + 0.5), 2)
        << i;
  }
}

TEST(Erd, NumbersAndTextOfSvg) {
  EXPECT_EQ(number(12), "12");
  EXPECT_EQ(number(-0.04), "0");
  EXPECT_EQ(number(-2.25), "-2.3");
  EXPECT_EQ(escaped("a<b>&\"c\xC3\xA9\xC0\xAF"),
            "a&lt;b&gt;&amp;&quot;c\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_GT(sans_width("WWW", 13), sans_width("iii", 13));
}

}  // namespace
}  // namespace mimar::emit::erd
