#include "check/join_table.h"

#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_other_columns = 3;  // moments and notes beside the pair

std::vector<std::string> paired_columns(const model::Table& table) {
  std::vector<std::string> columns;
  for (const model::ForeignKey& key : table.foreign_keys)
    for (const std::string& column : key.columns)
      if (!has_column(columns, column)) columns.push_back(column);
  return columns;
}

bool is_moment_or_key(const model::Table& table, const model::Column& column) {
  return is_timestamp(column.type) || is_primary_key(table, column.name);
}

bool joins_two_tables(const model::Table& table, const std::vector<std::string>& pair) {
  if (table.foreign_keys.size() != 2 || pair.size() != 2) return false;
  if (table.foreign_keys[0].referenced_table == table.foreign_keys[1].referenced_table)
    return false;
  std::size_t others = 0;
  for (const model::Column& column : table.columns) {
    if (has_column(pair, column.name)) {
      if (!column.not_null) return false;
    } else if (!is_moment_or_key(table, column)) {
      return false;
    } else {
      ++others;
    }
  }
  return others <= most_other_columns;
}

}  // namespace

std::vector<std::string> joined_pair(const model::Table& table) {
  std::vector<std::string> pair = paired_columns(table);
  return joins_two_tables(table, pair) ? pair : std::vector<std::string>{};
}

}  // namespace mimar::check
