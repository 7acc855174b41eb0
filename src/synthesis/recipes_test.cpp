#include "synthesis/recipes.h"

#include "synthesis/layout.h"

namespace mimar::synthesis {
namespace {

model::Table table(const std::string& name) {
  model::Table made;
  made.name = {"public", name};
  made.columns.emplace_back().name = "id";
  made.columns.back().type.name.name = "bigint";
  made.primary_key.emplace();
  made.primary_key->name = name + "_pkey";
  made.primary_key->columns = {"id"};
  return made;
}

TEST(Recipes, AreMadeAgainOnlyWhereTheirNumbersOfRowsChange) {
  model::Objects objects;
  objects.tables = {table("country"), table("customer"), table("unit")};
  model::ForeignKey key;
  key.name = "customer_country_fkey";
  key.columns = key.referenced_columns = {"id"};
  key.referenced_table = {"public", "country"};
  objects.tables[1].foreign_keys.push_back(std::move(key));
  const auto database = model::build(std::move(objects));
  ASSERT_TRUE(database) << database.error().message;
  const std::size_t country = table_position(*database, {"public", "country"}),
                    customer = table_position(*database, {"public", "customer"}),
                    unit = table_position(*database, {"public", "unit"});
  Layout layout = layout_of(*database, outline(*database, {}));
  Recipes recipes(*database, layout);
  for (const std::size_t position : {country, customer, unit})
    EXPECT_EQ(recipes.of(position).limit, assumed_rows);
  const Recipe* of_unit = &recipes.of(unit);

  layout.rows[country] = 7;
  EXPECT_EQ(recipes.of(country).limit, 7U);
  EXPECT_EQ(recipes.of(customer).limit, 7U) << "each has a country of its own";
  EXPECT_EQ(&recipes.of(unit), of_unit);

  layout.reserved[unit] = 5;
  EXPECT_EQ(recipes.of(unit).limit, assumed_rows + 5);
}

}  // namespace
}  // namespace mimar::synthesis
