// Options of sequences and identity columns.

#include <cstdlib>

#include "sql/translate.h"

namespace mimar::sql {
namespace {

std::optional<std::int64_t> number(const Node* value) {
  if (value == nullptr) return std::nullopt;
  if (tag_of(value) == T_Integer) return as<Integer>(value).ival;
  if (tag_of(value) == T_Float) return std::strtoll(as<Float>(value).fval, nullptr, 10);
  return std::nullopt;
}

std::optional<model::ColumnOf> owner(const List* names) {
  const Items items(names);
  if (items.size() < 2) return std::nullopt;  // OWNED BY NONE
  model::ColumnOf result;
  result.column = string_of(items.back());
  result.table.name = string_of(items[items.size() - 2]);
  if (items.size() > 2) result.table.schema = string_of(items[items.size() - 3]);
  return result;
}

}  // namespace

model::SequenceSettings sequence_settings(const List* options) {
  model::SequenceSettings result;
  for (const Node* item : Items(options)) {
    const auto& option = as<DefElem>(item);
    const std::string_view name(option.defname);
    const auto value = number(option.arg);
    if (name == "as") result.type = data_type(&as<TypeName>(option.arg)).name.name;
    if (name == "start") result.start = value;
    if (name == "increment") result.increment = value;
    if (name == "cache") result.cache = value;
    if (name == "restart") result.restart = value;
    if (name == "cycle") result.cycle = as<Boolean>(option.arg).boolval;
    if (name == "sequence_name") result.name = name_of(&as<List>(option.arg));
    if (name == "owned_by") result.owned_by = owner(&as<List>(option.arg));
    if (name == "minvalue") result.minimum = value;
    if (name == "minvalue") result.no_minimum = !value;
    if (name == "maxvalue") result.maximum = value;
    if (name == "maxvalue") result.no_maximum = !value;
  }
  return result;
}

}  // namespace mimar::sql
