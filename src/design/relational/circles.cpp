// Tables that require rows of each other: no first row could be inserted, so the foreign keys
// between them are checked at the end of the transaction.

#include <algorithm>

#include <fmt/core.h>

#include "base/graph.h"
#include "base/text.h"
#include "design/relational/relationships.h"

namespace mimar::design::relational {
namespace {

bool is_required(const Table& table, const ForeignKey& key) {
  return key.table != table.name &&
         std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
           const Column* column = find_column(table, name);
           return column != nullptr && column->required;
         });
}

std::size_t position(const Layout& layout, const std::string& name) {
  std::size_t i = 0;
  while (i < layout.tables.size() && layout.tables[i].name != name)
    ++i;
  return i;
}

void defer(Layout& layout, const std::vector<std::size_t>& circle) {
  std::vector<std::string> names;
  for (const std::size_t i : circle)
    names.push_back(layout.tables[i].name);
  for (const std::size_t i : circle)
    for (ForeignKey& key : layout.tables[i].foreign_keys) {
      if (!is_required(layout.tables[i], key) || !contains(names, key.table)) continue;
      key.deferrable = true;
      key.why += fmt::format(
          "; {} require rows of each other, so this is checked at the end of the "
          "transaction",
          text::join(names, " and "));
    }
}

}  // namespace

void defer_circles(Layout& layout) {
  Graph graph(layout.tables.size());
  for (std::size_t i = 0; i < layout.tables.size(); ++i)
    for (const ForeignKey& key : layout.tables[i].foreign_keys)
      if (is_required(layout.tables[i], key)) graph.must_run(position(layout, key.table), i);
  for (const std::vector<std::size_t>& circle : topological_order(graph).cycles)
    defer(layout, circle);
}

}  // namespace mimar::design::relational
