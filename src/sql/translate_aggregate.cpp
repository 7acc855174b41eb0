// CREATE AGGREGATE, in its three forms: new, old (BASETYPE) and ordered-set.

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "sql/routine_parts.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// sfunc1, stype1, initcond1: how PostgreSQL 7 spelt them.
std::string current_spelling(std::string word) {
  if (is_one_of(word, {"sfunc1", "stype1", "initcond1"})) word.pop_back();
  return word;
}

// Functions and words parse as types.
model::Name name_in(const Node* value) {
  if (tag_of(value) == T_TypeName) return name_of(as<TypeName>(value).names);
  return tag_of(value) == T_List ? name_of(&as<List>(value)) : model::Name{"", string_of(value)};
}

std::string sort_operator(const Node* value) {
  const model::Name name = name_in(value);
  if (name.schema.empty() || name.schema == "pg_catalog") return name.name;
  return "OPERATOR(" + model::quote_identifier(name.schema) + "." + name.name + ")";
}

std::string default_modify(bool ordered_set) {
  return ordered_set ? "read_write" : "read_only";
}

// What is written at its default says nothing.
bool says_nothing(const std::string& word, const std::string& value, bool ordered_set) {
  if (is_one_of(word, {"finalfunc_modify", "mfinalfunc_modify"}))
    return value == default_modify(ordered_set);
  if (is_one_of(word, {"sspace", "msspace"})) return value == "0";
  return word == "parallel" && value == "unsafe";
}

std::string value_of(const std::string& word, const Node* value) {
  if (value == nullptr) return "true";
  if (is_one_of(word, {"stype", "mstype"}) && tag_of(value) == T_TypeName)
    return model::to_sql(routine_type(&as<TypeName>(value)));
  if (word == "sortop") return sort_operator(value);
  if (is_one_of(word, {"initcond", "minitcond"})) return model::quote_literal(option_text(value));
  if (is_one_of(word, {"sspace", "msspace"})) return option_text(value);
  if (word == "parallel" || word.ends_with("_modify")) return text::lower(name_in(value).name);
  if (word.ends_with("_extra") || word == "hypothetical") return text::lower(option_text(value));
  model::Name function = name_in(value);
  if (function.schema == "pg_catalog") function.schema.clear();
  return model::quote_name(function);
}

void set_property(model::Aggregate& aggregate, const DefElem& option) {
  const std::string word = current_spelling(text::lower(text_of(option.defname)));
  const bool ordered_set = !aggregate.ordered_by.empty();
  if (word == "basetype") {
    const bool any = name_in(option.arg).name == "any" || name_in(option.arg).name == "ANY";
    if (any || tag_of(option.arg) != T_TypeName) return;
    model::Argument argument;
    argument.type = routine_type(&as<TypeName>(option.arg));
    aggregate.arguments.push_back(std::move(argument));
    return;
  }
  const std::string value = value_of(word, option.arg);
  if (value != "false" && !says_nothing(word, value, ordered_set))
    aggregate.properties[word] = value;
}

// [parameters, how many of them are direct]; -1: not an ordered-set aggregate.
void set_arguments(model::Aggregate& aggregate, const List* both) {
  const Items pair(both);
  if (pair.size() != 2) return;
  std::vector<model::Argument> all = routine_arguments(reinterpret_cast<const List*>(pair[0]));
  const int direct = as<Integer>(pair[1]).ival;
  if (direct < 0) {
    aggregate.arguments = std::move(all);
    return;
  }
  const auto split = all.begin() + std::min<std::ptrdiff_t>(direct, std::ssize(all));
  aggregate.arguments.assign(all.begin(), split);
  aggregate.ordered_by.assign(split, all.end());
}

}  // namespace

model::ObjectStatement create_aggregate(const DefineStmt& statement, const Context& context) {
  model::Aggregate aggregate;
  aggregate.name = name_of(statement.defnames);
  if (!statement.oldstyle) set_arguments(aggregate, statement.args);
  for (const Node* item : Items(statement.definition))
    set_property(aggregate, as<DefElem>(item));
  model::ObjectStatement result;
  result.or_replace = statement.replace;
  result.object.kind = "aggregate";
  result.object.sql = std::string(context.sql) + ";";
  result.object.origin = {context.where};
  std::vector<model::DataType> types = input_data_types(aggregate.arguments);
  for (const model::DataType& type : input_data_types(aggregate.ordered_by))
    types.push_back(type);
  result.address = {model::ObjectKind::other, "aggregate", aggregate.name, "", std::move(types)};
  result.object.definition = std::move(aggregate);
  return result;
}

}  // namespace mimar::sql
