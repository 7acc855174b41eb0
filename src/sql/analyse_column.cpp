// Column references: which FROM item's column is meant (parse_relation.c).

#include <algorithm>

#include "sql/analyser.h"

namespace mimar::sql {

Typed Analyser::found(const VisibleColumn& column) {
  last_collation_ = column.collation;
  collated_ = collated_ || !column.collation.is_default();
  if (!column.relation.empty())
    refer(model::Reference::Kind::relation, column.relation, column.column);
  return {column.node, column.type};
}

Typed Analyser::whole_row(const FromItem& item) {
  Type type = unknowable;
  if (!item.relation.empty()) {
    type = universe_.named_type(item.relation.schema, item.relation.name);
    // Servers before 15 give the row's fields the names of FROM t AS x (a, b).
    for (const VisibleColumn& column : item.columns)
      if (column.name != column.column) certain_ = false;
    refer(model::Reference::Kind::relation, item.relation);
  }
  Node* node = item.label.empty() ? make_star(item.alias) : make_star(item.label);
  return {node, type};
}

const FromItem* Analyser::find_item(const std::string& schema, const std::string& table) const {
  for (const Scope* scope = scope_; scope != nullptr; scope = scope->outer)
    for (const FromItem& item : scope->items)
      if (item.alias == table && (schema.empty() || item.relation.schema == schema)) return &item;
  return nullptr;
}

// Whose row `t` or `t.*` is; nullptr where the name is a column's.
const FromItem* Analyser::item_of_row(const Node* node) const {
  if (tag_of(node) != T_ColumnRef) return nullptr;
  const Items parts(as<ColumnRef>(node).fields);
  const bool star = tag_of(parts.back()) == T_A_Star;
  if (star && parts.size() > 1)
    return find_item(parts.size() > 2 ? string_of(parts[parts.size() - 3]) : "",
                     string_of(parts[parts.size() - 2]));
  if (star || parts.size() > 1) return nullptr;
  const std::string name = string_of(parts[0]);
  const auto named = [&](const VisibleColumn& column) { return column.name == name; };
  for (const Scope* scope = scope_; scope != nullptr; scope = scope->outer) {
    if (std::any_of(scope->columns.begin(), scope->columns.end(), named)) return nullptr;
    for (const FromItem& item : scope->items)
      if (item.open) return nullptr;
  }
  return find_item("", name);
}

Typed Analyser::unqualified(const std::string& name) {
  for (const Scope* scope = scope_; scope != nullptr; scope = scope->outer) {
    const VisibleColumn* only = nullptr;
    for (const VisibleColumn& column : scope->columns) {
      if (column.name != name) continue;
      if (only != nullptr) return uncertain(make_column("", name));
      only = &column;
    }
    if (only != nullptr) return found(*only);
    for (const FromItem& item : scope->items)
      if (item.open)
        return uncertain(make_column(scope->items.size() == 1 ? item.label : "", name));
  }
  if (const FromItem* item = find_item("", name)) return whole_row(*item);
  return uncertain(make_column("", name));
}

Typed Analyser::qualified(const std::string& schema, const std::string& table,
                          const std::string& name) {
  const FromItem* item = find_item(schema, table);
  if (item == nullptr) return uncertain(make_column(table, name));
  for (const VisibleColumn& column : item->columns)
    if (column.name == name) return found(column);
  if (name == "tableoid") return {make_column(item->label, name), builtin_type('o')};
  return uncertain(make_column(item->label, name));
}

Typed Analyser::column(const ColumnRef& ref) {
  const Items parts(ref.fields);
  auto* same = const_cast<Node*>(reinterpret_cast<const Node*>(&ref));
  if (tag_of(parts.back()) == T_A_Star) {
    const FromItem* item = item_of_row(same);
    return item == nullptr ? uncertain(same) : whole_row(*item);
  }
  // VALUE of a domain's CHECK and the like come here, too.
  if (parts.size() == 1) return unqualified(string_of(parts[0]));
  if (parts.size() == 2) return qualified("", string_of(parts[0]), string_of(parts[1]));
  return qualified(string_of(parts[parts.size() - 3]), string_of(parts[parts.size() - 2]),
                   string_of(parts.back()));
}

}  // namespace mimar::sql
