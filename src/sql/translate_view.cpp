// CREATE VIEW, CREATE MATERIALIZED VIEW, CREATE TABLE AS, SELECT INTO.

#include "model/quote.h"
#include "sql/make_nodes.h"
#include "sql/print.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

bool is_star(const Node* target) {
  const Node* value = as<ResTarget>(target).val;
  return tag_of(value) == T_ColumnRef &&
         tag_of(Items(as<ColumnRef>(value).fields).back()) == T_A_Star;
}

// Every output column of a plain SELECT can be named in place; not those of a star or of VALUES.
bool can_name_columns(const SelectStmt& query, std::size_t names) {
  const Items targets(query.targetList);
  if (query.valuesLists != nullptr || targets.size() < names) return false;
  for (const Node* target : targets) {
    if (is_star(target) || tag_of(as<ResTarget>(target).val) == T_A_Indirection) return false;
  }
  return true;
}

SelectStmt* leaf_of(Node* query) {
  SelectStmt* leaf = static_cast<SelectStmt*>(static_cast<void*>(query));
  while (leaf->op != SETOP_NONE)
    leaf = leaf->larg;
  return leaf;
}

// CREATE VIEW v (a, b) AS query: the names become those of the query's output columns. The tree is
// ours to change.
std::string query_text(Node* node, const List* names, const std::string& view) {
  const Items items(names);
  if (items.empty() || tag_of(node) != T_SelectStmt) return print_query(node);
  const SelectStmt* leaf = leaf_of(node);
  if (!can_name_columns(*leaf, items.size())) {
    const std::string alias = model::quote_identifier(view);
    return "SELECT * FROM (" + print_query(node) + ") AS " + alias + "(" +
           model::quote_list(strings(names)) + ")";
  }
  const Items targets(leaf->targetList);
  for (std::size_t at = 0; at < items.size(); ++at) {
    auto* target =
        static_cast<ResTarget*>(const_cast<void*>(static_cast<const void*>(targets[at])));
    target->name = as<String>(items[at]).sval;
  }
  return print_query(node);
}

// Where a `*` stands among the output columns, they are named once it is spelt out (star.h).
std::string named_or_starred(Node* node, const List* names, const std::string& view) {
  if (tag_of(node) != T_SelectStmt) return print_query(node);
  const Items targets(leaf_of(node)->targetList);
  bool starred = false;
  for (const Node* target : targets)
    starred = starred || is_star(target);
  return starred ? print_query(node) : query_text(node, names, view);
}

}  // namespace

std::string with_column_names(const std::string& query, const std::vector<std::string>& names,
                              const std::string& view) {
  const ParseTree tree(query);
  Node* node = tree.only_statement();
  if (names.empty() || node == nullptr) return query;
  List* list = nullptr;
  for (const std::string& name : names)
    list = lappend(list, make_string(name));
  return query_text(node, list, view);
}

namespace {

// With the column names that were written, and those the query gives the others.
model::StatementAction table_of_query(const IntoClause& into, Node* query, std::string what,
                                      const Context& context) {
  if (is_temporary(into.rel)) return temporary_table(into.rel);
  const std::string text = tag_of(query) == T_SelectStmt ? print_query(query) : "";
  if (text.empty()) {
    model::UnknownChange unknown;
    unknown.what = std::move(what);
    unknown.address = {model::ObjectKind::table, "table", name_of(into.rel), "", {}};
    return unknown;
  }
  model::CreateTableAs result;
  result.table.name = name_of(into.rel);
  result.table.unlogged = into.rel->relpersistence == 'u';
  result.table.options = options(into.options);
  if (text_of(into.accessMethod) != "heap") result.table.access_method = text_of(into.accessMethod);
  result.table.tablespace = text_of(into.tableSpaceName);
  result.table.origin = {context.where};
  result.query = model::Expression(text);
  result.columns = strings(into.colNames);
  result.what = std::move(what);
  return result;
}

}  // namespace

model::StatementAction select_into(const SelectStmt& statement, const Context& context) {
  auto* query = const_cast<Node*>(reinterpret_cast<const Node*>(&statement));
  SelectStmt* leaf = leaf_of(query);
  const IntoClause& into = *leaf->intoClause;
  leaf->intoClause = nullptr;
  return table_of_query(into, query, "SELECT INTO", context);
}

bool makes_table(const SelectStmt& statement) {
  auto* query = const_cast<Node*>(reinterpret_cast<const Node*>(&statement));
  return leaf_of(query)->intoClause != nullptr;
}

model::CreateTable temporary_table(const RangeVar* relation) {
  model::CreateTable result;
  result.table.name = name_of(relation);
  result.temporary = true;
  return result;
}

model::CreateView create_view(const ViewStmt& statement, const Context& context) {
  model::CreateView result;
  result.view.name = name_of(statement.view);
  result.view.query = model::Expression(
      named_or_starred(statement.query, statement.aliases, result.view.name.name));
  result.view.options = options(statement.options);
  if (statement.withCheckOption != NO_CHECK_OPTION) {
    const bool local = statement.withCheckOption == LOCAL_CHECK_OPTION;
    result.view.options["check_option"] = local ? "local" : "cascaded";
  }
  result.view.origin = {context.where};
  result.columns = strings(statement.aliases);
  result.or_replace = statement.replace;
  result.temporary = is_temporary(statement.view);
  return result;
}

model::StatementAction create_table_as(const CreateTableAsStmt& statement, const Context& context) {
  const IntoClause& into = *statement.into;
  if (statement.objtype != OBJECT_MATVIEW) {
    model::StatementAction made = table_of_query(into, statement.query, "CREATE TABLE AS", context);
    if (auto* table = std::get_if<model::CreateTableAs>(&made))
      table->if_not_exists = statement.if_not_exists;
    return made;
  }
  model::CreateView result;
  result.view.materialized = true;
  result.view.name = name_of(into.rel);
  result.view.query =
      model::Expression(named_or_starred(statement.query, into.colNames, result.view.name.name));
  result.view.options = options(into.options);
  result.view.tablespace = text_of(into.tableSpaceName);
  result.view.origin = {context.where};
  result.columns = strings(into.colNames);
  result.if_not_exists = statement.if_not_exists;
  return result;
}

}  // namespace mimar::sql
