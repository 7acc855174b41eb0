#pragma once
// A column of what a row belongs to, repeated in the row: the tenant, or the project of a task that
// belongs to a milestone. The foreign key carries it along, so that the copy cannot differ.

#include <optional>

#include "design/relational/layout.h"

namespace mimar::design::relational {

// The foreign key `key` of `child` repeats `column`, which both tables have: (column, reference).
void widen(Layout& layout, Table& child, std::size_t key, const std::string& column,
           const Said& said);
// The column of `table` that holds the attribute, or refers to the entity or role, of this name;
// one further away is carried here. Nothing when there is no way to it.
std::optional<std::string> column_for(Layout& layout, const std::string& table,
                                      const std::string& name, const Said& said);

// The foreign keys that lead from `table` to one by entity or role, nearest first; positions.
struct Step {
  std::string table;
  std::size_t key = 0;
};
std::vector<Step> way_to(const Layout& layout, const std::string& table, const std::string& name);

}  // namespace mimar::design::relational
