#include "emit/ddl/table.h"

#include <algorithm>

#include "emit/ddl/column.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

constexpr std::size_t widest_alignment = 24;

// The column types of a table start in one column of text, unless a very long name would push them
// far right.
std::size_t alignment(const std::vector<const model::Column*>& columns) {
  std::size_t width = 0;
  for (const model::Column* column : columns) {
    const std::size_t length = model::quote_identifier(column->name).size();
    if (length <= widest_alignment) width = std::max(width, length);
  }
  return width;
}

void add_columns(std::vector<std::string>& items,
                 const std::vector<const model::Column*>& columns) {
  const std::size_t width = alignment(columns);
  for (const model::Column* column : columns) {
    std::string name = model::quote_identifier(column->name);
    name.resize(std::max(width, name.size()), ' ');
    items.push_back(name + " " + column_attributes(*column));
  }
}

// CREATE TABLE silently drops a unique constraint over the columns of another key; ALTER TABLE does
// not.
bool repeats_a_key(const TableParts& parts, const model::Key& key) {
  if (parts.primary_key != nullptr && parts.primary_key->columns == key.columns) return true;
  for (const model::Key* other : parts.uniques) {
    if (other == &key) return false;
    if (other->columns == key.columns) return true;
  }
  return false;
}

void add_constraints(std::vector<std::string>& items, const TableParts& parts) {
  if (parts.primary_key != nullptr) items.push_back(key_definition(*parts.primary_key, true));
  for (const model::Key* key : parts.uniques) {
    if (!repeats_a_key(parts, *key)) items.push_back(key_definition(*key, false));
  }
  for (const model::Check* check : parts.checks) {
    if (!check->not_valid || check->not_enforced) items.push_back(check_definition(*check));
  }
}

std::string item_list(const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string sql = "(";
  for (const std::string& item : items)
    sql += (&item == &items.front() ? "\n  " : ",\n  ") + item;
  return sql + "\n)";
}

std::string inherits_clause(const std::vector<model::Name>& parents) {
  std::string sql;
  for (const model::Name& parent : parents)
    sql += (sql.empty() ? " INHERITS (" : ", ") + model::quote_name(parent);
  return sql.empty() ? sql : sql + ")";
}

// What CREATE TABLE cannot say: it takes NOT VALID but ignores it.
std::string later_constraints(const model::Table& table, const TableParts& parts) {
  const std::string add = "ALTER TABLE " + model::quote_name(table.name) + " ADD ";
  std::string sql;
  for (const model::Key* key : parts.uniques) {
    if (repeats_a_key(parts, *key)) sql += add + key_definition(*key, false) + ";\n";
  }
  for (const model::Check* check : parts.checks) {
    if (check->not_valid && !check->not_enforced) sql += add + check_definition(*check) + ";\n";
  }
  for (const model::Column& column : table.columns)
    sql += column_storage(table.name, column);
  return sql;
}

std::string row_security(const model::Table& table) {
  const std::string alter = "ALTER TABLE " + model::quote_name(table.name);
  return (table.row_security ? alter + " ENABLE ROW LEVEL SECURITY;\n" : "") +
         (table.force_row_security ? alter + " FORCE ROW LEVEL SECURITY;\n" : "");
}

}  // namespace

TableParts whole(const model::Table& table) {
  TableParts parts;
  for (const model::Column& column : table.columns)
    parts.columns.push_back(&column);
  if (table.primary_key) parts.primary_key = &*table.primary_key;
  for (const model::Key& key : table.uniques)
    parts.uniques.push_back(&key);
  for (const model::Check& check : table.checks)
    parts.checks.push_back(&check);
  parts.tablespace = table.tablespace;
  return parts;
}

std::string create_table(const model::Table& table, const TableParts& parts) {
  std::vector<std::string> items;
  add_columns(items, parts.columns);
  add_constraints(items, parts);
  std::string body = item_list(items);
  if (body.empty() && !parts.partition_of) body = "()";

  std::string sql = table.unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
  sql += model::quote_name(table.name);
  if (parts.partition_of)
    sql += "\n  PARTITION OF " + model::quote_name(parts.partition_of->parent);
  if (!body.empty()) sql += " " + body;
  if (parts.partition_of) sql += " " + parts.partition_of->bound.sql;
  sql += inherits_clause(parts.inherits);
  if (table.partition_by) sql += "\n  PARTITION BY " + table.partition_by->sql;
  if (!table.access_method.empty()) sql += " USING " + model::quote_identifier(table.access_method);
  if (!table.options.empty()) sql += " WITH (" + storage_options(table.options) + ")";
  if (!parts.tablespace.empty()) sql += " TABLESPACE " + model::quote_identifier(parts.tablespace);
  return sql + ";\n" + later_constraints(table, parts) + row_security(table) +
         table_comments(table);
}

std::string create_table(const model::Table& table) {
  return create_table(table, whole(table));
}

std::string table_comments(const model::Table& table) {
  const std::string name = model::quote_name(table.name);
  std::string sql = comment_on("TABLE " + name, table.comment);
  for (const model::Column& column : table.columns) {
    sql +=
        comment_on("COLUMN " + name + "." + model::quote_identifier(column.name), column.comment);
  }
  if (table.primary_key)
    sql += constraint_comment(table.name, table.primary_key->name, table.primary_key->comment);
  for (const model::Key& key : table.uniques)
    sql += constraint_comment(table.name, key.name, key.comment);
  for (const model::Check& check : table.checks)
    sql += constraint_comment(table.name, check.name, check.comment);
  return sql;
}

std::string constraint_comment(const model::Name& table, const std::string& constraint,
                               const model::Comment& comment) {
  return comment_on(
      "CONSTRAINT " + model::quote_identifier(constraint) + " ON " + model::quote_name(table),
      comment);
}

}  // namespace mimar::emit::ddl
