#pragma once
// The recipes of a layout, each made when it is first asked for, and again only where the numbers
// of rows that it was made from have changed: planning goes over all tables several times, and what
// it finds out about one concerns few others.

#include <memory>
#include <vector>

#include "synthesis/recipe.h"

namespace mimar::synthesis {

class Recipes {
 public:
  // Keeps references to both. Of the layout, only rows, reserved and limits may change.
  Recipes(const model::Database& database, const Layout& layout);

  // Stays valid until the recipe of the same table is asked for after its numbers of rows changed.
  const Recipe& of(std::size_t table);

 private:
  struct Made {
    std::unique_ptr<Recipe> recipe;
    std::vector<std::uint64_t> from;  // numbers of rows, see made_from()
  };
  std::vector<std::uint64_t> made_from(std::size_t table, const Recipe& recipe) const;

  const model::Database& database_;
  const Layout& layout_;
  std::vector<Made> made_;  // by table
};

}  // namespace mimar::synthesis
