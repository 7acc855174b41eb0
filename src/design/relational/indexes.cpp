#include "design/relational/indexes.h"

#include <algorithm>

#include <fmt/core.h>

#include "design/relational/naming.h"

namespace mimar::design::relational {
namespace {

bool begins(const Names& longer, const Names& shorter) {
  return shorter.size() <= longer.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin());
}

Names all_quoted(const Names& columns) {
  Names keys;
  for (const std::string& column : columns)
    keys.push_back(quoted(column));
  return keys;
}

// A B-tree whose first keys are these columns in any order.
bool leads(const Names& keys, const Names& columns) {
  if (keys.size() < columns.size()) return false;
  return std::is_permutation(columns.begin(), columns.end(), keys.begin());
}

bool has_key_on(const Table& table, const Names& columns) {
  if (leads(table.key, columns)) return true;
  for (const Unique& unique : table.uniques)
    if (leads(unique.columns, columns)) return true;
  for (const Index& index : table.indexes)
    if (index.where.empty() && index.method.empty() && leads(index.keys, all_quoted(columns)))
      return true;
  return false;
}

}  // namespace

std::string need_index(Layout& layout, const std::string& name, Index index) {
  Table& table = *find_table(layout, name);
  if (index.method.empty() && index.where.empty()) {
    if (begins(all_quoted(table.key), index.keys)) return "";
    for (const Unique& unique : table.uniques)
      if (begins(all_quoted(unique.columns), index.keys)) return unique.name;
  }
  for (Index& there : table.indexes) {
    if (there.where != index.where || there.method != index.method) continue;
    if (begins(there.keys, index.keys)) {
      add_said(there.said, index.said);
      return there.name;
    }
    if (!there.unique && begins(index.keys, there.keys)) {
      layout.taken.erase(there.name);
      index.name = take(layout, "idx_" + name + "_" + index.name);
      add_said(index.said, there.said);
      for (DesignedAccess& access : layout.accesses)
        std::replace(access.indexes.begin(), access.indexes.end(), there.name, index.name);
      there = std::move(index);
      return there.name;
    }
  }
  index.name = take(layout, "idx_" + name + "_" + index.name);
  table.indexes.push_back(std::move(index));
  return table.indexes.back().name;
}

void index_references(Layout& layout) {
  for (std::size_t i = 0; i < layout.tables.size(); ++i) {
    const std::string name = layout.tables[i].name;
    // Wider ones first: an index for (tenant_id, project_id) serves the one over tenant_id, too.
    std::vector<ForeignKey> keys = layout.tables[i].foreign_keys;
    std::stable_sort(keys.begin(), keys.end(), [](const ForeignKey& a, const ForeignKey& b) {
      return a.columns.size() > b.columns.size();
    });
    for (const ForeignKey& key : keys) {
      if (has_key_on(layout.tables[i], key.columns)) continue;
      Index index;
      index.name = joined(key.columns);
      index.keys = all_quoted(key.columns);
      index.columns = key.columns;
      index.why = fmt::format("deleting from {} and joining with it look these rows up", key.table);
      index.said = key.said;
      need_index(layout, name, index);
    }
  }
}

}  // namespace mimar::design::relational
