#include "sql/routine_parts.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"
#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

model::ArgumentMode mode_of(FunctionParameterMode mode) {
  switch (mode) {
    case FUNC_PARAM_OUT: return model::ArgumentMode::out;
    case FUNC_PARAM_INOUT: return model::ArgumentMode::inout;
    case FUNC_PARAM_VARIADIC: return model::ArgumentMode::variadic;
    case FUNC_PARAM_TABLE: return model::ArgumentMode::table;
    default: return model::ArgumentMode::in;
  }
}

// Variables whose values are lists of identifiers (GUC_LIST_QUOTE).
bool quotes_its_items(std::string_view name) {
  for (const std::string_view known :
       {"search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries",
        "shared_preload_libraries", "unix_socket_directories"})
    if (name == known) return true;
  return false;
}

std::string setting_item(const Node* item, bool quoted) {
  std::string before;
  if (tag_of(item) == T_TypeCast) {  // SET TIME ZONE INTERVAL '...'
    before = "INTERVAL ";
    item = as<TypeCast>(item).arg;
  }
  if (tag_of(item) != T_A_Const || as<A_Const>(item).isnull) return "";
  const std::string value = option_text(&as<A_Const>(item).val.node);
  if (!before.empty()) return before + model::quote_literal(value);
  const bool string = tag_of(&as<A_Const>(item).val.node) == T_String;
  return string && quoted ? model::quote_identifier(value) : value;
}

}  // namespace

model::DataType routine_type(const TypeName* type) {
  model::DataType result = data_type(type);
  result.modifiers.clear();
  result.other_modifiers.clear();
  result.fields.clear();
  if (result.name == model::Name{"", "bpchar"}) result.name.name = "character";
  if (!type->pct_type) return result;
  std::vector<std::string> parts = strings(type->names);
  const std::string column = parts.back();
  parts.pop_back();
  result.name = {text::join(parts, "."), column + "%TYPE"};
  return result;
}

std::vector<model::Argument> routine_arguments(const List* parameters) {
  std::vector<model::Argument> result;
  for (const Node* item : Items(parameters)) {
    const auto& parameter = as<FunctionParameter>(item);
    model::Argument argument;
    argument.mode = mode_of(parameter.mode);
    argument.name = text_of(parameter.name);
    argument.type = routine_type(parameter.argType);
    if (parameter.defexpr != nullptr) argument.default_value = expression(parameter.defexpr);
    result.push_back(std::move(argument));
  }
  return result;
}

bool is_input(const model::Argument& argument) {
  return argument.mode != model::ArgumentMode::out && argument.mode != model::ArgumentMode::table;
}

std::vector<model::DataType> input_data_types(const std::vector<model::Argument>& arguments) {
  std::vector<model::DataType> result;
  for (const model::Argument& argument : arguments)
    if (is_input(argument)) result.push_back(argument.type);
  return result;
}

model::RoutineSetting routine_setting(const VariableSetStmt& statement) {
  model::RoutineSetting result;
  result.name = text::lower(text_of(statement.name));
  result.current = statement.kind == VAR_SET_CURRENT;
  if (statement.kind != VAR_SET_VALUE) return result;
  std::vector<std::string> items;
  for (const Node* item : Items(statement.args))
    items.push_back(setting_item(item, quotes_its_items(result.name)));
  result.value = text::join(items, ", ");
  return result;
}

model::Volatility volatility_of(const std::string& word) {
  if (word == "immutable") return model::Volatility::immutable;
  return word == "stable" ? model::Volatility::stable : model::Volatility::volatile_;
}

model::Parallel parallel_of(const std::string& word) {
  if (word == "safe") return model::Parallel::safe;
  return word == "restricted" ? model::Parallel::restricted : model::Parallel::unsafe;
}

bool flag_of(const Node* value) {
  return value == nullptr || tag_of(value) != T_Boolean || as<Boolean>(value).boolval;
}

double float4_of(const Node* value) {
  const auto single = static_cast<float>(std::strtod(option_text(value).c_str(), nullptr));
  return std::strtod(fmt::format("{}", single).c_str(), nullptr);
}

}  // namespace mimar::sql
