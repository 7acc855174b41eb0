#include "check/partition_keys.h"

namespace mimar::check {

std::vector<std::string> key_of_all_partitions(const model::Database& database,
                                               const model::Table& table) {
  std::vector<std::string> columns;
  if (!table.partition_by || table.primary_key) return columns;
  for (const model::Table& part : database->tables) {
    if (!part.partition_of || part.partition_of->parent != table.name) continue;
    if (!part.primary_key) return {};
    if (!columns.empty() && part.primary_key->columns != columns) return {};
    columns = part.primary_key->columns;
  }
  return columns;
}

}  // namespace mimar::check
