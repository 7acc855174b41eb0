#include "design/growth/constraint_sql.h"

#include "base/text.h"
#include "model/quote.h"

namespace mimar::design::growth {
namespace {

using model::quote_identifier;
using model::quote_list;
using model::quote_name;

std::string alter(const model::Name& table) {
  return "ALTER TABLE " + quote_name(table) + " ";
}

std::string deferring(bool deferrable, bool initially_deferred) {
  return std::string(deferrable ? " DEFERRABLE" : "") +
         (initially_deferred ? " INITIALLY DEFERRED" : "");
}

std::string action(std::string_view when, model::Action action,
                   const std::vector<std::string>& columns = {}) {
  constexpr std::array<std::string_view, 5> words{"", "RESTRICT", "CASCADE", "SET NULL",
                                                  "SET DEFAULT"};
  if (action == model::Action::no_action) return {};
  return " ON " + std::string(when) + " " + std::string(words[static_cast<std::size_t>(action)]) +
         (columns.empty() ? "" : " (" + quote_list(columns) + ")");
}

std::string element(const model::IndexKey& key) {
  std::string sql = key.expression ? "(" + key.expression->sql + ")" : quote_identifier(key.column);
  if (!key.collation.empty()) sql += " COLLATE " + quote_name(key.collation);
  if (!key.opclass.empty()) sql += " " + quote_name(key.opclass);
  if (key.descending) sql += " DESC";
  if (key.nulls_first != key.descending) sql += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return sql;
}

std::string including(const std::vector<std::string>& columns) {
  return columns.empty() ? "" : " INCLUDE (" + quote_list(columns) + ")";
}

std::string options(const std::map<std::string, std::string>& options) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : options)
    parts.push_back(name + " = " + value);
  return parts.empty() ? "" : " WITH (" + text::join(parts, ", ") + ")";
}

}  // namespace

std::string drop_constraint(const model::Name& table, const std::string& name) {
  return alter(table) + "DROP CONSTRAINT " + quote_identifier(name) + ";\n";
}

std::string add_key(const model::Name& table, const model::Key& key, bool primary) {
  return alter(table) + "ADD CONSTRAINT " + quote_identifier(key.name) +
         (primary ? " PRIMARY KEY" : " UNIQUE") +
         (key.nulls_not_distinct ? " NULLS NOT DISTINCT" : "") + " (" + quote_list(key.columns) +
         ")" + including(key.include) + options(key.options) +
         deferring(key.deferrable, key.initially_deferred) + ";\n";
}

std::string add_foreign_key(const model::Name& table, const model::ForeignKey& key) {
  return alter(table) + "ADD CONSTRAINT " + quote_identifier(key.name) + " FOREIGN KEY (" +
         quote_list(key.columns) + ") REFERENCES " + quote_name(key.referenced_table) + " (" +
         quote_list(key.referenced_columns) + ")" + (key.match_full ? " MATCH FULL" : "") +
         action("UPDATE", key.on_update) +
         action("DELETE", key.on_delete, key.on_delete_set_columns) +
         deferring(key.deferrable, key.initially_deferred) + (key.not_valid ? " NOT VALID" : "") +
         ";\n";
}

std::string add_exclusion(const model::Name& table, const model::Exclusion& exclusion) {
  std::vector<std::string> parts;
  for (const model::ExclusionElement& one : exclusion.elements) {
    const model::Name& with = one.with_operator;
    parts.push_back(element(one.key) + " WITH " +
                    (with.schema.empty()
                         ? with.name
                         : "OPERATOR(" + quote_identifier(with.schema) + "." + with.name + ")"));
  }
  return alter(table) + "ADD CONSTRAINT " + quote_identifier(exclusion.name) + " EXCLUDE USING " +
         exclusion.method + " (" + text::join(parts, ", ") + ")" + including(exclusion.include) +
         options(exclusion.options) +
         (exclusion.predicate ? " WHERE (" + exclusion.predicate->sql + ")" : "") +
         deferring(exclusion.deferrable, exclusion.initially_deferred) + ";\n";
}

std::string create_index(const model::Name& table, const model::Index& index) {
  std::vector<std::string> parts;
  for (const model::IndexKey& key : index.keys)
    parts.push_back(element(key));
  return std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
         quote_identifier(index.name) + " ON " + quote_name(table) + " USING " + index.method +
         " (" + text::join(parts, ", ") + ")" + including(index.include) +
         (index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "") + options(index.options) +
         (index.predicate ? " WHERE " + index.predicate->sql : "") + ";\n";
}

std::string drop_index(const model::Name& table, const model::Index& index) {
  return "DROP INDEX " + quote_name({table.schema, index.name}) + ";\n";
}

}  // namespace mimar::design::growth
