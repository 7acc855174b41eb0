#pragma once
// A recipe in the making: what the steps after conditions and links need to know about columns.

#include "synthesis/conditions.h"
#include "synthesis/recipe.h"

namespace mimar::synthesis {

struct Draft {
  const model::Database& database;
  Recipe& recipe;
  Conditions conditions;
  std::vector<model::DataType> types;  // by column, domains resolved
  std::int64_t today = 0;

  const model::Column& column(std::size_t position) const { return recipe.table.columns[position]; }
  Values values(std::size_t column, bool unique) const;
  // By default or identity, or by its name: numbered from 1.
  bool is_counter(std::size_t column) const;
};

// Decides which columns and links tell rows apart, so that every key holds; caps the rows where
// they run out.
void settle_keys(Draft& draft);
// a < b and a <> b between columns, and the order that names suggest (created before updated).
void settle_pairs(Draft& draft);

}  // namespace mimar::synthesis
