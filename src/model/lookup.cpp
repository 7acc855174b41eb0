#include <algorithm>

#include "model/build_steps.h"
#include "model/database.h"

namespace mimar::model {

const Table* find_table(const Database& database, const Name& name) {
  return building::find_sorted(database->tables, name);
}

const View* find_view(const Database& database, const Name& name) {
  return building::find_sorted(database->views, name);
}

const Enum* find_enum(const Database& database, const Name& name) {
  return building::find_sorted(database->enums, name);
}

const Sequence* find_sequence(const Database& database, const Name& name) {
  return building::find_sorted(database->sequences, name);
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto at = std::find_if(table.columns.begin(), table.columns.end(),
                               [&](const Column& column) { return column.name == name; });
  return at == table.columns.end() ? nullptr : &*at;
}

std::map<std::string, std::size_t> count_opaques(const Database& database) {
  std::map<std::string, std::size_t> counts;
  for (const OtherObject& opaque : database->others)
    if (opaque.opaque()) ++counts[opaque.kind];
  return counts;
}

}  // namespace mimar::model
