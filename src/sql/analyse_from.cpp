// The FROM clause: each item gets a label of ours, so that aliases do not matter (parse_clause.c).

#include <algorithm>
#include <utility>

#include "sql/analyser.h"

namespace mimar::sql {
namespace {

// As a deparse numbers the columns of ROWS FROM (f(1), f(2)).
std::string unique_name(const OutputColumns& columns, std::size_t at) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(at),
                       [&](const OutputColumn& column) { return column.name == name; });
  };
  std::string name = columns[at].name;
  for (int number = 1; taken(name); ++number)
    name = columns[at].name + "_" + std::to_string(number);
  return name;
}

// transformRangeFunction(): unnest(a, b) is ROWS FROM (unnest(a), unnest(b)).
void unnest_each(RangeFunction& item) {
  std::vector<Node*> functions;
  for (const Node* entry : Items(item.functions)) {
    const Items pair(reinterpret_cast<const List*>(entry));
    const bool call = tag_of(pair[0]) == T_FuncCall && pair[1] == nullptr;
    const auto* unnest = call ? &as<FuncCall>(pair[0]) : nullptr;
    if (unnest == nullptr || Items(unnest->args).size() < 2 || item.coldeflist != nullptr ||
        Items(unnest->funcname).size() != 1 || string_of(Items(unnest->funcname)[0]) != "unnest") {
      functions.push_back(const_cast<Node*>(entry));
      continue;
    }
    item.is_rowsfrom = true;
    for (const Node* argument : Items(unnest->args)) {
      auto* one = copy_node(*unnest);
      one->args = make_list({const_cast<Node*>(argument)});
      functions.push_back(
          reinterpret_cast<Node*>(lappend(lappend(nullptr, node_of(one)), nullptr)));
    }
  }
  item.functions = make_list(functions);
}

// ROWS FROM (f()) is f(), unless it needs its column definitions inside.
void leave_out_rows_from(RangeFunction& item) {
  const Items functions(item.functions);
  if (!item.is_rowsfrom || functions.size() != 1) return;
  const Items pair(reinterpret_cast<const List*>(functions[0]));
  if (pair[1] != nullptr && item.ordinality) return;
  item.is_rowsfrom = false;
  if (pair[1] == nullptr) return;
  item.coldeflist = reinterpret_cast<List*>(const_cast<Node*>(pair[1]));
  List* alone = lappend(lappend(nullptr, const_cast<Node*>(pair[0])), nullptr);
  item.functions = make_list({reinterpret_cast<Node*>(alone)});
}

const VisibleColumn* find(const std::vector<VisibleColumn>& columns, const std::string& name) {
  for (const VisibleColumn& column : columns)
    if (column.name == name) return &column;
  return nullptr;
}

}  // namespace

// `alias` may rename the columns for the query; what stands for them keeps the real names.
void Analyser::add_item(Scope& scope, FromItem item, const OutputColumns& columns,
                        const Alias* alias) {
  const Items renamed(alias != nullptr ? alias->colnames : nullptr);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& real = columns[i].name;
    item.columns.push_back({i < renamed.size() ? string_of(renamed[i]) : real,
                            make_column(item.label, real), columns[i].type, item.relation,
                            item.relation.empty() ? "" : real, columns[i].collation});
  }
  scope.columns.insert(scope.columns.end(), item.columns.begin(), item.columns.end());
  scope.items.push_back(std::move(item));
}

Node* Analyser::from_item(const Node* node, Scope& scope) {
  switch (tag_of(node)) {
    case T_RangeVar: return relation(as<RangeVar>(node), scope);
    case T_JoinExpr: return join(as<JoinExpr>(node), scope);
    case T_RangeSubselect: return subselect(as<RangeSubselect>(node), scope);
    case T_RangeFunction: return function_item(as<RangeFunction>(node), scope);
    default: {
      FromItem unknown;
      unknown.open = true;
      scope.items.push_back(std::move(unknown));
      return uncertain(const_cast<Node*>(node)).node;
    }
  }
}

Node* Analyser::relation(const RangeVar& relation, Scope& scope) {
  RangeVar* made = copy_node(relation);
  const std::string name = text_of(relation.relname), schema = text_of(relation.schemaname);
  FromItem item;
  item.alias = relation.alias != nullptr ? text_of(relation.alias->aliasname) : name;
  item.label = new_label();
  made->alias = label_alias(item.label, nullptr);
  if (schema.empty())
    for (std::size_t i = common_tables_.size(); i-- > 0;)
      if (common_tables_[i].name == name) {
        item.open = !common_tables_[i].known;
        const OutputColumns columns = common_tables_[i].columns;
        add_item(scope, std::move(item), columns, relation.alias);
        return node_of(made);
      }
  item.relation = universe_.find_relation(schema, name);
  const OutputColumns* columns = item.relation.empty() ? nullptr : universe_.columns(item.relation);
  item.open = columns == nullptr;
  if (item.open) certain_ = false;
  if (item.relation.empty()) item.relation = {schema, name};
  made->catalogname = nullptr;
  made->schemaname = item.relation.schema.empty() ? nullptr : make_text(item.relation.schema);
  refer(model::Reference::Kind::relation, item.relation);
  add_item(scope, std::move(item), columns != nullptr ? *columns : OutputColumns{}, relation.alias);
  return node_of(made);
}

Node* Analyser::subselect(const RangeSubselect& item, Scope& scope) {
  RangeSubselect* made = copy_node(item);
  const Scope* visible = item.lateral ? &scope : scope.outer;
  const AnalysedQuery inner = subquery(item.subquery, visible, true);
  made->subquery = inner.node;
  FromItem from;
  from.alias = item.alias != nullptr ? text_of(item.alias->aliasname) : "";
  from.label = new_label();
  const bool values =
      tag_of(item.subquery) == T_SelectStmt && as<SelectStmt>(item.subquery).valuesLists != nullptr;
  OutputColumns columns = inner.columns;
  List* names = nullptr;
  if (values) {  // its columns have no names of their own: those of the alias become them
    const Items renamed(item.alias != nullptr ? item.alias->colnames : nullptr);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < renamed.size()) columns[i].name = string_of(renamed[i]);
      names = lappend(names, make_string(columns[i].name));
    }
  }
  made->alias = label_alias(from.label, names);
  add_item(scope, std::move(from), columns, values ? nullptr : item.alias);
  return node_of(made);
}

// (a int, b text COLLATE "C"); a collation that is the type's own is not one of the column's.
List* Analyser::column_definitions(const List* list, OutputColumns& columns) {
  Nodes made;
  for (const Node* item : Items(list)) {
    auto* definition = copy_node(as<ColumnDef>(item));
    const Type type = universe_.type(*definition->typeName);
    refer(type);
    if (type.known())
      definition->typeName = as<TypeCast>(make_cast(make_null(), type, universe_)).typeName;
    else
      certain_ = false;
    OutputColumn column{text_of(definition->colname), type};
    if (definition->collClause != nullptr) {
      auto* clause = copy_node(*definition->collClause);
      clause->collname = collation_name(clause->collname);
      column.collation.name = name_of(clause->collname);
      const bool own = column.collation.name == model::Name{"", type.is('n') ? "C" : "default"};
      definition->collClause = own ? nullptr : clause;
      if (own) column.collation = {};
    }
    columns.push_back(std::move(column));
    made.push_back(node_of(definition));
  }
  return make_list(made);
}

// A function in FROM sees the items before it; its columns are always named in the comparison form.
Node* Analyser::function_item(const RangeFunction& written, Scope& scope) {
  RangeFunction* made = copy_node(written);
  unnest_each(*made);
  const RangeFunction item = *made;
  made->lateral = false;
  const Scope* before = scope_;
  scope_ = &scope;
  OutputColumns columns;
  std::vector<Node*> functions;
  bool open = false;
  std::string implied;
  const bool collated_before = std::exchange(collated_, false);
  for (const Node* entry : Items(item.functions)) {
    const Items pair(reinterpret_cast<const List*>(entry));
    const Typed value = expression(pair[0]);
    if (implied.empty()) implied = implied_name(pair[0]);
    List* definitions = column_definitions(
        pair[1] != nullptr ? reinterpret_cast<const List*>(pair[1]) : item.coldeflist, columns);
    List* inside = item.coldeflist == nullptr ? definitions : nullptr;
    functions.push_back(reinterpret_cast<Node*>(
        lappend(lappend(nullptr, value.node), reinterpret_cast<Node*>(inside))));
    if (item.coldeflist != nullptr) made->coldeflist = definitions;
    const auto rows = row_columns(pair[0], value.type);
    if (definitions != nullptr) continue;
    if (!rows.empty())
      columns.insert(columns.end(), rows.begin(), rows.end());
    else if (value.type.is('r') || (value.type.known() && universe_.category(value.type) == 'C'))
      open = true;
    else
      columns.push_back({Items(item.functions).size() == 1 && item.alias != nullptr
                             ? text_of(item.alias->aliasname)
                             : implied_name(pair[0]),
                         value.type});
  }
  scope_ = before;
  for (OutputColumn& column : columns)
    if (collated_ && collatable(column.type)) column.collation.known = false;
  collated_ = collated_ || collated_before;
  if (item.ordinality) columns.push_back({"ordinality", builtin_type('l')});
  made->functions = make_list(functions);
  leave_out_rows_from(*made);
  FromItem from;
  from.alias = item.alias != nullptr ? text_of(item.alias->aliasname) : implied;
  from.label = new_label();
  from.open = open;
  if (open) certain_ = false;
  List* names = nullptr;
  const Items renamed(item.alias != nullptr ? item.alias->colnames : nullptr);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i < renamed.size()) columns[i].name = string_of(renamed[i]);
    names = lappend(names, make_string(unique_name(columns, i)));
  }
  made->alias = label_alias(from.label, made->coldeflist != nullptr ? nullptr : names);
  add_item(scope, std::move(from), columns, nullptr);
  return node_of(made);
}

Node* Analyser::join(const JoinExpr& join, Scope& scope) {
  JoinExpr* made = copy_node(join);
  const std::size_t first_column = scope.columns.size(), first_item = scope.items.size();
  made->larg = from_item(join.larg, scope);
  const std::size_t right_column = scope.columns.size();
  made->rarg = from_item(join.rarg, scope);
  std::vector<VisibleColumn> left(
      scope.columns.begin() + static_cast<std::ptrdiff_t>(first_column),
      scope.columns.begin() + static_cast<std::ptrdiff_t>(right_column));
  std::vector<VisibleColumn> right(
      scope.columns.begin() + static_cast<std::ptrdiff_t>(right_column), scope.columns.end());
  std::vector<std::string> shared;
  for (const Node* name : Items(join.usingClause))
    shared.push_back(string_of(name));
  if (join.isNatural)
    for (const VisibleColumn& column : left)
      if (find(right, column.name) != nullptr) shared.push_back(column.name);
  if (!shared.empty()) {
    made->isNatural = false;
    made->usingClause = nullptr;
    merge(scope, first_column, left, right, shared, made);
  } else if (join.quals != nullptr) {
    const Level level(*this, &scope);
    made->quals = boolean_expression(join.quals);
  }
  made->join_using_alias = nullptr;
  if (join.alias != nullptr) {
    FromItem whole;
    whole.alias = text_of(join.alias->aliasname);
    const Items renamed(join.alias->colnames);
    for (std::size_t i = first_column; i < scope.columns.size(); ++i) {
      if (i - first_column < renamed.size())
        scope.columns[i].name = string_of(renamed[i - first_column]);
      whole.columns.push_back(scope.columns[i]);
    }
    scope.items.erase(scope.items.begin() + static_cast<std::ptrdiff_t>(first_item),
                      scope.items.end());
    scope.items.push_back(std::move(whole));
    made->alias = nullptr;
  }
  return node_of(made);
}

// buildMergedJoinVar(): of an inner join the one that needs no conversion.
VisibleColumn Analyser::merged_column(JoinType kind, const std::string& name,
                                      const VisibleColumn& left, const VisibleColumn& right) {
  const auto common = common_type(universe_, {left.type, right.type});
  const bool take_right =
      kind == JOIN_RIGHT || (kind == JOIN_INNER && common && !same_type(*common, left.type) &&
                             same_type(*common, right.type));
  VisibleColumn column = take_right ? right : left;
  column.name = name;
  if (!common) certain_ = false;
  if (kind == JOIN_FULL) {
    column.collation = either(column.type, left.collation, right.collation);
    column.type = common.value_or(unknowable);
    auto* both = new_node<CoalesceExpr>(T_CoalesceExpr);
    both->args = make_list({coerce({left.node, left.type}, column.type),
                            coerce({right.node, right.type}, column.type)});
    column.node = node_of(both);
  } else if (common && !same_type(*common, column.type)) {
    column.node = coerce({column.node, column.type}, *common);
    column.type = *common;
  }
  return column;
}

// USING: the shared columns come first and stand for the left one, in a right join for the right
// one, in a full join for both. The comparison form spells the condition out, so that renamed
// columns do not matter.
void Analyser::merge(Scope& scope, std::size_t first_column, const std::vector<VisibleColumn>& left,
                     const std::vector<VisibleColumn>& right,
                     const std::vector<std::string>& shared, JoinExpr* made) {
  std::vector<VisibleColumn> merged;
  Values conditions;
  for (const std::string& name : shared) {
    const VisibleColumn* a = find(left, name);
    const VisibleColumn* b = find(right, name);
    if (a == nullptr || b == nullptr) {
      certain_ = false;
      continue;
    }
    conditions.push_back(apply("=", found(*a), found(*b)));
    merged.push_back(merged_column(made->jointype, name, *a, *b));
  }
  const auto keep = [&](const std::vector<VisibleColumn>& columns) {
    for (const VisibleColumn& column : columns)
      if (std::find(shared.begin(), shared.end(), column.name) == shared.end())
        merged.push_back(column);
  };
  keep(left);
  keep(right);
  if (made->join_using_alias != nullptr) {  // names the shared columns alone
    FromItem item;
    item.alias = text_of(made->join_using_alias->aliasname);
    item.columns.assign(merged.begin(), merged.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                             shared.size(), merged.size())));
    scope.items.push_back(std::move(item));
  }
  scope.columns.resize(first_column);
  scope.columns.insert(scope.columns.end(), merged.begin(), merged.end());
  if (!conditions.empty())
    made->quals =
        conditions.size() == 1 ? conditions[0].node : join_logic(AND_EXPR, conditions).node;
}

// The columns of a function that returns rows; empty when it returns a value or we do not know.
OutputColumns Analyser::row_columns(const Node* call, const Type& type) const {
  OutputColumns out;
  if (const UserType* user = universe_.user_type(type.base);
      user != nullptr && !type.array && user->kind == UserType::Kind::composite)
    return user->columns;
  if (tag_of(call) != T_FuncCall) return out;
  const Items parts(as<FuncCall>(call).funcname);
  const std::string name = string_of(parts.back());
  const std::size_t count = Items(as<FuncCall>(call).args).size();
  const auto take = [&](const Signature& signature) {
    if (!out.empty() || signature.columns.empty() || signature.arguments.size() != count) return;
    for (const auto& [column, kind] : signature.columns)
      out.push_back({column, kind});
  };
  if (type.is('r'))
    for (const Signature& signature : builtin_functions(name))
      take(signature);
  for (const UserFunction* user :
       universe_.functions(parts.size() > 1 ? string_of(parts[0]) : "", name))
    take(user->signature);
  return out;
}

}  // namespace mimar::sql
