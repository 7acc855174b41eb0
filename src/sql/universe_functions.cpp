// What functions and aggregates take and give, by their definitions.

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

void Universe::add_functions(const model::Objects& objects) {
  for (const model::OtherObject& object : objects.others) {
    if (const auto* routine = model::as<model::Routine>(object)) add_function(*routine);
    if (const auto* aggregate = model::as<model::Aggregate>(object)) add_aggregate(*aggregate);
  }
}

}  // namespace mimar::sql
