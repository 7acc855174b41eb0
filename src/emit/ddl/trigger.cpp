// Triggers, rules, event triggers: CREATE, and ALTER for those that are not enabled as usual.
#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using namespace mimar::model;

const char* enabling(Enabled enabled) {
  switch (enabled) {
    case Enabled::origin: return "";
    case Enabled::disabled: return "DISABLE";
    case Enabled::replica: return "ENABLE REPLICA";
    case Enabled::always: return "ENABLE ALWAYS";
  }
  return "";
}

std::string alter_table(const Name& table, Enabled enabled, const char* kind,
                        const std::string& name) {
  if (enabled == Enabled::origin) return "";
  return "ALTER TABLE " + quote_name(table) + " " + enabling(enabled) + " " + kind + " " +
         quote_identifier(name) + ";\n";
}

const char* when_word(FireWhen when) {
  switch (when) {
    case FireWhen::before: return "BEFORE ";
    case FireWhen::after: return "AFTER ";
    case FireWhen::instead_of: return "INSTEAD OF ";
  }
  return "";
}

std::string events(const Trigger& one) {
  std::vector<std::string> words;
  if (one.on_insert) words.emplace_back("INSERT");
  if (one.on_delete) words.emplace_back("DELETE");
  if (one.on_update) {
    const std::string columns = quote_list(one.update_columns);
    words.push_back("UPDATE" + (columns.empty() ? "" : " OF " + columns));
  }
  if (one.on_truncate) words.emplace_back("TRUNCATE");
  return text::join(words, " OR ");
}

std::string transition_tables(const Trigger& one) {
  if (one.old_table.empty() && one.new_table.empty()) return "";
  std::string text = " REFERENCING";
  if (!one.old_table.empty()) text += " OLD TABLE AS " + quote_identifier(one.old_table);
  if (!one.new_table.empty()) text += " NEW TABLE AS " + quote_identifier(one.new_table);
  return text;
}

std::string call(const Name& function, const std::vector<std::string>& arguments) {
  std::vector<std::string> literals;
  for (const std::string& argument : arguments)
    literals.push_back(quote_literal(argument));
  return " EXECUTE FUNCTION " + quote_name(function) + "(" + text::join(literals, ", ") + ")";
}

}  // namespace

std::string create(const Trigger& one) {
  std::string sql = std::string("CREATE ") + (one.constraint ? "CONSTRAINT " : "") + "TRIGGER " +
                    quote_identifier(one.name) + " " + when_word(one.when) + events(one) + " ON " +
                    quote_name(one.table);
  if (!one.from_table.empty()) sql += " FROM " + quote_name(one.from_table);
  sql += deferral(one.deferrable, one.initially_deferred) + transition_tables(one) + " FOR EACH " +
         (one.each_row ? "ROW" : "STATEMENT");
  if (one.condition) sql += " WHEN " + parenthesised(one.condition->sql);
  return sql + call(one.function, one.arguments) + ";\n" +
         alter_table(one.table, one.enabled, "TRIGGER", one.name);
}

std::string create(const Rule& one) {
  std::string sql = "CREATE RULE " + quote_identifier(one.name) + " AS ON " + one.event + " TO " +
                    quote_name(one.table);
  if (one.condition) sql += " WHERE " + parenthesised(one.condition->sql);
  sql += std::string(" DO ") + (one.instead ? "INSTEAD " : "ALSO ");
  std::vector<std::string> actions;
  for (const Expression& action : one.actions)
    actions.push_back(action.sql);
  if (actions.empty())
    sql += "NOTHING";
  else
    sql += actions.size() == 1 ? actions[0] : "(" + text::join(actions, "; ") + ")";
  return sql + ";\n" + alter_table(one.table, one.enabled, "RULE", one.name);
}

std::string create(const EventTrigger& one) {
  std::vector<std::string> tags;
  for (const std::string& tag : one.tags)
    tags.push_back(quote_literal(tag));
  std::string sql = "CREATE EVENT TRIGGER " + quote_identifier(one.name) + " ON " + one.event;
  if (!tags.empty()) sql += " WHEN TAG IN (" + text::join(tags, ", ") + ")";
  sql += call(one.function, {}) + ";\n";
  if (one.enabled == Enabled::origin) return sql;
  return sql + "ALTER EVENT TRIGGER " + quote_identifier(one.name) + " " + enabling(one.enabled) +
         ";\n";
}

}  // namespace mimar::emit::ddl
