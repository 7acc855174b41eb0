#include "support/generate_routines.h"

namespace mimar::support {
namespace {

using model::DataType;
using model::Routine;

DataType builtin(std::string name, bool array = false) {
  return {{"", std::move(name)}, {}, "", array};
}

model::OtherObject object_of(model::Definition definition) {
  model::OtherObject object;
  object.kind = model::kind_of(definition);
  object.name = model::identity_of(definition);
  object.definition = std::move(definition);
  return object;
}

model::Argument argument(model::ArgumentMode mode, std::string name, DataType type) {
  return {mode, std::move(name), std::move(type), std::nullopt};
}

Routine next_number() {
  Routine one;
  one.name = {"public", "next_number"};
  one.arguments = {argument(model::ArgumentMode::in, "value", builtin("integer"))};
  one.returns = builtin("integer");
  one.language = "sql";
  one.volatility = model::Volatility::immutable;
  one.body = " SELECT value + 1 ";
  return one;
}

Routine touch() {
  Routine one;
  one.name = {"public", "touch"};
  one.returns = builtin("trigger");
  one.language = "plpgsql";
  one.body = " BEGIN RETURN NEW; END ";
  return one;
}

void set_arguments(Random& random, Routine& one) {
  static const std::vector<std::string> defaults{"1", "1 + 2", "42"};
  one.arguments = {argument(model::ArgumentMode::in, "", builtin("text")),
                   argument(model::ArgumentMode::in, "A b", builtin("integer"))};
  if (random.chance(50))
    one.arguments[1].default_value = model::Expression(random.pick(defaults));
  else if (random.chance(50))
    one.arguments.push_back(argument(model::ArgumentMode::variadic, "rest", builtin("text", true)));
  if (one.procedure) return;
  if (random.chance(40)) {
    one.returns_set = true;
    one.returns = builtin("record");
    one.arguments.push_back(argument(model::ArgumentMode::table, "x", builtin("bigint")));
    one.arguments.push_back(argument(model::ArgumentMode::table, "Y", builtin("date", true)));
  } else {
    one.returns = builtin("numeric");
  }
}

void set_attributes(Random& random, Routine& one) {
  one.security_definer = random.chance(30);
  if (random.chance(40))
    one.settings["search_path"] = random.chance(50) ? "\"\"" : "public, \"A b\"";
  if (random.chance(20)) one.settings["work_mem"] = "4MB";
  if (one.procedure) return;
  one.volatility = static_cast<model::Volatility>(random.below(3));
  one.parallel = static_cast<model::Parallel>(random.below(3));
  one.strict = random.chance(30);
  if (random.chance(30)) one.cost = 2.5;
  if (one.returns_set) one.rows = random.chance(50) ? 1000 : 7;
}

Routine any_routine(Random& random) {
  static const std::vector<std::string> bodies{"", "$$", "select '$body$' -- $",
                                               "\n\tbegin\n'it''s' \\ end\n"};
  Routine one;
  one.procedure = random.chance(30);
  one.name = {"public", one.procedure ? "Do it" : "any_function"};
  one.language = "plpgsql";
  one.body = random.pick(bodies);
  set_arguments(random, one);
  set_attributes(random, one);
  return one;
}

model::Aggregate any_aggregate(Random& random) {
  model::Aggregate one;
  one.name = {"public", "total"};
  one.arguments = {argument(model::ArgumentMode::in, "", builtin("integer"))};
  one.properties = {{"sfunc", "int4pl"}, {"stype", "integer"}};
  if (random.chance(50)) one.properties["initcond"] = "'0'";
  if (random.chance(50)) one.properties["parallel"] = "safe";
  if (random.chance(30)) one.properties["combinefunc"] = "int4pl";
  return one;
}

}  // namespace

std::vector<model::OtherObject> random_routines(Random& random) {
  std::vector<model::OtherObject> objects{object_of(next_number()), object_of(touch())};
  if (random.chance(50)) objects.push_back(object_of(any_routine(random)));
  if (random.chance(30)) objects.push_back(object_of(any_aggregate(random)));
  return objects;
}

model::OtherObject random_trigger(Random& random, const model::Table& table) {
  model::Trigger one;
  one.table = table.name;
  one.name = "touched";
  one.function = {"public", "touch"};
  one.on_update = true;
  one.on_insert = random.chance(30);
  one.constraint = random.chance(15);
  one.when = one.constraint || random.chance(50) ? model::FireWhen::after : model::FireWhen::before;
  one.each_row = one.constraint || random.chance(50);
  one.initially_deferred = one.constraint && random.chance(50);
  one.deferrable = one.initially_deferred;
  if (random.chance(30)) one.update_columns = {table.columns.front().name};
  const bool transitions = one.when == model::FireWhen::after && !one.constraint &&
                           !one.on_insert && one.update_columns.empty() && !table.partition_by &&
                           table.inherits.empty();
  if (transitions && random.chance(50)) one.new_table = "New rows";
  if (random.chance(30)) one.arguments = {"it's", ""};
  one.enabled = static_cast<model::Enabled>(random.below(4));
  return object_of(one);
}

}  // namespace mimar::support
