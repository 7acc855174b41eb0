#include "design/patterns/trigger_text.h"

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

const char* when_word(model::FireWhen when) {
  switch (when) {
    case model::FireWhen::before: return "BEFORE";
    case model::FireWhen::after: return "AFTER";
    case model::FireWhen::instead_of: return "INSTEAD OF";
  }
  return "";
}

std::string events(const model::Trigger& trigger) {
  std::vector<std::string> words;
  if (trigger.on_insert) words.emplace_back("INSERT");
  if (trigger.on_delete) words.emplace_back("DELETE");
  if (trigger.on_update)
    words.push_back("UPDATE" + (trigger.update_columns.empty()
                                    ? ""
                                    : " OF " + model::quote_list(trigger.update_columns)));
  if (trigger.on_truncate) words.emplace_back("TRUNCATE");
  return text::join(words, " OR ");
}

}  // namespace

std::string cannot_carry(const model::Trigger& trigger) {
  const std::string name = "trigger " + trigger.name;
  if (!trigger.old_table.empty() || !trigger.new_table.empty() || !trigger.from_table.empty() ||
      trigger.enabled != model::Enabled::origin)
    return name + " hangs on it, which is not carried over";
  // Rows leave the default partition by DELETE when theirs is made, and when they are over.
  if (trigger.each_row && trigger.on_delete)
    return name + " acts on deleting, which moving a row to its partition is, too";
  return {};
}

std::string trigger_text(const model::Trigger& trigger) {
  std::string sql =
      fmt::format("CREATE {}TRIGGER {} {} {} ON {}", trigger.constraint ? "CONSTRAINT " : "",
                  model::quote_identifier(trigger.name), when_word(trigger.when), events(trigger),
                  model::quote_name(trigger.table));
  if (trigger.deferrable) sql += " DEFERRABLE";
  if (trigger.initially_deferred) sql += " INITIALLY DEFERRED";
  sql += trigger.each_row ? " FOR EACH ROW" : " FOR EACH STATEMENT";
  if (trigger.condition) sql += " WHEN (" + trigger.condition->sql + ")";
  std::vector<std::string> arguments;
  for (const std::string& argument : trigger.arguments)
    arguments.push_back(model::quote_literal(argument));
  return sql + fmt::format(" EXECUTE FUNCTION {}({})", model::quote_name(trigger.function),
                           text::join(arguments, ", "));
}

std::string policy_text(const model::Policy& policy) {
  std::string sql = fmt::format(
      "CREATE POLICY {} ON {}{} FOR {}", model::quote_identifier(policy.name),
      model::quote_name(policy.table), policy.permissive ? "" : " AS RESTRICTIVE", policy.command);
  std::vector<std::string> roles;
  for (const std::string& role : policy.roles)
    roles.push_back(model::quote_identifier(role));
  if (!roles.empty()) sql += " TO " + text::join(roles, ", ");
  if (policy.using_expression) sql += " USING (" + policy.using_expression->sql + ")";
  if (policy.check_expression) sql += " WITH CHECK (" + policy.check_expression->sql + ")";
  return sql;
}

}  // namespace mimar::design::pattern
