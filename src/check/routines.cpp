#include "check/routines.h"

namespace mimar::check {

std::vector<RoutineView> routines(const model::Database& database) {
  std::vector<RoutineView> found;
  for (const model::OtherObject& object : database->others) {
    const auto* defined = model::as<model::Routine>(object);
    if (defined == nullptr) continue;
    RoutineView& routine = found.emplace_back();
    routine.kind = object.kind;
    routine.identity = object.name;
    routine.language = defined->language;
    routine.body = defined->sql_body ? defined->sql_body->sql : defined->body;
    routine.security_definer = defined->security_definer;
    routine.search_path = defined->settings.count("search_path") > 0;
    routine.origin = object.origin;
  }
  return found;
}

std::vector<TriggerView> triggers(const model::Database& database) {
  std::vector<TriggerView> found;
  for (const model::OtherObject& object : database->others) {
    const auto* defined = model::as<model::Trigger>(object);
    const model::Table* table = defined ? model::find_table(database, defined->table) : nullptr;
    if (table == nullptr) continue;
    found.push_back({table, defined->name, defined->function.name,
                     defined->enabled == model::Enabled::disabled, object.origin});
  }
  return found;
}

std::vector<RewriteRuleView> rewrite_rules(const model::Database& database) {
  std::vector<RewriteRuleView> found;
  for (const model::OtherObject& object : database->others)
    if (model::as<model::Rule>(object) != nullptr) found.push_back({object.name, object.origin});
  return found;
}

}  // namespace mimar::check
