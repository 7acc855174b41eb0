#include "ops/architect/scale.h"

namespace mimar::ops::architect {
namespace {

model::Database shop() {
  model::Objects objects;
  for (const char* name : {"orders", "order_items", "categories", "events_2024"}) {
    model::Table table;
    table.name = {"public", name};
    objects.tables.push_back(table);
  }
  return model::build(std::move(objects)).value();
}

std::uint64_t rows_of(const Scale& scale, const char* table) {
  const auto found = scale.rows.tables.find({"public", table});
  return found == scale.rows.tables.end() ? 0 : found->second.rows;
}

TEST(Scale, FindsTablesAndRatesInEitherOrder) {
  const Scale scale =
      read_scale({{"2 million orders, 40,000 categories and order items: 5M rows", {}},
                  {"events_2024 = 7k; 400 reads/s, 60 writes per second; 3 regions", {}}},
                 shop());
  EXPECT_EQ(rows_of(scale, "orders"), 2'000'000u);
  EXPECT_EQ(rows_of(scale, "categories"), 40'000u);
  EXPECT_EQ(rows_of(scale, "order_items"), 5'000'000u);
  EXPECT_EQ(rows_of(scale, "events_2024"), 7'000u);
  EXPECT_EQ(scale.reads_per_second, 400);
  EXPECT_EQ(scale.writes_per_second, 60);
  EXPECT_EQ(scale.not_understood, (std::vector<std::string>{"3 regions"}));
}

}  // namespace
}  // namespace mimar::ops::architect
