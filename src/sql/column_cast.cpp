#include "sql/column_cast.h"

#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

std::string column_of(const Node* node) {
  if (node == nullptr || tag_of(node) != T_ColumnRef) return {};
  const Items fields(as<ColumnRef>(node).fields);
  return tag_of(fields.back()) == T_String ? string_of(fields.back()) : "";
}

// date(a): the name of a type, called like a function.
ColumnCast called(const FuncCall& call) {
  const Items arguments(call.args), names(call.funcname);
  const bool schema = names.size() == 2 && string_of(names[0]) == "pg_catalog";
  if (arguments.size() != 1 || (names.size() > 1 && !schema)) return {};
  const std::string type = model::canonical_builtin(string_of(names.back()));
  if (type.empty()) return {};
  ColumnCast result;
  result.column = column_of(arguments[0]);
  result.type.name.name = type;
  return result;
}

}  // namespace

std::optional<ColumnCast> column_cast(std::string_view expression) {
  const ParseTree tree("SELECT " + std::string(expression));
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return std::nullopt;
  if (tag_of(statement) != T_SelectStmt) return std::nullopt;
  const Items targets(as<SelectStmt>(statement).targetList);
  if (targets.size() != 1) return std::nullopt;
  const Node* value = as<ResTarget>(targets[0]).val;
  ColumnCast result;
  if (tag_of(value) == T_TypeCast)
    result = {column_of(as<TypeCast>(value).arg), data_type(as<TypeCast>(value).typeName)};
  if (tag_of(value) == T_FuncCall) result = called(as<FuncCall>(value));
  if (result.column.empty()) return std::nullopt;
  return result;
}

}  // namespace mimar::sql
