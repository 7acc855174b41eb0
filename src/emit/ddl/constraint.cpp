#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

std::string columns(const std::vector<std::string>& names) {
  return "(" + model::quote_list(names) + ")";
}

// The list of a temporal key: words before and after its last column.
std::string ending_with(const std::vector<std::string>& names, const std::string& before,
                        const std::string& after) {
  std::string sql = "(";
  for (const std::string& name : names) {
    if (&name != &names.front()) sql += ", ";
    const bool last = &name == &names.back();
    sql += (last ? before : "") + model::quote_identifier(name) + (last ? after : "");
  }
  return sql + ")";
}

std::string key_columns(const model::ForeignKey& key, const std::vector<std::string>& names) {
  return key.period ? ending_with(names, "PERIOD ", "") : columns(names);
}

// What is not enforced was never validated, and saying so is not allowed.
std::string enforcement(bool not_enforced, bool not_valid) {
  if (not_enforced) return " NOT ENFORCED";
  return not_valid ? " NOT VALID" : "";
}

std::string_view action_words(model::Action action) {
  switch (action) {
    case model::Action::no_action: return "NO ACTION";
    case model::Action::restrict: return "RESTRICT";
    case model::Action::cascade: return "CASCADE";
    case model::Action::set_null: return "SET NULL";
    case model::Action::set_default: return "SET DEFAULT";
  }
  return "";
}

std::string on(std::string_view event, model::Action action) {
  if (action == model::Action::no_action) return "";
  return " ON " + std::string(event) + " " + std::string(action_words(action));
}

}  // namespace

std::string key_definition(const model::Key& key, bool primary) {
  std::string sql =
      "CONSTRAINT " + model::quote_identifier(key.name) + (primary ? " PRIMARY KEY" : " UNIQUE");
  if (key.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  sql += " " + (key.without_overlaps ? ending_with(key.columns, "", " WITHOUT OVERLAPS")
                                     : columns(key.columns));
  if (!key.include.empty()) sql += " INCLUDE " + columns(key.include);
  if (!key.options.empty()) sql += " WITH (" + storage_options(key.options) + ")";
  if (!key.tablespace.empty())
    sql += " USING INDEX TABLESPACE " + model::quote_identifier(key.tablespace);
  return sql + deferral(key.deferrable, key.initially_deferred);
}

std::string check_definition(const model::Check& check) {
  return "CONSTRAINT " + model::quote_identifier(check.name) + " CHECK " +
         parenthesised(check.expression.sql) + (check.no_inherit ? " NO INHERIT" : "") +
         enforcement(check.not_enforced, check.not_valid);
}

std::string add_foreign_key(const model::Name& table, const model::ForeignKey& key) {
  std::string sql = "ALTER TABLE " + model::quote_name(table) + " ADD CONSTRAINT " +
                    model::quote_identifier(key.name) + "\n  FOREIGN KEY " +
                    key_columns(key, key.columns) + " REFERENCES " +
                    model::quote_name(key.referenced_table);
  if (!key.referenced_columns.empty()) sql += " " + key_columns(key, key.referenced_columns);
  if (key.match_full) sql += " MATCH FULL";
  sql += on("UPDATE", key.on_update) + on("DELETE", key.on_delete);
  if (!key.on_delete_set_columns.empty()) sql += " " + columns(key.on_delete_set_columns);
  return sql + deferral(key.deferrable, key.initially_deferred) +
         enforcement(key.not_enforced, key.not_valid) + ";\n";
}

}  // namespace mimar::emit::ddl
