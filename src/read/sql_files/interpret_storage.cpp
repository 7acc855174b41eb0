// How relations and columns are kept: tablespaces, clustering, storage, compression, statistics
// targets, attribute options.
#include <algorithm>
#include <array>

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

// Of a built-in type (pg_type.typstorage): types of variable length are EXTENDED but for these.
std::string default_storage(const model::DataType& type) {
  constexpr std::array<std::string_view, 3> main{"cidr", "inet", "numeric"};
  if (!type.array && std::find(main.begin(), main.end(), type.name.name) != main.end())
    return "main";
  return "extended";
}

}  // namespace

void forget_statistics(model::Column& column) {
  column.statistics_target.reset();
  column.options.clear();
}

void set_storage(State& state, model::Column& column, const model::SetColumnStorage& set) {
  if (set.statistics) column.statistics_target = *set.statistics;
  if (set.statistics == -1) column.statistics_target.reset();
  if (!set.storage) return;
  const bool builtin = column.type.name.schema.empty() || column.type.array;
  column.storage = *set.storage;
  if (*set.storage == "default" || (builtin && *set.storage == default_storage(column.type)))
    column.storage.clear();
  if (!builtin && !column.storage.empty())
    state.incomplete.push_back("whether storage " + column.storage +
                               " is the default of the type " + column.type.name.text() +
                               " of column " + column.name + " is not known");
}

void set_own_storage(model::Column& column, const model::SetColumnStorage& set) {
  if (set.compression) column.compression = *set.compression == "default" ? "" : *set.compression;
  for (const auto& [key, value] : set.set)
    column.options[key] = value;
  for (const std::string& key : set.reset)
    column.options.erase(key);
}

void place(const State& state, std::string& tablespace) {
  if (tablespace.empty()) tablespace = state.default_tablespace;
  if (tablespace == "pg_default") tablespace.clear();
}

// A partition is put where its parent says.
void place(const State& state, model::Table& table) {
  if (table.tablespace.empty() && table.partition_of) {
    const auto parent = state.tables.find(table.partition_of->parent);
    if (parent != state.tables.end()) table.tablespace = parent->second.tablespace;
  }
  place(state, table.tablespace);
}

void set_storage(model::Table& table, const model::SetTableStorage& set) {
  if (set.access_method) table.access_method = *set.access_method;
  if (set.tablespace) table.tablespace = *set.tablespace;
  if (set.clustered_on) table.clustered_on = *set.clustered_on;
  if (!set.replica_identity) return;
  table.replica_identity = *set.replica_identity;
  table.replica_index = set.replica_index;
}

void forget_lost_indexes(model::Table& table) {
  const auto is_lost = [&](const std::string& name) {
    const auto named = [&](const auto& one) { return one.name == name; };
    return !name.empty() && !(table.primary_key && named(*table.primary_key)) &&
           std::none_of(table.uniques.begin(), table.uniques.end(), named) &&
           std::none_of(table.exclusions.begin(), table.exclusions.end(), named) &&
           std::none_of(table.indexes.begin(), table.indexes.end(), named);
  };
  if (is_lost(table.clustered_on)) table.clustered_on.clear();
  if (!is_lost(table.replica_index)) return;
  table.replica_identity = "nothing";
  table.replica_index.clear();
}

void follow_index(model::Table& table, const std::string& from, const std::string& to) {
  if (table.replica_index == from) table.replica_index = to;
  if (table.clustered_on == from) table.clustered_on = to;
}

}  // namespace mimar::read::sql_files
