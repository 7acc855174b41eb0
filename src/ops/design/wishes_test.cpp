#include "ops/design/wishes.h"

#include <gtest/gtest.h>

#include "read/source.h"

namespace mimar::ops::designing {
namespace {

model::Database shop() {
  auto reading = read::read_files(
      {{"shop.sql",
        "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY "
        "KEY);"}});
  return std::move(reading->database);
}

TEST(Addition, NamesAPatternATableAndOptions) {
  const auto addition = read_addition("audit-trail:orders,actor=app.user");
  ASSERT_TRUE(addition);
  EXPECT_EQ(addition->pattern, "audit-trail");
  EXPECT_EQ(addition->table, "orders");
  EXPECT_EQ(addition->options.at("actor"), "app.user");
  EXPECT_EQ(read_addition("outbox")->table, "");
  EXPECT_FALSE(read_addition("outbox,name"));
  EXPECT_FALSE(read_addition(":orders"));
}

TEST(Addition, IsResolvedOrRefusedWithTheNearestName) {
  const model::Database database = shop();
  const auto good = resolve(*read_addition("audit-trail:orders"), database);
  ASSERT_TRUE(good);
  EXPECT_EQ(good->request.table, (model::Name{"public", "orders"}));
  const auto hint_of = [&](const char* text) {
    const auto bad = resolve(*read_addition(text), database);
    return bad ? "" : bad.error().message + " / " + bad.error().hint;
  };
  EXPECT_NE(hint_of("audit-trial:orders").find("did you mean audit-trail?"), std::string::npos);
  EXPECT_NE(hint_of("audit-trail:order").find("did you mean orders?"), std::string::npos);
  EXPECT_NE(hint_of("audit-trail").find("not named"), std::string::npos);
  EXPECT_NE(hint_of("audit-trail:orders,actr=x").find("did you mean actor?"), std::string::npos);
}

design::Entity entity(std::string name) {
  design::Entity made;
  made.plural = name + "s";
  made.name = std::move(name);
  return made;
}

TEST(WishedPatterns, EachIsForATableAndNoneIsThereTwice) {
  Design design;
  design::ConceptualModel& model = design.brief.model;
  model.entities = {entity("order"), entity("customer")};
  model.wishes = {{"audit-trail", "order", {}, {1}},
                  {"audit-trail", "", {}, {2}},
                  {"outbox", "", {}, {3}},
                  {"audit-trail", "invoice", {}, {4}},
                  {"audit-trale", "order", {}, {5}}};
  const std::vector<WishedPattern> wished = wished_patterns(design);
  ASSERT_EQ(wished.size(), 5U);
  EXPECT_EQ(wished[0].request.table.name, "orders");
  EXPECT_EQ(wished[0].request.said, (design::Said{1, 2}));
  EXPECT_EQ(wished[1].request.table.name, "customers");
  EXPECT_EQ(wished[2].request.table.name, "");
  EXPECT_EQ(wished[3].pattern, nullptr);
  EXPECT_NE(wished[3].question.find("invoice"), std::string::npos);
  EXPECT_NE(wished[4].question.find("did you mean audit-trail"), std::string::npos);
}

TEST(WishedPatterns, WhatIsKeptForATimeAsksForRetention) {
  Design design;
  design.brief.model.entities = {entity("event")};
  design.brief.model.retentions = {{"event", 90, true, {7}}};
  const std::vector<WishedPattern> wished = wished_patterns(design);
  ASSERT_EQ(wished.size(), 1U);
  ASSERT_NE(wished[0].pattern, nullptr);
  EXPECT_EQ(wished[0].pattern->id, "retention");
  EXPECT_EQ(wished[0].request.options.at("keep"), "90 days");
  EXPECT_EQ(wished[0].request.options.at("archive"), "yes");
  EXPECT_EQ(wished[0].request.said, design::Said{7});
}

TEST(WishedPatterns, NumbersAreCountedWithinWhatTheBriefSays) {
  const auto column = [](const std::string& sentence) {
    Design design;
    auto brief = design::read_brief(
        "# Depot\n\nA warehouse has a name. An aisle belongs to a warehouse. A crate belongs to an "
        "aisle and to a warehouse and has a label.\n" +
            sentence,
        "depot.md");
    design.brief = std::move(*brief);
    auto reading = read::read_files(
        {{"depot.sql",
          "CREATE TABLE warehouses (id uuid PRIMARY KEY); CREATE TABLE aisles (id uuid PRIMARY "
          "KEY, "
          "warehouse_id uuid REFERENCES warehouses); CREATE TABLE crates (id uuid PRIMARY KEY, "
          "aisle_id uuid REFERENCES aisles, warehouse_id uuid REFERENCES warehouses);"}});
    design.database = std::move(reading->database);
    const std::vector<WishedPattern> wished = wished_patterns(design);
    if (wished.size() != 1 || wished[0].request.table.name != "crates") return std::string("?");
    const auto found = wished[0].request.options.find("tenant");
    return found == wished[0].request.options.end() ? std::string("none") : found->second;
  };
  EXPECT_EQ(column("Crates are numbered without gaps within an aisle."), "aisle_id");
  EXPECT_EQ(column("Crates have consecutive numbers per warehouse."), "warehouse_id");
  EXPECT_EQ(column("Crates are numbered consecutively for each aisle."), "aisle_id");
  EXPECT_EQ(column("Number crates without gaps within each aisle."), "aisle_id");
  EXPECT_EQ(column("Crates are numbered without gaps."), "none");
}

}  // namespace
}  // namespace mimar::ops::designing
