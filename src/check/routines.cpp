#include "check/routines.h"

#include "check/subject.h"
#include "check/tokens.h"

namespace mimar::check {
namespace {

// After ALTER FUNCTION, later clauses take the place of earlier ones.
void read_clauses(std::string_view sql, RoutineView& routine) {
  const std::vector<Token> parts = tokens(sql);
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const Token& next = parts[i + 1];
    if (parts[i].depth != 0) continue;
    if (parts[i].is("security"))
      routine.security_definer = next.is("definer");
    else if (parts[i].is("set") && next.is("search_path"))
      routine.search_path = true;
    else if (parts[i].is("reset") && (next.is("search_path") || next.is("all")))
      routine.search_path = false;
    else if (parts[i].is("language"))
      routine.language = next.text;
    else if (parts[i].is("as") && next.kind == Token::Kind::literal)
      routine.body = next.text;
  }
}

void take(const model::Routine& defined, RoutineView& routine) {
  routine.language = defined.language;
  routine.body = defined.sql_body ? defined.sql_body->sql : defined.body;
  routine.security_definer = defined.security_definer;
  routine.search_path = defined.settings.count("search_path") > 0;
}

// EXECUTE FUNCTION schema.name(...): the last word before the parenthesis.
std::string function_of(std::string_view sql) {
  const std::vector<Token> parts = tokens(sql);
  for (std::size_t i = 0; i + 2 < parts.size(); ++i)
    if (parts[i].is("execute") && (parts[i + 1].is("function") || parts[i + 1].is("procedure")))
      for (std::size_t name = i + 2; name + 1 < parts.size(); ++name)
        if (parts[name + 1].is_sign('(')) return parts[name].text;
  return "";
}

}  // namespace

std::vector<RoutineView> routines(const model::Database& database) {
  std::vector<RoutineView> found;
  for (const model::OtherObject& object : database->others) {
    if (object.kind != "function" && object.kind != "procedure") continue;
    RoutineView routine;
    routine.kind = object.kind;
    routine.identity = object.name;
    routine.language = "sql";
    routine.origin = object.origin;
    if (const auto* defined = std::get_if<model::Routine>(&object.definition))
      take(*defined, routine);
    else
      read_clauses(object.sql, routine);
    found.push_back(std::move(routine));
  }
  return found;
}

std::vector<TriggerView> triggers(const model::Database& database) {
  std::vector<TriggerView> found;
  for (const model::OtherObject& object : database->others) {
    if (object.kind != "trigger") continue;
    TriggerView trigger;
    trigger.table = table_of(database, object.name, trigger.name);
    if (trigger.table == nullptr) continue;
    if (const auto* defined = std::get_if<model::Trigger>(&object.definition)) {
      trigger.function = defined->function.name;
      trigger.disabled = defined->enabled == model::Enabled::disabled;
    } else {
      trigger.function = function_of(object.sql);
    }
    trigger.origin = object.origin;
    found.push_back(std::move(trigger));
  }
  return found;
}

std::vector<RewriteRuleView> rewrite_rules(const model::Database& database) {
  std::vector<RewriteRuleView> found;
  for (const model::OtherObject& object : database->others)
    if (object.kind == "rule") found.push_back({object.name, object.origin});
  return found;
}

}  // namespace mimar::check
