#include "sql/edit.h"

#include <functional>
#include <optional>
#include <vector>

#include "model/quote.h"
#include "sql/text_edit.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

constexpr std::string_view prefix = "SELECT ";

// Calls `visit` on every node below `node`, itself included.
struct Walker {
  std::function<void(const Node*)> visit;
  static bool step(Node* node, void* context) {
    if (node == nullptr) return false;
    static_cast<Walker*>(context)->visit(node);
    return visit_children(node, &Walker::step, context);
  }
};

void walk(const Items& statements, std::function<void(const Node*)> visit) {
  Walker walker{std::move(visit)};
  for (const Node* raw : statements)
    Walker::step(as<RawStmt>(raw).stmt, &walker);
}

std::string last_name(const ColumnRef& column) {
  const Node* last = Items(column.fields).back();
  return tag_of(last) == T_String ? string_of(last) : "";
}

std::optional<TextEdit> column_edit(std::string_view sql, const ColumnRef& column,
                                    const std::string& from, const std::string& to, bool output) {
  if (last_name(column) != from || column.location < 0) return std::nullopt;
  const std::size_t at =
      last_identifier(sql, static_cast<std::size_t>(column.location), Items(column.fields).size());
  std::string replacement = model::quote_identifier(to);
  if (output) replacement += " AS " + model::quote_identifier(from);
  return TextEdit{at, identifier_length(sql, at), std::move(replacement)};
}

// Output columns without a name of their own.
std::set<const Node*> unnamed_outputs(const ParseTree& tree) {
  std::set<const Node*> outputs;
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) != T_ResTarget) return;
    const ResTarget& target = as<ResTarget>(node);
    if (target.name == nullptr && target.val != nullptr && tag_of(target.val) == T_ColumnRef)
      outputs.insert(target.val);
  });
  return outputs;
}

std::string rename_columns(std::string_view sql, const std::string& from, const std::string& to,
                           bool query) {
  const ParseTree tree(sql);
  if (!tree.ok()) return std::string(sql);
  const std::set<const Node*> outputs = query ? unnamed_outputs(tree) : std::set<const Node*>();
  std::vector<TextEdit> edits;
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) != T_ColumnRef) return;
    if (auto edit = column_edit(sql, as<ColumnRef>(node), from, to, outputs.contains(node)))
      edits.push_back(std::move(*edit));
  });
  return apply_edits(sql, std::move(edits));
}

bool means(const RangeVar& range, const model::Name& relation) {
  const model::Name name = name_of(&range);
  return name.name == relation.name && (name.schema.empty() || name.schema == relation.schema);
}

// Whether `from.column` can only mean the relation without an alias: nothing else in the query goes
// by its old or its new name.
bool qualifiers_are_clear(const ParseTree& tree, const model::Name& from, const model::Name& to) {
  bool clear = true;
  const auto taken = [&](const std::string& name) {
    if (name == from.name || name == to.name) clear = false;
  };
  walk(tree.statements(), [&](const Node* node) {
    switch (tag_of(node)) {
      case T_Alias: taken(text_of(as<Alias>(node).aliasname)); break;
      case T_CommonTableExpr: taken(text_of(as<CommonTableExpr>(node).ctename)); break;
      case T_LockingClause: clear = false; break;
      case T_RangeVar:
        if (!means(as<RangeVar>(node), from)) taken(text_of(as<RangeVar>(node).relname));
        if (as<RangeVar>(node).alias != nullptr)
          taken(text_of(as<RangeVar>(node).alias->aliasname));
        break;
      case T_FuncCall: taken(string_of(Items(as<FuncCall>(node).funcname).back())); break;
      case T_ColumnRef: {  // alone it may be the whole row
        const Items fields(as<ColumnRef>(node).fields);
        if (fields.size() == 1 && tag_of(fields[0]) == T_String) taken(string_of(fields[0]));
        break;
      }
      default: break;
    }
  });
  return clear;
}

// `old.column` as `new.column`.
std::optional<TextEdit> qualifier_edit(std::string_view query, const ColumnRef& column,
                                       const model::Name& from, const model::Name& to) {
  const Items fields(column.fields);
  if (fields.size() < 2 || column.location < 0) return std::nullopt;
  if (string_of(fields[fields.size() - 2]) != from.name) return std::nullopt;
  const auto at = static_cast<std::size_t>(column.location);
  const std::size_t last = last_identifier(query, at, fields.size() - 1);
  const std::string name =
      fields.size() == 2 ? model::quote_identifier(to.name) : model::quote_name(to);
  return TextEdit{at, last + identifier_length(query, last) - at, name};
}

std::string as_query(std::string_view expression) {
  return std::string(prefix).append(expression);
}

}  // namespace

std::string implied_column_name(std::string_view expression) {
  const ParseTree tree(as_query(expression));
  if (!tree.ok() || tree.statements().empty()) return "expr";
  const Node* statement = as<RawStmt>(tree.statements()[0]).stmt;
  if (tag_of(statement) != T_SelectStmt || Items(as<SelectStmt>(statement).targetList).empty())
    return "expr";
  const std::string name =
      implied_name(as<ResTarget>(Items(as<SelectStmt>(statement).targetList)[0]).val);
  return name.empty() ? "expr" : name;
}

std::set<std::string> columns_in(std::string_view expression) {
  std::set<std::string> columns;
  const ParseTree tree(as_query(expression));
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) == T_ColumnRef) columns.insert(last_name(as<ColumnRef>(node)));
  });
  columns.erase("");
  return columns;
}

std::set<model::Name> relations_in(std::string_view query) {
  std::set<model::Name> relations;
  std::set<std::string> ctes;
  const ParseTree tree(query);
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) == T_RangeVar) relations.insert(name_of(&as<RangeVar>(node)));
    if (tag_of(node) == T_CommonTableExpr) ctes.insert(text_of(as<CommonTableExpr>(node).ctename));
  });
  for (const std::string& name : ctes)
    relations.erase({"", name});
  return relations;
}

std::set<std::string> functions_in(std::string_view text) {
  std::set<std::string> functions;
  const ParseTree query(text);
  const ParseTree expression(as_query(text));
  walk((query.ok() ? query : expression).statements(), [&](const Node* node) {
    if (tag_of(node) == T_FuncCall)
      functions.insert(string_of(Items(as<FuncCall>(node).funcname).back()));
  });
  return functions;
}

std::string rename_column(std::string_view expression, const std::string& from,
                          const std::string& to) {
  return rename_columns(as_query(expression), from, to, false).substr(prefix.size());
}

std::string rename_column_in_query(std::string_view query, const std::string& from,
                                   const std::string& to) {
  return rename_columns(query, from, to, true);
}

std::string rename_relation_in_query(std::string_view query, const model::Name& from,
                                     const model::Name& to) {
  const ParseTree tree(query);
  const bool follow = qualifiers_are_clear(tree, from, to);
  std::vector<TextEdit> edits;
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) == T_ColumnRef && follow) {
      if (auto edit = qualifier_edit(query, as<ColumnRef>(node), from, to)) edits.push_back(*edit);
      return;
    }
    if (tag_of(node) != T_RangeVar || !means(as<RangeVar>(node), from)) return;
    const RangeVar& range = as<RangeVar>(node);
    if (range.location < 0) return;
    const auto at = static_cast<std::size_t>(range.location);
    const std::size_t last = last_identifier(query, at, range.schemaname == nullptr ? 1 : 2);
    std::string replacement = model::quote_name(to);
    if (range.alias == nullptr && to.name != from.name && !follow)
      replacement += " " + model::quote_identifier(from.name);
    edits.push_back({at, last + identifier_length(query, last) - at, std::move(replacement)});
  });
  return apply_edits(query, std::move(edits));
}

std::string rename_in_regclass(std::string_view expression, const model::Name& from,
                               const model::Name& to) {
  const std::string sql = as_query(expression);
  const ParseTree tree(sql);
  std::vector<TextEdit> edits;
  walk(tree.statements(), [&](const Node* node) {
    if (tag_of(node) != T_A_Const || as<A_Const>(node).isnull ||
        tag_of(&as<A_Const>(node).val) != T_String)
      return;
    const A_Const& constant = as<A_Const>(node);
    const std::string value = text_of(constant.val.sval.sval);
    if (value != model::quote_name(from) && value != model::quote_identifier(from.name)) return;
    if (constant.location < 0) return;
    const std::string literal = model::quote_literal(value);
    const auto at = static_cast<std::size_t>(constant.location);
    if (sql.compare(at, literal.size(), literal) == 0)
      edits.push_back({at, literal.size(), model::quote_literal(model::quote_name(to))});
  });
  return apply_edits(sql, std::move(edits)).substr(prefix.size());
}

}  // namespace mimar::sql
