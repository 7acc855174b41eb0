#include "design/relational/layout.h"

#include <algorithm>

#include "model/quote.h"

namespace mimar::design::relational {

const Table* find_table(const Layout& layout, const std::string& name) {
  for (const Table& table : layout.tables)
    if (table.name == name) return &table;
  return nullptr;
}

Table* find_table(Layout& layout, const std::string& name) {
  return const_cast<Table*>(find_table(std::as_const(layout), name));
}

const Table* table_of(const Layout& layout, const std::string& entity) {
  for (const Table& table : layout.tables)
    if (!table.entity.empty() && table.entity == entity) return &table;
  return nullptr;
}

Table* table_of(Layout& layout, const std::string& entity) {
  return const_cast<Table*>(table_of(std::as_const(layout), entity));
}

const Column* find_column(const Table& table, const std::string& name) {
  for (const Column& column : table.columns)
    if (column.name == name) return &column;
  return nullptr;
}

Column* find_column(Table& table, const std::string& name) {
  return const_cast<Column*>(find_column(std::as_const(table), name));
}

const Column* column_of(const Table& table, const std::string& attribute) {
  for (const Column& column : table.columns)
    if (!column.attribute.empty() && column.attribute == attribute) return &column;
  return nullptr;
}

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_said(Said& said, const Said& more) {
  for (const SentenceId sentence : more)
    if (std::find(said.begin(), said.end(), sentence) == said.end()) said.push_back(sentence);
}

std::string full(const Layout& layout, const std::string& name) {
  return model::quote_name({layout.policy.schema, name});
}

std::string quoted(const std::string& name) {
  return model::quote_identifier(name);
}

std::string listed(const Names& names) {
  return model::quote_list(names);
}

}  // namespace mimar::design::relational
