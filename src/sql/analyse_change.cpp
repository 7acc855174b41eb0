// INSERT, UPDATE and DELETE as rules and bodies of functions hold them (analyze.c): targets spelt
// out, values converted to their columns. WITH, ON CONFLICT, FROM, USING and RETURNING are not
// followed.

#include "sql/analyser.h"

namespace mimar::sql {
namespace {

const OutputColumn* find(const OutputColumns& columns, const std::string& name) {
  for (const OutputColumn& column : columns)
    if (column.name == name) return &column;
  return nullptr;
}

Node* target(const std::string& name, Node* value) {
  auto* made = new_node<ResTarget>(T_ResTarget);
  made->name = make_text(name);
  made->val = value;
  return node_of(made);
}

bool is_default(const Node* node) {
  return tag_of(node) == T_SetToDefault;
}

}  // namespace

Node* Analyser::statement(const Node* node) {
  switch (tag_of(node)) {
    case T_SelectStmt: return subquery(node, scope_, true).node;
    case T_InsertStmt: return insert(as<InsertStmt>(node));
    case T_UpdateStmt: return update(as<UpdateStmt>(node));
    case T_DeleteStmt: return erase(as<DeleteStmt>(node));
    default: return uncertain(const_cast<Node*>(node)).node;
  }
}

// What is assigned to a column, without the conversion to its length, which nobody prints.
Node* Analyser::assigned(const Node* value, const Type& type) {
  if (is_default(value)) return const_cast<Node*>(value);
  const Typed made = expression(value);
  if (made.type.known() && type.known()) return coerce(made, type.plain());
  certain_ = false;
  return made.node;
}

// The relation that is changed, as an item of `scope`; nullptr where its columns are not known.
const OutputColumns* Analyser::changed(const RangeVar& relation, Scope& scope, RangeVar** made) {
  *made = reinterpret_cast<RangeVar*>(this->relation(relation, scope));
  return universe_.columns(scope.items.front().relation);
}

Node* Analyser::insert(const InsertStmt& insert) {
  auto* made = copy_node(insert);
  Scope scope;
  const OutputColumns* columns = changed(*insert.relation, scope, &made->relation);
  made->relation->alias = nullptr;
  const bool followed = insert.withClause == nullptr && insert.onConflictClause == nullptr &&
                        insert.returningList == nullptr && insert.override == OVERRIDING_NOT_SET;
  if (columns == nullptr || !followed || insert.selectStmt == nullptr) {
    if (insert.selectStmt != nullptr || !followed) certain_ = false;
    return node_of(made);
  }
  const auto& select = as<SelectStmt>(insert.selectStmt);
  std::vector<std::string> names;
  for (const Node* item : Items(insert.cols))
    names.push_back(text_of(as<ResTarget>(item).name));
  if (select.valuesLists == nullptr) {
    const AnalysedQuery query = subquery(insert.selectStmt, scope_, false);
    made->selectStmt = query.node;
    name_targets(names, *columns, query.columns.size(), made);
    check_assigned(names, *columns, query.columns);
    return node_of(made);
  }
  const Items rows(select.valuesLists);
  name_targets(names, *columns, Items(&as<List>(rows[0])).size(), made);
  auto* values = copy_node(select);
  Nodes lists;
  for (const Node* row : rows)
    lists.push_back(reinterpret_cast<Node*>(row_of(as<List>(row), names, *columns)));
  values->valuesLists = make_list(lists);
  made->selectStmt = node_of(values);
  return node_of(made);
}

// Without a list the columns are the first ones of the table.
void Analyser::name_targets(std::vector<std::string>& names, const OutputColumns& columns,
                            std::size_t count, InsertStmt* made) {
  for (std::size_t i = 0; names.size() < count && i < columns.size() && made->cols == nullptr; ++i)
    names.push_back(columns[i].name);
  Nodes targets;
  for (const std::string& name : names)
    targets.push_back(target(name, nullptr));
  made->cols = make_list(targets);
}

// Conversions of a query's output are hidden in its deparse.
void Analyser::check_assigned(const std::vector<std::string>& names, const OutputColumns& columns,
                              const OutputColumns& output) {
  if (names.size() != output.size()) certain_ = false;
  for (std::size_t i = 0; i < names.size() && i < output.size(); ++i) {
    const OutputColumn* column = find(columns, names[i]);
    if (column == nullptr || !output[i].type.known() || !same_type(column->type, output[i].type))
      certain_ = false;
  }
}

List* Analyser::row_of(const List& row, const std::vector<std::string>& names,
                       const OutputColumns& columns) {
  Nodes values;
  const Items items(&row);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const OutputColumn* column = i < names.size() ? find(columns, names[i]) : nullptr;
    if (column == nullptr) certain_ = false;
    values.push_back(assigned(items[i], column != nullptr ? column->type : unknowable));
  }
  return make_list(values);
}

Node* Analyser::update(const UpdateStmt& update) {
  auto* made = copy_node(update);
  Scope scope;
  scope.outer = scope_;
  const OutputColumns* columns = changed(*update.relation, scope, &made->relation);
  const bool followed = update.withClause == nullptr && update.fromClause == nullptr &&
                        update.returningList == nullptr;
  if (columns == nullptr || !followed) certain_ = false;
  const Scope* before = scope_;
  scope_ = &scope;
  Nodes targets;
  for (const Node* item : Items(update.targetList)) {
    const auto& one = as<ResTarget>(item);
    const OutputColumn* column = columns != nullptr ? find(*columns, text_of(one.name)) : nullptr;
    if (column == nullptr || one.indirection != nullptr || tag_of(one.val) == T_MultiAssignRef) {
      certain_ = false;
      targets.push_back(const_cast<Node*>(item));
      continue;
    }
    targets.push_back(target(column->name, assigned(one.val, column->type)));
  }
  made->targetList = make_list(targets);
  if (update.whereClause != nullptr) made->whereClause = boolean_expression(update.whereClause);
  scope_ = before;
  return node_of(made);
}

Node* Analyser::erase(const DeleteStmt& erase) {
  auto* made = copy_node(erase);
  Scope scope;
  scope.outer = scope_;
  const OutputColumns* columns = changed(*erase.relation, scope, &made->relation);
  const bool followed =
      erase.withClause == nullptr && erase.usingClause == nullptr && erase.returningList == nullptr;
  if (columns == nullptr || !followed) certain_ = false;
  const Scope* before = scope_;
  scope_ = &scope;
  if (erase.whereClause != nullptr) made->whereClause = boolean_expression(erase.whereClause);
  scope_ = before;
  return node_of(made);
}

}  // namespace mimar::sql
