#include "synthesis/recipes.h"

namespace mimar::synthesis {

Recipes::Recipes(const model::Database& database, const Layout& layout)
    : database_(database), layout_(layout), made_(database->tables.size()) {}

// All numbers that make_recipe takes from the layout: those of the table and of its parents.
std::vector<std::uint64_t> Recipes::made_from(std::size_t table, const Recipe& recipe) const {
  std::vector<std::uint64_t> from{layout_.rows[table], layout_.reserved[table]};
  for (const Link& link : recipe.links)
    from.push_back(layout_.rows[link.parent]);
  return from;
}

const Recipe& Recipes::of(std::size_t table) {
  Made& made = made_[table];
  if (made.recipe && made.from == made_from(table, *made.recipe)) return *made.recipe;
  made.recipe = std::make_unique<Recipe>(make_recipe(database_, table, layout_));
  made.from = made_from(table, *made.recipe);
  return *made.recipe;
}

}  // namespace mimar::synthesis
