#include <algorithm>

#include "emit/ddl/column.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/parent.h"
#include "emit/ddl/table.h"
#include "model/foreign_table.h"
#include "model/quote.h"
#include "model/role.h"

namespace mimar::emit::ddl {
namespace {

using model::quote_identifier;
using model::quote_literal;
using model::quote_name;
using Options = std::map<std::string, std::string>;

std::string options_clause(const Options& options) {
  std::string sql;
  for (const auto& [name, value] : options)
    sql +=
        (sql.empty() ? " OPTIONS (" : ", ") + quote_identifier(name) + " " + quote_literal(value);
  return sql.empty() ? sql : sql + ")";
}

// Before the statement: what it says is not what was there.
std::string note_on_secrets(const Options& options) {
  const bool hidden = std::any_of(options.begin(), options.end(), [](const auto& option) {
    return model::shown_option("secret", option.second, true) == option.second;
  });
  return hidden ? "-- What is (hidden) was not read: ALTER it to its real value.\n" : "";
}

std::string option(const char* word, const std::string& value) {
  return value.empty() ? "" : word + quote_literal(value);
}

std::string function(const char* word, const model::Name& name) {
  return name.empty() ? "" : word + quote_name(name);
}

std::string user_of(const model::UserMapping& made) {
  if (made.user == "public") return "PUBLIC";
  return made.user == model::current_user ? made.user : quote_identifier(made.user);
}

std::string items_of(const TableParts& parts) {
  std::string items;
  for (const model::Column* column : parts.columns)
    items += (items.empty() ? "\n  " : ",\n  ") + quote_identifier(column->name) + " " +
             column_attributes(*column, options_clause(column->options));
  for (const model::Check* check : parts.checks) {
    if (!check->not_valid) items += (items.empty() ? "\n  " : ",\n  ") + check_definition(*check);
  }
  return items.empty() ? "" : "(" + items + "\n)";
}

std::string parents_clause(const TableParts& parts) {
  std::string sql;
  for (const model::Name& parent : parts.inherits)
    sql += (sql.empty() ? " INHERITS (" : ", ") + quote_name(parent);
  return sql.empty() ? sql : sql + ")";
}

bool has_options(const model::Column& column) {
  return !column.options.empty();
}

std::string create_table(const model::ForeignTable& made, const model::Table& table,
                         const Creation& creation) {
  const TableParts& parts = creation.parts;
  const std::string name = quote_name(table.name), items = items_of(parts);
  std::string sql = note_on_secrets(made.options) + "CREATE FOREIGN TABLE " + name;
  if (parts.partition_of) sql += " PARTITION OF " + quote_name(parts.partition_of->parent);
  sql += items.empty() && !parts.partition_of ? " ()" : items.empty() ? "" : " " + items;
  if (parts.partition_of) sql += " " + parts.partition_of->bound.sql;
  sql += parents_clause(parts) + " SERVER " + quote_identifier(made.server) +
         options_clause(made.options) + ";\n";
  for (const model::Check* check : parts.checks) {
    if (check->not_valid)
      sql += "ALTER FOREIGN TABLE " + name + " ADD " + check_definition(*check) + ";\n";
  }
  for (model::Column column : table.columns) {
    column.options.clear();  // of the wrapper, and said
    sql += column_storage(table.name, column);
  }
  return sql + creation.then + creation.attach + table_comments(table);
}

}  // namespace

std::string create(const model::ForeignDataWrapper& made) {
  return note_on_secrets(made.options) + "CREATE FOREIGN DATA WRAPPER " +
         quote_identifier(made.name) + function(" HANDLER ", made.handler) +
         function(" VALIDATOR ", made.validator) + options_clause(made.options) + ";\n";
}

std::string create(const model::ForeignServer& made) {
  return note_on_secrets(made.options) + "CREATE SERVER " + quote_identifier(made.name) +
         option(" TYPE ", made.type) + option(" VERSION ", made.version) +
         " FOREIGN DATA WRAPPER " + quote_identifier(made.wrapper) + options_clause(made.options) +
         ";\n";
}

std::string create(const model::UserMapping& made) {
  return note_on_secrets(made.options) + "CREATE USER MAPPING FOR " + user_of(made) + " SERVER " +
         quote_identifier(made.server) + options_clause(made.options) + ";\n";
}

std::string create(const model::ForeignTable& made) {
  const model::Table table = model::as_table(made);
  return create_table(made, table, standing_alone(table));
}

// Options are said with the column's type, which a partition does not say.
std::string create(const model::ForeignTable& made, const Parents& parents) {
  const model::Table table = model::as_table(made);
  Creation creation = creation_of(parents, table);
  const bool options = std::any_of(table.columns.begin(), table.columns.end(), has_options);
  if (options && creation.parts.partition_of) creation = standing_alone(table);
  std::vector<const model::Column*>& columns = creation.parts.columns;
  for (const model::Column& column : table.columns) {
    const bool said = std::find(columns.begin(), columns.end(), &column) != columns.end();
    if (!said && has_options(column)) columns.push_back(&column);
  }
  return create_table(made, table, creation);
}

}  // namespace mimar::emit::ddl
