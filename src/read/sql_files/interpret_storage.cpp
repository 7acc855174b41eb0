// How columns are kept: storage, compression, statistics targets, attribute options.
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

}  // namespace mimar::read::sql_files
