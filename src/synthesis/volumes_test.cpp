#include "synthesis/volumes.h"

namespace mimar::synthesis {
namespace {

model::Table table(const std::string& name, const std::vector<std::string>& parents = {}) {
  model::Table made;
  made.name = {"public", name};
  made.columns.emplace_back().name = "id";
  made.columns.back().type.name.name = "bigint";
  made.primary_key.emplace();
  made.primary_key->name = name + "_pkey";
  made.primary_key->columns = {"id"};
  for (const std::string& parent : parents) {
    made.columns.emplace_back().name = parent + "_id";
    made.columns.back().type.name.name = "bigint";
    model::ForeignKey key;
    key.name = name + "_" + parent + "_fkey";
    key.columns = {parent + "_id"};
    key.referenced_table = {"public", parent};
    key.referenced_columns = {"id"};
    made.foreign_keys.push_back(std::move(key));
  }
  return made;
}

model::Database database(std::vector<model::Table> tables) {
  model::Objects objects;
  objects.tables = std::move(tables);
  auto built = model::build(std::move(objects));
  EXPECT_TRUE(built) << built.error().message;
  return *built;
}

std::uint64_t rows(const model::Statistics& statistics, const std::string& name) {
  return statistics.tables.at({"public", name}).rows;
}

TEST(Volumes, WhatRefersOutnumbersWhatItRefersTo) {
  const model::Statistics made = proportioned(
      database({table("country"), table("customer", {"country"}), table("orders", {"customer"}),
                table("line", {"orders"}), table("event", {"line"})}),
      100'000);
  EXPECT_EQ(rows(made, "event"), 100'000U);
  EXPECT_EQ(rows(made, "line"), 100'000U);
  EXPECT_EQ(rows(made, "orders"), 100'000U);
  EXPECT_EQ(rows(made, "customer"), 100U);
  EXPECT_EQ(rows(made, "country"), 100U);  // no smaller than a thousandth
}

TEST(Volumes, TheThreeLargestAreTablesThatHaveRoom) {
  model::Table line = table("line", {"orders"});
  line.uniques.push_back({"line_flag", {"flag"}, {}, false, false, false, {}, {}});
  line.columns.emplace_back().name = "flag";
  line.columns.back().type.name.name = "boolean";
  line.columns.back().not_null = true;
  const model::Statistics made =
      proportioned(database({table("country"), table("customer", {"country"}),
                             table("orders", {"customer"}), line}),
                   1000);
  for (const char* name : {"country", "customer", "orders"})
    EXPECT_EQ(rows(made, name), 1000U) << name;
}

TEST(Volumes, ForeignKeysOfPartitionsCount) {
  model::Table part = table("event_1", {"line"});
  part.partition_of = {{"public", "event"}, model::Expression("FOR VALUES FROM (1) TO (1000000)")};
  model::Table event = table("event", {"line"});
  event.foreign_keys.clear();
  event.partition_by = model::Expression("RANGE (id)");
  const model::Statistics made =
      proportioned(database({table("country"), table("orders", {"country"}),
                             table("line", {"orders"}), event, part, table("other")}),
                   100'000);
  EXPECT_GT(rows(made, "event"), rows(made, "country"));
}

TEST(Volumes, CyclesAndTablesOfTheirOwnHaveRows) {
  const model::Statistics made = proportioned(
      database({table("a", {"b"}), table("b", {"a"}), table("c", {"c"}), table("d")}), 1000);
  for (const char* name : {"a", "b", "c", "d"})
    EXPECT_GE(rows(made, name), 10U) << name;
}

TEST(Volumes, StatedFiguresStand) {
  model::Statistics stated;
  stated.tables[{"public", "a"}] = {7, "stated"};
  const model::Statistics made = proportioned(database({table("a"), table("b")}), 100, stated);
  EXPECT_EQ(rows(made, "a"), 7U);
  EXPECT_EQ(rows(made, "b"), 100U);
}

TEST(Volumes, KnownRowCountsKeepTheirProportion) {
  model::Statistics known;
  known.tables[{"public", "a"}] = {50'000, "pg_class.reltuples"};
  known.tables[{"public", "b"}] = {5'000, "pg_class.reltuples"};
  const model::Statistics made =
      proportioned(database({table("a"), table("b"), table("c")}), 1000, {}, known);
  EXPECT_EQ(rows(made, "a"), 1000U);
  EXPECT_EQ(rows(made, "b"), 100U);
  EXPECT_EQ(rows(made, "c"), 0U);
}

TEST(Volumes, FewerThanTheFewestStayFew) {
  EXPECT_EQ(rows(proportioned(database({table("a"), table("b", {"a"})}), 3), "a"), 3U);
}

}  // namespace
}  // namespace mimar::synthesis
