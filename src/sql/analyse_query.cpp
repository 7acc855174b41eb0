// SELECT, VALUES, set operations and WITH (analyze.c, parse_clause.c).

#include <algorithm>
#include <set>
#include <utility>

#include "sql/analyser.h"
#include "sql/print.h"

namespace mimar::sql {
namespace {

std::string output_name(const Node* value) {
  const std::string name = implied_name(value);
  return name.empty() ? "?column?" : name;
}

}  // namespace

AnalysedQuery Analyser::query(const Node* node) {
  return subquery(node, nullptr, true);
}

// `named`: whether the names of the output columns matter to whoever is around.
AnalysedQuery Analyser::subquery(const Node* node, const Scope* outer, bool named) {
  return tag_of(node) == T_SelectStmt ? select(as<SelectStmt>(node), outer, named)
                                      : change(node, outer);
}

AnalysedQuery Analyser::select(const SelectStmt& select, const Scope* outer, bool named) {
  Scope scope;
  scope.outer = outer;
  const Level level(*this, outer);
  WithClause* with = common_tables(select.withClause, outer);
  scope_ = &scope;
  AnalysedQuery made;
  if (select.op != SETOP_NONE) {
    made = set_operation(select, outer, named);
  } else if (select.valuesLists != nullptr) {
    made = values_query(select, named);
  } else {
    Nodes from;
    for (const Node* item : Items(select.fromClause))
      from.push_back(from_item(item, scope));
    made = simple_select(select, named);
    reinterpret_cast<SelectStmt*>(made.node)->fromClause = make_list(from);
  }
  auto* node = reinterpret_cast<SelectStmt*>(made.node);
  node->withClause = with;
  limits(select, node);
  return made;
}

// A recursive table's columns come from its first, not recursive part.
WithClause* Analyser::common_tables(const WithClause* with, const Scope* outer) {
  if (with == nullptr) return nullptr;
  WithClause* copy = copy_node(*with);
  Nodes tables;
  for (const Node* item : Items(with->ctes)) {
    CommonTableExpr* table = copy_node(as<CommonTableExpr>(item));
    const Items names(table->aliascolnames);
    const auto announce = [&](OutputColumns columns) {
      const bool known = !columns.empty();
      for (std::size_t i = 0; i < columns.size() && i < names.size(); ++i)
        columns[i].name = string_of(names[i]);
      common_tables_.push_back({text_of(table->ctename), std::move(columns), known});
    };
    const bool recursive = with->recursive && tag_of(table->ctequery) == T_SelectStmt &&
                           as<SelectStmt>(table->ctequery).op == SETOP_UNION;
    if (recursive) announce(select(*as<SelectStmt>(table->ctequery).larg, outer, true).columns);
    const AnalysedQuery inner = subquery(table->ctequery, outer, true);
    table->ctequery = inner.node;
    if (recursive) common_tables_.pop_back();
    announce(inner.columns);
    if (table->search_clause != nullptr || table->cycle_clause != nullptr) certain_ = false;
    tables.push_back(node_of(table));
  }
  copy->ctes = make_list(tables);
  return copy;
}

void Analyser::star(const ColumnRef& ref, Values& values, OutputColumns& columns) {
  const Items parts(ref.fields);
  const auto add = [&](const std::vector<VisibleColumn>& visible) {
    for (const VisibleColumn& column : visible) {
      values.push_back(found(column));
      columns.push_back({column.name, column.type, column.collation});
    }
  };
  if (parts.size() == 1) {
    for (const FromItem& item : scope_->items)
      if (item.open) columns_lost_ = true;
    if (columns_lost_) certain_ = false;
    note_star(ref, nullptr);
    return add(scope_->columns);
  }
  const FromItem* item = find_item(parts.size() > 2 ? string_of(parts[parts.size() - 3]) : "",
                                   string_of(parts[parts.size() - 2]));
  if (item == nullptr || item->open) columns_lost_ = true;
  if (columns_lost_) certain_ = false;
  if (item == nullptr) return;
  note_star(ref, item);
  add(item->columns);
}

Analyser::Values Analyser::targets(const List* list, OutputColumns& columns) {
  Values all;
  const bool collated_before = collated_;
  bool any = collated_before;
  for (const Node* item : Items(list)) {
    const auto& target = as<ResTarget>(item);
    if (tag_of(target.val) == T_ColumnRef &&
        tag_of(Items(as<ColumnRef>(target.val).fields).back()) == T_A_Star) {
      star(as<ColumnRef>(target.val), all, columns);
      continue;
    }
    collated_ = false;
    all.push_back(expression(target.val));
    columns.push_back({target.name != nullptr ? text_of(target.name) : output_name(target.val),
                       all.back().type, collation_of(all.back(), target.val)});
    any = any || collated_;
  }
  collated_ = any;
  return all;
}

AnalysedQuery Analyser::simple_select(const SelectStmt& select, bool named) {
  SelectStmt* made = copy_node(select);
  AnalysedQuery out{node_of(made), {}};
  Nodes windows;
  for (const Node* item : Items(select.windowClause))
    windows.push_back(node_of(window(&as<WindowDef>(item))));
  made->windowClause = make_list(windows);
  const List* const windows_before = std::exchange(windows_, made->windowClause);
  Values outputs = targets(select.targetList, out.columns);
  std::vector<std::string> names;
  for (const OutputColumn& column : out.columns)
    names.push_back(column.name);
  if (select.whereClause != nullptr) made->whereClause = boolean_expression(select.whereClause);
  for (Typed& output : outputs)
    if (output.type.is('u') && resolve_unknown_) output = {coerce(output, text_type), text_type};
  made->groupClause = groups(select.groupClause, outputs, names);
  if (select.havingClause != nullptr) made->havingClause = boolean_expression(select.havingClause);
  made->sortClause = sorts(select.sortClause, outputs, names);
  if (select.distinctClause != nullptr && Items(select.distinctClause)[0] != nullptr)
    made->distinctClause = distinct_keys(select.distinctClause, *made, outputs, names);
  windows_ = windows_before;
  Nodes nodes;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    nodes.push_back(make_target(outputs[i].node, named ? names[i] : ""));
    out.columns[i].type = outputs[i].type;
  }
  made->targetList = make_list(nodes);
  return out;
}

// A bare name is an output column first in ORDER BY, an input column first in GROUP BY; a number is
// a position.
Node* Analyser::sort_key(const Node* node, const Values& targets,
                         const std::vector<std::string>& names, bool output_first) {
  if (tag_of(node) == T_A_Const && !as<A_Const>(node).isnull &&
      tag_of(&as<A_Const>(node).val.node) == T_Integer) {
    const auto position = static_cast<std::size_t>(as<A_Const>(node).val.ival.ival);
    if (position >= 1 && position <= targets.size()) return targets[position - 1].node;
    return uncertain(const_cast<Node*>(node)).node;
  }
  if (tag_of(node) == T_ColumnRef && Items(as<ColumnRef>(node).fields).size() == 1) {
    const std::string name = string_of(Items(as<ColumnRef>(node).fields)[0]);
    const bool is_input =
        std::any_of(scope_->columns.begin(), scope_->columns.end(),
                    [&](const VisibleColumn& column) { return column.name == name; });
    const auto output = std::find(names.begin(), names.end(), name);
    if (output != names.end() && (output_first || !is_input))
      return targets[static_cast<std::size_t>(output - names.begin())].node;
  }
  const Typed value = expression(node);
  return value.type.is('u') ? coerce(value, text_type) : value.node;
}

// What has been sorted by already changes nothing; PostgreSQL drops it (addTargetToSortList).
List* Analyser::sorts(const List* list, const Values& targets,
                      const std::vector<std::string>& names) {
  Nodes made;
  std::set<std::string> seen;
  for (const Node* item : Items(list)) {
    SortBy* key = sort(as<SortBy>(item), sort_key(as<SortBy>(item).node, targets, names, true));
    if (seen.insert(print_expression(key->node)).second) made.push_back(node_of(key));
  }
  return make_list(made);
}

// transformDistinctOnClause(): those that are sorted by come first, in that order.
List* Analyser::distinct_keys(const List* list, const SelectStmt& made, const Values& targets,
                              const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, Node*>> keys;
  for (const Node* item : Items(list)) {
    Node* key = sort_key(item, targets, names, true);
    keys.emplace_back(print_expression(key), key);
  }
  Nodes ordered;
  const auto take = [&](const std::string& text) {
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](const auto& one) { return one.first == text; });
    if (key != keys.end()) ordered.push_back(key->second);
    std::erase_if(keys, [&](const auto& one) { return one.first == text; });
  };
  for (const Node* item : Items(made.sortClause))
    take(print_expression(as<SortBy>(item).node));
  while (!keys.empty())
    take(std::string(keys.front().first));
  return make_list(ordered);
}

namespace {

bool is_plain_row(const Node* node) {
  return tag_of(node) == T_RowExpr && as<RowExpr>(node).row_format == COERCE_IMPLICIT_CAST;
}

bool is_set(const Node* node, GroupingSetKind kind) {
  return tag_of(node) == T_GroupingSet && as<GroupingSet>(node).kind == kind;
}

// The expressions of (a, (b, c)).
void flatten_row(const Node* node, std::vector<const Node*>& flat) {
  if (!is_plain_row(node)) return flat.push_back(node);
  for (const Node* item : Items(as<RowExpr>(node).args))
    flatten_row(item, flat);
}

// Whether grouping by it makes one set, whose expressions go to `keys`.
bool single_set(const Node* node, std::vector<Node*>& keys) {
  if (is_set(node, GROUPING_SET_EMPTY)) return true;
  if (is_plain_row(node)) {
    for (const Node* item : Items(as<RowExpr>(node).args))
      keys.push_back(const_cast<Node*>(item));
    return true;
  }
  if (tag_of(node) != T_GroupingSet) return keys.push_back(const_cast<Node*>(node)), true;
  const Items members(as<GroupingSet>(node).content);
  return is_set(node, GROUPING_SET_SETS) && members.size() == 1 && single_set(members[0], keys);
}

std::vector<Node*> without_repeated(const std::vector<Node*>& keys) {
  std::vector<Node*> kept;
  std::set<std::string> seen;
  for (Node* key : keys)
    if (tag_of(key) == T_GroupingSet || seen.insert(print_expression(key)).second)
      kept.push_back(key);
  return kept;
}

}  // namespace

// transformGroupClause(): rows are lists, what is grouped by already and empty sets beside others
// change nothing.
List* Analyser::groups(const List* list, const Values& targets,
                       const std::vector<std::string>& names) {
  Nodes made;
  std::vector<const Node*> flat;
  for (const Node* item : Items(list))
    flatten_row(item, flat);
  bool sets = false;
  for (const Node* item : flat) {
    if (tag_of(item) != T_GroupingSet) {
      made.push_back(sort_key(item, targets, names, false));
      continue;
    }
    sets = true;
    if (!is_set(item, GROUPING_SET_EMPTY))
      made.push_back(grouping_set(as<GroupingSet>(item), targets, names));
  }
  made = without_repeated(made);
  if (made.empty() && sets) {
    auto* empty = new_node<GroupingSet>(T_GroupingSet);
    empty->kind = GROUPING_SET_EMPTY;
    made.push_back(node_of(empty));
  }
  // parseCheckAggregates(): one set of expressions is a plain GROUP BY.
  Nodes only;
  const bool one = std::all_of(made.begin(), made.end(),
                               [&](const Node* item) { return single_set(item, only); });
  return make_list(one && !only.empty() ? without_repeated(only) : made);
}

// flatten_grouping_sets(): GROUPING SETS inside GROUPING SETS give it their members.
Node* Analyser::grouping_set(const GroupingSet& set, const Values& targets,
                             const std::vector<std::string>& names) {
  auto* made = copy_node(set);
  Nodes content;
  for (const Node* item : Items(set.content)) {
    if (tag_of(item) == T_GroupingSet) {
      Node* inner = grouping_set(as<GroupingSet>(item), targets, names);
      if (!is_set(item, GROUPING_SET_SETS) || set.kind != GROUPING_SET_SETS) {
        content.push_back(inner);
        continue;
      }
      for (const Node* member : Items(as<GroupingSet>(inner).content))
        content.push_back(const_cast<Node*>(member));
    } else if (is_plain_row(item)) {
      auto* row = copy_node(as<RowExpr>(item));
      row->args = groups(row->args, targets, names);
      const Items members(row->args);
      content.push_back(members.size() == 1 ? const_cast<Node*>(members[0]) : node_of(row));
    } else {
      content.push_back(sort_key(item, targets, names, false));
    }
  }
  made->content = make_list(content);
  return node_of(made);
}

// Rows of VALUES agree on a type column by column.
AnalysedQuery Analyser::values_query(const SelectStmt& select, bool) {
  SelectStmt* made = copy_node(select);
  std::vector<Values> rows;
  for (const Node* row : Items(select.valuesLists))
    rows.push_back(values(reinterpret_cast<const List*>(row)));
  AnalysedQuery out{node_of(made), {}};
  std::vector<Type> types;
  for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column) {
    Values items;
    for (const Values& row : rows)
      if (column < row.size()) items.push_back(row[column]);
    types.push_back(common(items));
    out.columns.push_back({"column" + std::to_string(column + 1), types.back()});
    out.columns.back().collation.known = !collated_ || !collatable(types.back());
  }
  Nodes lists;
  for (const Values& row : rows) {
    Nodes nodes;
    for (std::size_t column = 0; column < row.size() && column < types.size(); ++column)
      nodes.push_back(coerce(row[column], types[column]));
    lists.push_back(reinterpret_cast<Node*>(make_list(nodes)));
  }
  made->valuesLists = make_list(lists);
  if (select.sortClause != nullptr) certain_ = false;
  return out;
}

// One side of a set operation; VALUES are selected from.
AnalysedQuery Analyser::arm(const SelectStmt& select, const Scope* outer, bool named) {
  AnalysedQuery made = this->select(select, outer, named);
  if (select.valuesLists == nullptr) return made;
  auto* item = new_node<RangeSubselect>(T_RangeSubselect);
  item->subquery = made.node;
  const std::string label = new_label();
  List* names = nullptr;
  Nodes outputs;
  for (const OutputColumn& column : made.columns) {
    names = lappend(names, make_string(column.name));
    outputs.push_back(make_target(make_column(label, column.name), named ? column.name : ""));
  }
  item->alias = label_alias(label, names);
  auto* around = new_node<SelectStmt>(T_SelectStmt);
  around->targetList = make_list(outputs);
  around->fromClause = make_list({node_of(item)});
  made.node = node_of(around);
  return made;
}

// Untyped outputs of either side take the type of the other; the rest is converted while running
// and not shown.
AnalysedQuery Analyser::set_operation(const SelectStmt& select, const Scope* outer, bool named) {
  SelectStmt* made = copy_node(select);
  const bool resolve_before = resolve_unknown_;
  resolve_unknown_ = false;
  AnalysedQuery left = arm(*select.larg, outer, named);
  AnalysedQuery right = arm(*select.rarg, outer, false);
  resolve_unknown_ = resolve_before;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < left.columns.size(); ++i) {
    Type& type = left.columns[i].type;
    names.push_back(left.columns[i].name);
    if (i >= right.columns.size()) break;
    Type other = right.columns[i].type;
    const auto both = common_type(universe_, {type, other});
    const bool keep = !resolve_unknown_ && type.is('u') && other.is('u');
    const Type chosen = keep ? untyped : both.value_or(unknowable);
    if (!both && (type.is('u') || other.is('u'))) certain_ = false;
    if (type.is('u') && !keep) type_output(left.node, i, chosen);
    if (other.is('u') && !keep) type_output(right.node, i, chosen);
    type = chosen;
    left.columns[i].collation = either(type, left.columns[i].collation, right.columns[i].collation);
  }
  made->larg = reinterpret_cast<SelectStmt*>(left.node);
  made->rarg = reinterpret_cast<SelectStmt*>(right.node);
  made->targetList = nullptr;
  made->distinctClause = nullptr;
  made->lockingClause = nullptr;
  set_order(select, made, names);
  return {node_of(made), left.columns};
}

// Gives the untyped constant in column `i` of a query, or of all arms of a set operation, its type.
void Analyser::type_output(Node* query, std::size_t i, const Type& type) {
  auto* select = reinterpret_cast<SelectStmt*>(query);
  if (select->op != SETOP_NONE) {
    type_output(node_of(select->larg), i, type);
    return type_output(node_of(select->rarg), i, type);
  }
  if (select->targetList == nullptr || i >= Items(select->targetList).size()) return;
  auto* target = const_cast<ResTarget*>(&as<ResTarget>(Items(select->targetList)[i]));
  const Node* constant =
      tag_of(target->val) == T_CollateClause ? as<CollateClause>(target->val).arg : target->val;
  if (literal_text(constant) != nullptr || is_null_constant(constant))
    target->val = coerce({target->val, untyped}, type);
}

// Over a set operation only output columns can be sorted by; the comparison form uses their
// positions.
void Analyser::set_order(const SelectStmt& select, SelectStmt* made,
                         const std::vector<std::string>& names) {
  Nodes sorted;
  std::set<std::string> seen;
  for (const Node* item : Items(select.sortClause)) {
    const Node* key = as<SortBy>(item).node;
    Node* position = const_cast<Node*>(key);
    if (tag_of(key) == T_ColumnRef) {
      const auto at =
          std::find(names.begin(), names.end(), string_of(Items(as<ColumnRef>(key).fields).back()));
      if (at != names.end()) position = make_integer(static_cast<int>(at - names.begin()) + 1);
    } else if (tag_of(key) != T_A_Const) {
      certain_ = false;
    }
    if (seen.insert(print_expression(position)).second)
      sorted.push_back(node_of(sort(as<SortBy>(item), position)));
  }
  made->sortClause = make_list(sorted);
}

void Analyser::limits(const SelectStmt& select, SelectStmt* made) {
  const auto limit = [&](const Node* node) {
    if (node == nullptr) return static_cast<Node*>(nullptr);
    if (is_null_constant(node)) return const_cast<Node*>(node);
    const Typed value = expression(node);
    return value.type.is('i') ? value.node : coerce(value, builtin_type('l'));
  };
  made->limitCount = limit(select.limitCount);
  made->limitOffset = limit(select.limitOffset);
  if (made->limitCount != nullptr && is_null_constant(made->limitCount)) made->limitCount = nullptr;
  if (select.lockingClause != nullptr) certain_ = false;
}

}  // namespace mimar::sql
