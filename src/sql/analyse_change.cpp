// INSERT, UPDATE and DELETE as rules and bodies of functions hold them (analyze.c): targets spelt
// out, values converted to their columns.

#include <utility>

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

Node* Analyser::statement(const Node* node, bool named) {
  return subquery(node, scope_, named).node;
}

// Its output is what RETURNING gives.
AnalysedQuery Analyser::change(const Node* node, const Scope* outer) {
  const Level level(*this, outer);
  AnalysedQuery made{const_cast<Node*>(node), {}};
  switch (tag_of(node)) {
    case T_InsertStmt: made = insert(as<InsertStmt>(node)); break;
    case T_UpdateStmt: made = update(as<UpdateStmt>(node)); break;
    case T_DeleteStmt: made = erase(as<DeleteStmt>(node)); break;
    default: certain_ = false;
  }
  return made;
}

Node* Analyser::assigned(const Node* value, const Type& type) {
  if (is_default(value)) return const_cast<Node*>(value);
  const Typed made = expression(value);
  if (made.type.known() && type.known()) return assign(made, type);
  certain_ = false;
  return made.node;
}

// The relation that is changed, as an item of `scope`; nullptr where its columns are not known.
const OutputColumns* Analyser::changed(const RangeVar& relation, Scope& scope, RangeVar** made) {
  *made = reinterpret_cast<RangeVar*>(this->relation(relation, scope));
  return universe_.columns(scope.items.front().relation);
}

// Over the scope of the statement.
OutputColumns Analyser::returning(const List* list, List** made) {
  if (list == nullptr) return {};
  OutputColumns columns;
  const Values outputs = targets(list, columns);
  Nodes nodes;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const Typed& output = outputs[i];
    columns[i].type = output.type.is('u') ? text_type : output.type;
    nodes.push_back(make_target(output.type.is('u') ? coerce(output, text_type) : output.node,
                                columns[i].name));
  }
  *made = make_list(nodes);
  return columns;
}

AnalysedQuery Analyser::insert(const InsertStmt& insert) {
  auto* made = copy_node(insert);
  made->withClause = common_tables(insert.withClause, scope_);
  Scope scope;
  scope.outer = scope_;
  const OutputColumns* columns = changed(*insert.relation, scope, &made->relation);
  made->relation->alias = nullptr;
  if (columns == nullptr)
    certain_ = false;
  else if (insert.selectStmt != nullptr)
    inserted(insert, *columns, made);
  scope_ = &scope;
  if (insert.onConflictClause != nullptr)
    made->onConflictClause = on_conflict(*insert.onConflictClause, scope, columns);
  return {node_of(made), returning(insert.returningList, &made->returningList)};
}

// The rows and where they go.
void Analyser::inserted(const InsertStmt& insert, const OutputColumns& columns, InsertStmt* made) {
  const auto& select = as<SelectStmt>(insert.selectStmt);
  std::vector<std::string> names;
  for (const Node* item : Items(insert.cols)) {
    names.push_back(text_of(as<ResTarget>(item).name));
    if (as<ResTarget>(item).indirection != nullptr) certain_ = false;
  }
  if (select.valuesLists == nullptr) {
    const AnalysedQuery query = subquery(insert.selectStmt, scope_, false);
    made->selectStmt = query.node;
    name_targets(names, columns, query.columns.size(), made);
    return check_assigned(names, columns, query.columns);
  }
  const bool plain = select.withClause == nullptr && select.sortClause == nullptr &&
                     select.limitCount == nullptr && select.limitOffset == nullptr;
  if (!plain) certain_ = false;
  const Items rows(select.valuesLists);
  name_targets(names, columns, Items(&as<List>(rows[0])).size(), made);
  auto* values = copy_node(select);
  Nodes lists;
  for (const Node* row : rows)
    lists.push_back(reinterpret_cast<Node*>(row_of(as<List>(row), names, columns)));
  values->valuesLists = make_list(lists);
  made->selectStmt = node_of(values);
}

// The row that was in the way is the target's, the new one is called excluded.
OnConflictClause* Analyser::on_conflict(const OnConflictClause& clause, const Scope& target,
                                        const OutputColumns* columns) {
  auto* made = copy_node(clause);
  if (clause.infer != nullptr) {
    auto* infer = copy_node(*clause.infer);
    Nodes elements;
    for (const Node* item : Items(infer->indexElems)) {
      auto* element = copy_node(as<IndexElem>(item));
      if (element->collation != nullptr || element->opclass != nullptr) certain_ = false;
      if (element->expr != nullptr) {
        element->expr = expression(element->expr).node;
        if (tag_of(element->expr) == T_ColumnRef) {  // (column) is the column
          element->name = as<String>(Items(as<ColumnRef>(element->expr).fields).back()).sval;
          element->expr = nullptr;
        }
      }
      elements.push_back(node_of(element));
    }
    infer->indexElems = make_list(elements);
    if (infer->whereClause != nullptr) infer->whereClause = boolean_expression(infer->whereClause);
    made->infer = infer;
  }
  FromItem excluded = target.items.front();
  excluded.alias = excluded.label = "excluded";
  for (VisibleColumn& column : excluded.columns)
    column.node = make_column("excluded", column.name);
  Scope both = target;
  both.items.push_back(std::move(excluded));
  const Level level(*this, &both);
  made->targetList = assignments(clause.targetList, columns);
  if (clause.whereClause != nullptr) made->whereClause = boolean_expression(clause.whereClause);
  return made;
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

// SET column = value; rows of several columns are not followed.
List* Analyser::assignments(const List* list, const OutputColumns* columns) {
  Nodes targets;
  for (const Node* item : Items(list)) {
    const auto& one = as<ResTarget>(item);
    const OutputColumn* column = columns != nullptr ? find(*columns, text_of(one.name)) : nullptr;
    if (column == nullptr || one.indirection != nullptr || tag_of(one.val) == T_MultiAssignRef) {
      certain_ = false;
      targets.push_back(const_cast<Node*>(item));
      continue;
    }
    targets.push_back(target(column->name, assigned(one.val, column->type)));
  }
  return make_list(targets);
}

AnalysedQuery Analyser::update(const UpdateStmt& update) {
  auto* made = copy_node(update);
  made->withClause = common_tables(update.withClause, scope_);
  Scope scope;
  scope.outer = scope_;
  const OutputColumns* columns = changed(*update.relation, scope, &made->relation);
  if (columns == nullptr) certain_ = false;
  scope_ = &scope;
  Nodes from;
  for (const Node* item : Items(update.fromClause))
    from.push_back(from_item(item, scope));
  made->fromClause = make_list(from);
  made->targetList = assignments(update.targetList, columns);
  if (update.whereClause != nullptr) made->whereClause = boolean_expression(update.whereClause);
  return {node_of(made), returning(update.returningList, &made->returningList)};
}

AnalysedQuery Analyser::erase(const DeleteStmt& erase) {
  auto* made = copy_node(erase);
  made->withClause = common_tables(erase.withClause, scope_);
  Scope scope;
  scope.outer = scope_;
  if (changed(*erase.relation, scope, &made->relation) == nullptr) certain_ = false;
  scope_ = &scope;
  Nodes used;
  for (const Node* item : Items(erase.usingClause))
    used.push_back(from_item(item, scope));
  made->usingClause = make_list(used);
  if (erase.whereClause != nullptr) made->whereClause = boolean_expression(erase.whereClause);
  return {node_of(made), returning(erase.returningList, &made->returningList)};
}

}  // namespace mimar::sql
