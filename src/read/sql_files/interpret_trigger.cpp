// Triggers, rules and event triggers: CREATE, and what switches them on and off.
#include <algorithm>

#include "read/sql_files/routine_names.h"

namespace mimar::read::sql_files {
namespace {

// UPDATE OF (b, a) in the order of the table's columns.
void sort_columns(const State& state, model::Trigger& trigger) {
  const auto table = state.tables.find(trigger.table);
  if (table == state.tables.end()) return;
  const auto place = [&](const std::string& name) {
    const auto& columns = table->second.columns;
    return std::find_if(columns.begin(), columns.end(),
                        [&](const model::Column& column) { return column.name == name; });
  };
  std::stable_sort(trigger.update_columns.begin(), trigger.update_columns.end(),
                   [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
}

void resolve(const State& state, const model::Name& written, model::Trigger& trigger) {
  trigger.table = relation_name(state, written);
  if (!trigger.from_table.empty()) trigger.from_table = relation_name(state, trigger.from_table);
  trigger.function = function_name(state, trigger.function);
  sort_columns(state, trigger);
}

template <class T>
std::size_t set_state(State& state, const model::Name& relation, const std::string& name,
                      model::Enabled enabled) {
  std::size_t found = 0;
  for (auto& [key, object] : state.others) {
    auto* one = std::get_if<T>(&object.definition);
    if (one == nullptr || one->table != relation || (!name.empty() && one->name != name)) continue;
    one->enabled = enabled;
    ++found;
  }
  return found;
}

}  // namespace

Result<void> keep_trigger(State& state, const model::ObjectStatement& statement) {
  model::OtherObject object = statement.object;
  const model::Name& written = statement.address.name;
  if (auto* trigger = std::get_if<model::Trigger>(&object.definition)) {
    resolve(state, written, *trigger);
    if (state.temporary.contains(trigger->table)) return {};
  } else if (auto* rule = std::get_if<model::Rule>(&object.definition)) {
    rule->table = relation_name(state, written);
    if (state.temporary.contains(rule->table)) return {};
    if (rule->event == "SELECT") return select_by_rule(state, *rule);
  } else if (auto* event = std::get_if<model::EventTrigger>(&object.definition)) {
    event->function = function_name(state, event->function);
  }
  object.name = model::identity_of(object.definition);
  return put_object(state, std::move(object), statement.or_replace);
}

void set_enabled(State& state, const model::Name& relation, const model::SetEnabled& set) {
  const std::size_t found = set.rule
                                ? set_state<model::Rule>(state, relation, set.name, set.state)
                                : set_state<model::Trigger>(state, relation, set.name, set.state);
  if (found > 0 || set.name.empty()) return;
  state.incomplete.push_back("ALTER TABLE " + relation.text() + ": the " +
                             (set.rule ? "rule " : "trigger ") + set.name +
                             " to enable or disable is not known here");
}

Result<void> alter_event_trigger(State& state, const model::AlterEventTrigger& alter) {
  const auto found = state.others.find({"event trigger", alter.name});
  auto* trigger = found == state.others.end()
                      ? nullptr
                      : std::get_if<model::EventTrigger>(&found->second.definition);
  if (trigger == nullptr) {
    state.incomplete.push_back("ALTER EVENT TRIGGER " + alter.name +
                               ": no such object is known here");
    return {};
  }
  trigger->enabled = alter.state;
  return {};
}

}  // namespace mimar::read::sql_files
