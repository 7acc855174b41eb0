#include "sql/output_names.h"

#include <algorithm>

#include "sql/make_nodes.h"
#include "sql/print.h"
#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

SelectStmt* only_select(const ParseTree& tree) {
  Node* statement = tree.only_statement();
  if (statement == nullptr) return nullptr;
  return tag_of(statement) == T_SelectStmt ? reinterpret_cast<SelectStmt*>(statement) : nullptr;
}

// The first arm of a set operation names the columns.
SelectStmt* leaf_of(SelectStmt* select) {
  while (select->op != SETOP_NONE)
    select = select->larg;
  return select;
}

std::optional<std::vector<std::string>> names_of(const SelectStmt& leaf) {
  if (leaf.valuesLists != nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const Node* item : Items(leaf.targetList)) {
    const auto& target = as<ResTarget>(item);
    if (tag_of(target.val) == T_ColumnRef &&
        tag_of(Items(as<ColumnRef>(target.val).fields).back()) == T_A_Star)
      return std::nullopt;
    const std::string implied = implied_name(target.val);
    names.push_back(target.name != nullptr ? text_of(target.name)
                    : implied.empty()      ? "?column?"
                                           : implied);
  }
  return names;
}

bool is_bare(const Node* node, const std::string& name) {
  if (node == nullptr || tag_of(node) != T_ColumnRef) return false;
  const Items fields(as<ColumnRef>(node).fields);
  return fields.size() == 1 && tag_of(fields[0]) == T_String && string_of(fields[0]) == name;
}

}  // namespace

std::optional<std::vector<std::string>> output_names(const std::string& query) {
  const ParseTree tree(query);
  SelectStmt* select = only_select(tree);
  return select == nullptr ? std::nullopt : names_of(*leaf_of(select));
}

std::optional<std::string> rename_output(const std::string& query, const std::string& from,
                                         const std::string& to) {
  const ParseTree tree(query);
  SelectStmt* select = only_select(tree);
  const auto names = select == nullptr ? std::nullopt : names_of(*leaf_of(select));
  if (!names) return std::nullopt;
  const auto at = std::find(names->begin(), names->end(), from);
  if (at == names->end()) return query;
  SelectStmt* leaf = leaf_of(select);
  auto* target = const_cast<ResTarget*>(
      &as<ResTarget>(Items(leaf->targetList)[static_cast<std::size_t>(at - names->begin())]));
  // GROUP BY looks for an input column first: where the output is that column, they are one.
  for (const List* list : {leaf->groupClause, leaf->distinctClause})
    for (const Node* item : Items(list))
      if (is_bare(item, from) && !is_bare(target->val, from)) return std::nullopt;
  const int position = static_cast<int>(at - names->begin()) + 1;
  for (const Node* item : Items(select->sortClause))
    if (is_bare(as<SortBy>(item).node, from))
      const_cast<SortBy*>(&as<SortBy>(item))->node = make_integer(position);
  target->name = make_text(to);
  const std::string printed = print_query(node_of(select));
  return printed.empty() ? std::nullopt : std::optional<std::string>(printed);
}

}  // namespace mimar::sql
