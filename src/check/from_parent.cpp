#include "check/from_parent.h"

#include <algorithm>

namespace mimar::check {

bool comes_from_parent(const model::Database& database, const model::Table& table,
                       const IndexView& index) {
  if (!table.partition_of) return false;
  if (index.index) return !index.index->partition_of.empty();
  const model::Table* parent = model::find_table(database, table.partition_of->parent);
  if (!parent) return false;
  if (index.primary) return parent->primary_key.has_value();
  return std::any_of(parent->uniques.begin(), parent->uniques.end(),
                     [&](const model::Key& key) { return key.columns == index.key->columns; });
}

std::vector<IndexView> parents_first(const model::Database& database, const model::Table& table,
                                     std::vector<IndexView> indexes) {
  std::stable_partition(indexes.begin(), indexes.end(), [&](const IndexView& index) {
    return comes_from_parent(database, table, index);
  });
  return indexes;
}

}  // namespace mimar::check
