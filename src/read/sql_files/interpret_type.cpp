// Enumerated types.
#include <algorithm>

#include "model/quote.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

model::Enum* find_enum_type(State& state, const model::Name& written) {
  const auto found = state.enums.find(type_name(state, written));
  return found == state.enums.end() ? nullptr : &found->second;
}

// Conditions and queries spell the label, too; whether theirs is of this type is not looked into.
void doubt_label(State& state, const model::RenameEnumValue& value) {
  const std::string label = model::quote_literal(value.from);
  const auto spells = [&](const std::string& sql) { return sql.find(label) != std::string::npos; };
  std::vector<std::string> doubtful;
  for (const auto& [name, table] : state.tables) {
    for (const model::Check& check : table.checks)
      if (spells(check.expression.sql)) doubtful.push_back("check " + check.name);
    for (const model::Index& index : table.indexes)
      if (index.predicate && spells(index.predicate->sql))
        doubtful.push_back("index " + index.name);
    for (const model::Column& column : table.columns)
      if (column.generated && spells(column.generated->sql))
        doubtful.push_back("column " + column.name);
  }
  for (const auto& [name, view] : state.views)
    if (spells(view.query.sql)) doubtful.push_back("view " + name.text());
  for (const auto& [key, object] : state.others) {
    const auto* policy = model::as<model::Policy>(object);
    if (policy == nullptr) continue;
    if ((policy->using_expression && spells(policy->using_expression->sql)) ||
        (policy->check_expression && spells(policy->check_expression->sql)))
      doubtful.push_back("policy " + key.second);
  }
  for (const std::string& where : doubtful)
    state.incomplete.push_back(where + " may spell the label " + label + ", which was renamed");
}

}  // namespace

Result<void> create_enum(State& state, const model::CreateEnum& create) {
  model::Enum type = create.type;
  type.name = new_name(state, type.name);
  if (state.enums.contains(type.name))
    return error(state, "type `" + type.name.text() + "` exists already");
  const model::Name name = type.name;
  state.enums[name] = std::move(type);
  return {};
}

Result<void> add_enum_value(State& state, const model::AddEnumValue& add) {
  model::Enum* type = find_enum_type(state, add.type);
  if (type == nullptr) return missing(state, "type", add.type);
  std::vector<std::string>& labels = type->labels;
  if (std::find(labels.begin(), labels.end(), add.label) != labels.end()) {
    if (add.if_not_exists) return {};
    return error(state,
                 "the enum `" + type->name.text() + "` has the label `" + add.label + "` already");
  }
  if (add.neighbour.empty()) {
    labels.push_back(add.label);
    return {};
  }
  const auto neighbour = std::find(labels.begin(), labels.end(), add.neighbour);
  if (neighbour == labels.end())
    return error(state,
                 "the enum `" + type->name.text() + "` has no label `" + add.neighbour + "`");
  labels.insert(add.after ? neighbour + 1 : neighbour, add.label);
  return {};
}

Result<void> rename_enum_value(State& state, const model::RenameEnumValue& value) {
  model::Enum* type = find_enum_type(state, value.type);
  if (type == nullptr) return missing(state, "type", value.type);
  const auto label = std::find(type->labels.begin(), type->labels.end(), value.from);
  if (label == type->labels.end())
    return error(state, "the enum `" + type->name.text() + "` has no label `" + value.from + "`");
  *label = value.to;
  // Stored constants are the label's number; it is their spelling that changes.
  const std::string before = model::quote_literal(value.from);
  for (auto& [name, table] : state.tables) {
    for (model::Column& column : table.columns) {
      if (column.type.name != type->name || column.type.array || !column.default_value) continue;
      const std::string& sql = column.default_value->sql;
      if (sql == before || sql.starts_with(before + "::"))
        column.default_value =
            model::Expression(model::quote_literal(value.to) + sql.substr(before.size()));
    }
  }
  doubt_label(state, value);
  return {};
}

}  // namespace mimar::read::sql_files
