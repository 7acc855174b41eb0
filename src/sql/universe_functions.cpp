// What functions and aggregates take and give, by their definitions.

#include <algorithm>

#include "sql/type_text.h"
#include "sql/universe.h"

namespace mimar::sql {
namespace {

bool is_output(model::ArgumentMode mode) {
  return mode == model::ArgumentMode::out || mode == model::ArgumentMode::inout ||
         mode == model::ArgumentMode::table;
}

bool is_input(model::ArgumentMode mode) {
  return mode != model::ArgumentMode::out && mode != model::ArgumentMode::table;
}

}  // namespace

// Modifiers are no part of a signature.
void Universe::add_arguments(const std::vector<model::Argument>& arguments, Signature& signature) {
  for (const model::Argument& argument : arguments) {
    const Type kind = type(argument.type).plain();
    if (is_output(argument.mode)) signature.columns.push_back({argument.name, kind});
    if (!is_input(argument.mode)) continue;
    signature.arguments.push_back(kind);
    signature.variadic = signature.variadic || argument.mode == model::ArgumentMode::variadic;
    if (argument.default_value) ++signature.defaults;
  }
}

void Universe::add_function(const model::Routine& routine) {
  UserFunction function{routine.name, {}};
  add_arguments(routine.arguments, function.signature);
  if (routine.returns) function.signature.result = type(*routine.returns).plain();
  functions_.emplace(function.name, std::move(function));
}

// Its result is its state unless a final function makes something else of it.
void Universe::add_aggregate(const model::Aggregate& definition) {
  UserFunction aggregate{definition.name, {}};
  add_arguments(definition.arguments, aggregate.signature);
  add_arguments(definition.ordered_by, aggregate.signature);
  const auto state = definition.properties.find("stype");
  if (state != definition.properties.end() && !definition.properties.contains("finalfunc")) {
    if (const auto found = type_of_text(state->second))
      aggregate.signature.result = type(*found).plain();
  }
  functions_.emplace(aggregate.name, std::move(aggregate));
}

// floatrange(a, b), floatrange(a, b, '[]'), and the same of its multirange over ranges.
void Universe::add_constructors(const model::RangeType& definition) {
  const Type range = named_type(definition.name.schema, definition.name.name);
  const Type multirange = named_type(definition.multirange.schema, definition.multirange.name);
  const UserType* known = user_type(range.base);
  if (known == nullptr) return;
  const Type bound = known->base.plain();
  const auto add = [&](const model::Name& name, std::vector<Type> arguments, const Type& result) {
    Signature signature;
    signature.variadic = arguments.size() == 1 && arguments[0].array;
    signature.arguments = std::move(arguments);
    signature.result = result;
    functions_.emplace(name, UserFunction{name, std::move(signature)});
  };
  add(definition.name, {bound, bound}, range);
  add(definition.name, {bound, bound, text_type}, range);
  if (definition.multirange.empty()) return;
  add(definition.multirange, {}, multirange);
  add(definition.multirange, {range}, multirange);
  add(definition.multirange, {range.array_of()}, multirange);
}

void Universe::add_functions(const model::Objects& objects) {
  for (const model::OtherObject& object : objects.others) {
    if (const auto* routine = model::as<model::Routine>(object)) add_function(*routine);
    if (const auto* aggregate = model::as<model::Aggregate>(object)) add_aggregate(*aggregate);
    if (const auto* range = model::as<model::RangeType>(object)) add_constructors(*range);
  }
}

std::vector<const UserFunction*> Universe::functions(const std::string& schema,
                                                     const std::string& name) const {
  return candidates(functions_, schema, name);
}

}  // namespace mimar::sql
