#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

std::string columns(const std::vector<std::string>& names) {
  return "(" + model::quote_list(names) + ")";
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
  sql += " " + columns(key.columns);
  if (!key.include.empty()) sql += " INCLUDE " + columns(key.include);
  return sql + deferral(key.deferrable, key.initially_deferred);
}

std::string check_definition(const model::Check& check) {
  return "CONSTRAINT " + model::quote_identifier(check.name) + " CHECK " +
         parenthesised(check.expression.sql) + (check.no_inherit ? " NO INHERIT" : "") +
         (check.not_valid ? " NOT VALID" : "");
}

std::string add_foreign_key(const model::Name& table, const model::ForeignKey& key) {
  std::string sql = "ALTER TABLE " + model::quote_name(table) + " ADD CONSTRAINT " +
                    model::quote_identifier(key.name) + "\n  FOREIGN KEY " + columns(key.columns) +
                    " REFERENCES " + model::quote_name(key.referenced_table);
  if (!key.referenced_columns.empty()) sql += " " + columns(key.referenced_columns);
  if (key.match_full) sql += " MATCH FULL";
  sql += on("UPDATE", key.on_update) + on("DELETE", key.on_delete);
  if (!key.on_delete_set_columns.empty()) sql += " " + columns(key.on_delete_set_columns);
  return sql + deferral(key.deferrable, key.initially_deferred) +
         (key.not_valid ? " NOT VALID;\n" : ";\n");
}

}  // namespace mimar::emit::ddl
