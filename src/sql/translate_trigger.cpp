// Triggers, rules and event triggers.

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "sql/print.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

// Bits of CreateTrigStmt (catalog/pg_trigger.h).
constexpr int before = 1 << 1, on_insert = 1 << 2, on_delete = 1 << 3, on_update = 1 << 4,
              on_truncate = 1 << 5, instead_of = 1 << 6;

model::FireWhen when_of(int timing) {
  if ((timing & before) != 0) return model::FireWhen::before;
  return (timing & instead_of) != 0 ? model::FireWhen::instead_of : model::FireWhen::after;
}

void set_transitions(model::Trigger& trigger, const List* transitions) {
  for (const Node* item : Items(transitions)) {
    const auto& transition = as<TriggerTransition>(item);
    (transition.isNew ? trigger.new_table : trigger.old_table) = text_of(transition.name);
  }
}

model::ObjectStatement about(const char* kind, model::Name name, std::string sub,
                             const Context& context) {
  model::ObjectStatement result;
  result.object.kind = kind;
  result.object.sql = std::string(context.sql) + ";";
  result.object.origin = {context.where};
  result.address = {model::ObjectKind::other, kind, std::move(name), std::move(sub), {}};
  return result;
}

std::string event_of(CmdType event) {
  switch (event) {
    case CMD_SELECT: return "SELECT";
    case CMD_UPDATE: return "UPDATE";
    case CMD_INSERT: return "INSERT";
    default: return "DELETE";
  }
}

std::string action_text(const Node* action) {
  if (tag_of(action) != T_NotifyStmt) return print_query(action);
  const auto& notify = as<NotifyStmt>(action);
  std::string text = "NOTIFY " + model::quote_identifier(text_of(notify.conditionname));
  if (notify.payload != nullptr) text += ", " + model::quote_literal(notify.payload);
  return text;
}

}  // namespace

model::ObjectStatement create_trigger(const CreateTrigStmt& statement, const Context& context) {
  model::Trigger trigger;
  trigger.table = name_of(statement.relation);
  trigger.name = text_of(statement.trigname);
  trigger.when = when_of(statement.timing);
  trigger.on_insert = (statement.events & on_insert) != 0;
  trigger.on_update = (statement.events & on_update) != 0;
  trigger.on_delete = (statement.events & on_delete) != 0;
  trigger.on_truncate = (statement.events & on_truncate) != 0;
  trigger.update_columns = strings(statement.columns);
  trigger.each_row = statement.row;
  set_transitions(trigger, statement.transitionRels);
  if (statement.whenClause != nullptr) trigger.condition = expression(statement.whenClause);
  trigger.function = name_of(statement.funcname);
  trigger.arguments = strings(statement.args);
  trigger.constraint = statement.isconstraint;
  trigger.deferrable = statement.deferrable;
  trigger.initially_deferred = statement.initdeferred;
  if (statement.constrrel != nullptr) trigger.from_table = name_of(statement.constrrel);
  model::ObjectStatement result = about("trigger", trigger.table, trigger.name, context);
  result.or_replace = statement.replace;
  result.object.definition = std::move(trigger);
  return result;
}

// ON SELECT makes a view of a table, as PostgreSQL did before 16; that and actions nobody can print
// keep their text.
model::ObjectStatement create_rule(const RuleStmt& statement, const Context& context) {
  model::Rule rule;
  rule.table = name_of(statement.relation);
  rule.name = text_of(statement.rulename);
  rule.event = event_of(statement.event);
  rule.instead = statement.instead;
  if (statement.whereClause != nullptr) rule.condition = expression(statement.whereClause);
  bool printed = true;
  for (const Node* action : Items(statement.actions)) {
    rule.actions.emplace_back(action_text(action));
    printed = printed && !rule.actions.back().sql.empty();
  }
  model::ObjectStatement result = about("rule", rule.table, rule.name, context);
  result.or_replace = statement.replace;
  if (printed)
    result.object.definition = std::move(rule);
  else
    result.object.references.push_back({model::Reference::Kind::relation, rule.table, ""});
  return result;
}

model::ObjectStatement create_event_trigger(const CreateEventTrigStmt& statement,
                                            const Context& context) {
  model::EventTrigger trigger;
  trigger.name = text_of(statement.trigname);
  trigger.event = text::lower(text_of(statement.eventname));
  for (const Node* item : Items(statement.whenclause)) {
    for (const std::string& tag : strings(&as<List>(as<DefElem>(item).arg)))
      trigger.tags.push_back(text::upper(tag));
  }
  std::sort(trigger.tags.begin(), trigger.tags.end());
  trigger.function = name_of(statement.funcname);
  model::ObjectStatement result = about("event trigger", {"", trigger.name}, "", context);
  result.object.definition = std::move(trigger);
  return result;
}

model::Enabled enabled_of(char state) {
  switch (state) {
    case 'D': return model::Enabled::disabled;
    case 'R': return model::Enabled::replica;
    case 'A': return model::Enabled::always;
    default: return model::Enabled::origin;
  }
}

model::SetEnabled set_enabled(const AlterTableCmd& command) {
  model::SetEnabled result;
  result.name = text_of(command.name);
  switch (command.subtype) {
    case AT_EnableRule:
    case AT_EnableAlwaysRule:
    case AT_EnableReplicaRule:
    case AT_DisableRule: result.rule = true; break;
    default: break;
  }
  switch (command.subtype) {
    case AT_EnableAlwaysTrig:
    case AT_EnableAlwaysRule: result.state = model::Enabled::always; break;
    case AT_EnableReplicaTrig:
    case AT_EnableReplicaRule: result.state = model::Enabled::replica; break;
    case AT_DisableTrig:
    case AT_DisableTrigAll:
    case AT_DisableTrigUser:
    case AT_DisableRule: result.state = model::Enabled::disabled; break;
    default: break;
  }
  return result;
}

}  // namespace mimar::sql
