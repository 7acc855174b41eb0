// CREATE and ALTER of functions, procedures and aggregates.
#include "model/quote.h"
#include "model/visit.h"
#include "read/sql_files/definitions.h"
#include "read/sql_files/routine_names.h"
#include "sql/type_text.h"

namespace mimar::read::sql_files {
namespace {

constexpr const char* aggregate_functions[] = {"sfunc",      "finalfunc",    "combinefunc",
                                               "serialfunc", "deserialfunc", "msfunc",
                                               "minvfunc",   "mfinalfunc"};

// Properties of aggregates are text: the names inside get their schemas there.
void resolve_properties(State& state, model::OtherObject& object, model::Aggregate& aggregate) {
  for (const char* word : aggregate_functions) {
    const auto property = aggregate.properties.find(word);
    if (property == aggregate.properties.end()) continue;
    const auto written = sql::name_of_text(property->second);
    if (!written) continue;
    const model::Name function = function_name(state, *written);
    property->second = model::quote_name(function);
    if (!function.schema.empty())
      object.references.push_back({model::Reference::Kind::function, function, ""});
  }
  for (const char* word : {"stype", "mstype"}) {
    const auto property = aggregate.properties.find(word);
    if (property == aggregate.properties.end()) continue;
    auto type = sql::type_of_text(property->second);
    if (!type) continue;
    resolve_routine_type(state, *type);
    property->second = model::to_sql(*type);
    if (!type->name.schema.empty())
      object.references.push_back({model::Reference::Kind::type, type->name, ""});
  }
}

void warn_of_current(State& state, const model::ObjectStatement& statement,
                     const std::string& identity) {
  for (const std::string& name : statement.current_settings)
    state.incomplete.push_back("function " + identity + " takes over " + name +
                               " from the session that creates it");
}

// What CREATE OR REPLACE leaves alone.
void keep_surroundings(const model::OtherObject& before, model::OtherObject& object) {
  object.comment = before.comment;
  object.access = before.access;
}

void apply(const model::RoutineSetting& setting, model::Routine& routine) {
  if (setting.name.empty()) {
    routine.settings.clear();
  } else if (setting.value) {
    routine.settings[setting.name] = *setting.value;
  } else {
    routine.settings.erase(setting.name);
  }
}

void apply(State& state, const model::AlterRoutine& alter, model::Routine& routine) {
  if (alter.volatility) routine.volatility = *alter.volatility;
  if (alter.parallel) routine.parallel = *alter.parallel;
  if (alter.strict) routine.strict = *alter.strict;
  if (alter.leakproof) routine.leakproof = *alter.leakproof;
  if (alter.security_definer) routine.security_definer = *alter.security_definer;
  if (alter.cost) routine.cost = *alter.cost;
  if (alter.rows) routine.rows = *alter.rows;
  if (alter.support) routine.support = function_name(state, *alter.support);
  for (const model::RoutineSetting& setting : alter.settings) {
    if (setting.current) {
      state.incomplete.push_back("ALTER " + alter.object.word + " " + routine.name.text() +
                                 " SET " + setting.name +
                                 " FROM CURRENT takes over what the session has");
    } else {
      apply(setting, routine);
    }
  }
}

}  // namespace

Result<void> keep_routine(State& state, const model::ObjectStatement& statement) {
  model::OtherObject object = statement.object;
  model::visit<model::DataType>(object.definition,
                                [&](model::DataType& type) { resolve_routine_type(state, type); });
  if (auto* routine = std::get_if<model::Routine>(&object.definition)) {
    routine->name = new_name(state, statement.address.name);
    routine->support = function_name(state, routine->support);
  } else if (auto* aggregate = std::get_if<model::Aggregate>(&object.definition)) {
    aggregate->name = new_name(state, statement.address.name);
    resolve_properties(state, object, *aggregate);
  }
  for (model::Reference& need : object.references) {
    if (need.kind == model::Reference::Kind::relation) need.name = relation_name(state, need.name);
    if (need.kind == model::Reference::Kind::function) need.name = function_name(state, need.name);
  }
  object.name = model::identity_of(object.definition);
  warn_of_current(state, statement, object.name);
  return put_object(state, std::move(object), statement.or_replace);
}

Result<void> put_object(State& state, model::OtherObject object, bool or_replace) {
  const ObjectKey key{object.kind, object.name};
  const auto existing = state.others.find(key);
  if (existing == state.others.end()) {
    state.others.emplace(key, std::move(object));
    return {};
  }
  if (!or_replace) {
    const std::string what = object.kind + " `" + object.name + "` exists already";
    if (state.statement != nullptr && state.statement->attempt != 0) return error(state, what);
    state.incomplete.push_back(what + ", and is taken for replaced");
  }
  keep_surroundings(existing->second, object);
  existing->second = std::move(object);
  return {};
}

Result<void> alter_routine(State& state, const model::AlterRoutine& alter) {
  model::ObjectAddress object = alter.object;
  if (object.arguments) {
    for (model::DataType& type : *object.arguments)
      resolve_routine_type(state, type);
  }
  bool done = false;
  for (const ObjectKey& key : objects_meant(state, object)) {
    if (auto* routine = std::get_if<model::Routine>(&state.others.at(key).definition)) {
      apply(state, alter, *routine);
      done = true;
    }
  }
  if (!done) {
    state.incomplete.push_back("ALTER " + alter.object.word + " " + alter.object.name.text() +
                               ": no such object is known here");
  }
  return {};
}

}  // namespace mimar::read::sql_files
