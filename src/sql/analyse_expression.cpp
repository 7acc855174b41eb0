// Expressions by kind of node; operators, casts, calls and columns have files of their own.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>

#include "sql/analyser.h"

namespace mimar::sql {
namespace {

// make_const(): the first that it fits of integer, bigint and numeric. The grammar makes a minus
// part of the number: -2147483648 is an integer, 2147483648 is not.
char number_type(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return '#';
  return value == static_cast<std::int32_t>(value) ? 'i' : 'l';
}

}  // namespace

void Analyser::refer(model::Reference::Kind kind, const model::Name& name,
                     const std::string& column) {
  if (name.schema != "pg_catalog") references_.insert({kind, name, column});
}

void Analyser::refer(const Type& type) {
  if (const UserType* user = universe_.user_type(type.base))
    refer(model::Reference::Kind::type, user->name);
}

std::vector<model::Reference> Analyser::references() const {
  return {references_.begin(), references_.end()};
}

void Analyser::set_table(const model::Name& table, const OutputColumns& columns) {
  FromItem item{table.name, table, "", {}, false};
  for (const OutputColumn& column : columns)
    item.columns.push_back(
        {column.name, make_column("", column.name), column.type, table, column.name, {}});
  table_scope_.columns = item.columns;
  table_scope_.items = {std::move(item)};
  scope_ = &table_scope_;
}

void Analyser::set_rows(const model::Name& table, const OutputColumns& columns) {
  for (const char* row : {"old", "new"}) {
    FromItem item{row, table, row, {}, false};
    for (const OutputColumn& column : columns)
      item.columns.push_back(
          {column.name, make_column(row, column.name), column.type, table, column.name});
    table_scope_.items.push_back(std::move(item));
  }
  scope_ = &table_scope_;
}

void Analyser::set_arguments(const model::Name& function, const OutputColumns& arguments,
                             const std::vector<std::size_t>& inputs) {
  FromItem item{function.name, {}, "", {}, false};
  for (const OutputColumn& argument : arguments) {
    Node* node = argument.name.empty() ? nullptr : make_column("", argument.name);
    item.columns.push_back({argument.name, node, argument.type, {}, ""});
  }
  for (const std::size_t input : inputs)
    parameters_.push_back(item.columns[input]);
  std::erase_if(item.columns, [](const VisibleColumn& column) { return column.name.empty(); });
  table_scope_.columns = item.columns;
  table_scope_.items = {std::move(item)};
  scope_ = &table_scope_;
}

Node* Analyser::boolean_expression(const Node* node) {
  return coerce(expression(node), boolean);
}

Analyser::Values Analyser::values(const List* list) {
  Values all;
  for (const Node* item : Items(list))
    all.push_back(expression(item));
  return all;
}

Type Analyser::common(const Values& values) {
  std::vector<Type> types;
  for (const Typed& value : values)
    types.push_back(value.type);
  const auto type = common_type(universe_, types);
  if (!type) certain_ = false;
  return type.value_or(unknowable);
}

List* Analyser::coerced(const Values& values, const Type& type) {
  Nodes nodes;
  for (const Typed& value : values)
    nodes.push_back(coerce(value, type));
  return make_list(nodes);
}

Typed Analyser::expression(const Node* node) {
  const Typed made = analysed(node);
  note_collation(made.type);
  return made;
}

Typed Analyser::analysed(const Node* node) {
  switch (tag_of(node)) {
    case T_ColumnRef: return column(as<ColumnRef>(node));
    case T_A_Const: return constant(as<A_Const>(node));
    case T_TypeCast: return cast(as<TypeCast>(node));
    case T_A_Expr: return operation(as<A_Expr>(node));
    case T_BoolExpr: return logic(as<BoolExpr>(node));
    case T_FuncCall: return call(as<FuncCall>(node));
    case T_NullTest: return null_test(as<NullTest>(node));
    case T_BooleanTest: return boolean_test(as<BooleanTest>(node));
    case T_CaseExpr: return case_of(as<CaseExpr>(node));
    case T_CoalesceExpr: return coalesce(as<CoalesceExpr>(node));
    case T_MinMaxExpr: return extreme(as<MinMaxExpr>(node));
    case T_A_ArrayExpr: return array(as<A_ArrayExpr>(node), nullptr);
    case T_A_Indirection: return indirection(as<A_Indirection>(node));
    case T_SubLink: return sublink(as<SubLink>(node));
    case T_SQLValueFunction: return keyword_value(as<SQLValueFunction>(node));
    case T_RowExpr: return row(as<RowExpr>(node));
    default: return less_common(node);
  }
}

Typed Analyser::less_common(const Node* node) {
  switch (tag_of(node)) {
    case T_CollateClause: {
      auto* made = copy_node(as<CollateClause>(node));
      const Typed value = expression(made->arg);
      made->collname = collation_name(made->collname);
      made->arg = value.node;
      collated_ = true;
      return {node_of(made), value.type};
    }
    case T_GroupingFunc: {
      auto* made = copy_node(as<GroupingFunc>(node));
      Nodes arguments;
      for (const Typed& value : values(made->args))
        arguments.push_back(value.node);
      made->args = make_list(arguments);
      return {node_of(made), builtin_type('i')};
    }
    case T_ParamRef: {  // shown by its name where it has one
      const auto number = static_cast<std::size_t>(as<ParamRef>(node).number);
      if (number == 0 || number > parameters_.size()) return uncertain(const_cast<Node*>(node));
      const VisibleColumn& parameter = parameters_[number - 1];
      return {parameter.node != nullptr ? parameter.node : const_cast<Node*>(node), parameter.type};
    }
    case T_NamedArgExpr: {
      auto* made = copy_node(as<NamedArgExpr>(node));
      const Typed value = expression(reinterpret_cast<const Node*>(made->arg));
      made->arg = reinterpret_cast<Expr*>(value.node);
      return uncertain(node_of(made));
    }
    default: return uncertain(const_cast<Node*>(node));
  }
}

Typed Analyser::constant(const A_Const& value) {
  auto* same = const_cast<Node*>(reinterpret_cast<const Node*>(&value));
  if (value.isnull) return {same, untyped};
  switch (tag_of(&value.val.node)) {
    case T_Integer: return {same, builtin_type('i')};
    case T_Boolean: return {same, boolean};
    case T_String: return {same, untyped};
    case T_Float: {
      const std::string digits = text_of(value.val.fval.fval);
      const Type type = builtin_type(number_type(digits));
      return {literal(make_literal(digits), type), type};
    }
    case T_BitString: {
      const std::string bits = text_of(value.val.bsval.bsval);
      std::string digits = bits.substr(1);
      if (bits[0] == 'x') return uncertain(same);
      return {make_cast(make_literal(digits), builtin_type('B'), universe_), builtin_type('B')};
    }
    default: return uncertain(same);
  }
}

// AND and OR are associative, so nested ones are one list; a deparse shows them so, too, when read
// back.
Typed Analyser::join_logic(BoolExprType kind, const Values& parts) {
  Nodes flat;
  for (const Typed& part : parts) {
    Node* node = coerce(part, boolean);
    if (tag_of(node) == T_BoolExpr && as<BoolExpr>(node).boolop == kind)
      for (const Node* inner : Items(as<BoolExpr>(node).args))
        flat.push_back(const_cast<Node*>(inner));
    else
      flat.push_back(node);
  }
  return {make_logic(kind, flat), boolean};
}

Typed Analyser::negate(const Typed& value) {
  return {make_logic(NOT_EXPR, {coerce(value, boolean)}), boolean};
}

Typed Analyser::logic(const BoolExpr& node) {
  if (node.boolop == NOT_EXPR) return negate(expression(Items(node.args)[0]));
  return join_logic(node.boolop, values(node.args));
}

Typed Analyser::null_test(const NullTest& node) {
  auto* made = copy_node(node);
  const Typed value = expression(reinterpret_cast<const Node*>(node.arg));
  made->arg = reinterpret_cast<Expr*>(value.type.is('u') ? coerce(value, text_type) : value.node);
  return {node_of(made), boolean};
}

Typed Analyser::boolean_test(const BooleanTest& node) {
  auto* made = copy_node(node);
  made->arg = reinterpret_cast<Expr*>(boolean_expression(reinterpret_cast<const Node*>(node.arg)));
  return {node_of(made), boolean};
}

// The ELSE branch is looked at first; CASE x WHEN y compares x = y.
Typed Analyser::case_of(const CaseExpr& node) {
  auto* made = copy_node(node);
  Typed subject;
  if (node.arg != nullptr) {
    subject = expression(reinterpret_cast<const Node*>(node.arg));
    if (subject.type.is('u')) subject = {coerce(subject, text_type), text_type};
    made->arg = reinterpret_cast<Expr*>(subject.node);
    doubt_hidden_operator(subject.type);
  }
  Values results;
  results.push_back(node.defresult != nullptr
                        ? expression(reinterpret_cast<const Node*>(node.defresult))
                        : Typed{make_null(), untyped});
  Nodes conditions;
  for (const Node* item : Items(node.args)) {
    const auto* condition = reinterpret_cast<const Node*>(as<CaseWhen>(item).expr);
    if (node.arg == nullptr) {
      conditions.push_back(boolean_expression(condition));
    } else {
      const Typed equal = apply("=", subject, expression(condition));
      conditions.push_back(tag_of(equal.node) == T_A_Expr ? as<A_Expr>(equal.node).rexpr
                                                          : equal.node);
    }
    results.push_back(expression(reinterpret_cast<const Node*>(as<CaseWhen>(item).result)));
  }
  const Type type = common(results);
  made->defresult = reinterpret_cast<Expr*>(coerce(results[0], type));
  Nodes branches;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto* branch = new_node<CaseWhen>(T_CaseWhen);
    branch->expr = reinterpret_cast<Expr*>(conditions[i]);
    branch->result = reinterpret_cast<Expr*>(coerce(results[i + 1], type));
    branches.push_back(node_of(branch));
  }
  made->args = make_list(branches);
  return {node_of(made), type};
}

Typed Analyser::coalesce(const CoalesceExpr& node) {
  auto* made = copy_node(node);
  const Values arguments = values(node.args);
  const Type type = common(arguments);
  made->args = coerced(arguments, type);
  return {node_of(made), type};
}

Typed Analyser::extreme(const MinMaxExpr& node) {
  auto* made = copy_node(node);
  const Values arguments = values(node.args);
  const Type type = common(arguments);
  made->args = coerced(arguments, type);
  return {node_of(made), type};
}

// transformArrayExpr(). `wanted`: the array type of a cast around it, which its elements are
// converted to one by one; one that is an array itself, to the whole type.
Typed Analyser::array(const A_ArrayExpr& node, const Type* wanted) {
  auto* made = copy_node(node);
  Values elements;
  bool nested = false;
  for (const Node* item : Items(node.elements)) {
    elements.push_back(tag_of(item) == T_A_ArrayExpr ? array(as<A_ArrayExpr>(item), wanted)
                                                     : expression(item));
    nested = nested || tag_of(item) == T_A_ArrayExpr || elements.back().type.array;
  }
  if (elements.empty()) {
    if (wanted == nullptr) return uncertain(node_of(made));
    return {make_cast(node_of(made), wanted->plain(), universe_), wanted->plain()};
  }
  Type element = wanted != nullptr ? (nested ? *wanted : wanted->element()) : common(elements);
  if (element.is('u')) element = text_type;
  Nodes nodes;
  for (const Typed& value : elements)
    nodes.push_back(wanted != nullptr ? cast_to(value, element).node : coerce(value, element));
  made->elements = make_list(nodes);
  return {node_of(made), element.known() ? element.array_of() : unknowable};
}

// transformContainerSubscripts(): a[1:2][1] is a[1:2][1:1].
Type Analyser::subscripts(const Type& type, std::span<const Node* const> parts, Nodes& made) {
  const Type container = universe_.base_of(type);
  const bool json = container.is('J');
  const Type index = json ? text_type : builtin_type('i');
  const bool slice = std::any_of(parts.begin(), parts.end(),
                                 [](const Node* part) { return as<A_Indices>(part).is_slice; });
  for (const Node* part : parts) {
    auto* indices = copy_node(as<A_Indices>(part));
    if (indices->lidx != nullptr)
      indices->lidx = coerce(expression(indices->lidx), index);
    else if (slice && !indices->is_slice)
      indices->lidx = make_integer(1);
    indices->is_slice = slice;
    if (indices->uidx != nullptr) {
      const Typed subscript = expression(indices->uidx);
      indices->uidx = json && subscript.type.is('i') ? subscript.node : coerce(subscript, index);
    }
    made.push_back(node_of(indices));
  }
  if (json) return container;
  if (!container.array) return unknowable;
  return slice ? container : container.element();
}

// (t).a of a table in FROM is its column; of anything else, a field of a value.
Typed Analyser::indirection(const A_Indirection& node) {
  auto* made = copy_node(node);
  std::vector<const Node*> written;
  for (const Node* part : Items(node.indirection))
    written.push_back(part);
  std::size_t i = 0;
  Typed value = expression(node.arg);
  if (const FromItem* item = item_of_row(node.arg);
      item != nullptr && tag_of(written[0]) == T_String)
    for (const VisibleColumn& column : item->columns)
      if (column.name == string_of(written[0]) && i == 0) value = found(column), i = 1;
  Nodes parts;
  while (i < written.size()) {
    if (tag_of(written[i]) == T_A_Indices) {
      const std::size_t first = i;
      while (i < written.size() && tag_of(written[i]) == T_A_Indices)
        ++i;
      value.type = subscripts(value.type, std::span(written).subspan(first, i - first), parts);
    } else if (tag_of(written[i]) == T_String) {
      const UserType* composite = universe_.user_type(universe_.base_of(value.type).base);
      value.type = unknowable;
      if (composite != nullptr)
        for (const OutputColumn& field : composite->columns)
          if (field.name == string_of(written[i])) value.type = field.type;
      parts.push_back(const_cast<Node*>(written[i++]));
    } else {
      return uncertain(node_of(made));
    }
  }
  if (parts.empty()) return value;
  made->arg = value.node;
  made->indirection = make_list(parts);
  return {node_of(made), value.type};
}

// ROW(t.*, 1): a star stands for its columns.
Analyser::Values Analyser::row_values(const RowExpr& node) {
  Values all;
  for (const Node* item : Items(node.args)) {
    const bool star =
        tag_of(item) == T_ColumnRef && tag_of(Items(as<ColumnRef>(item).fields).back()) == T_A_Star;
    const FromItem* whole = star ? item_of_row(item) : nullptr;
    if (whole == nullptr || whole->open) {
      all.push_back(expression(item));
      certain_ = certain_ && !star;
      continue;
    }
    for (const VisibleColumn& column : whole->columns)
      all.push_back(found(column));
  }
  return all;
}

Typed Analyser::row(const RowExpr& node) {
  auto* made = copy_node(node);
  Nodes fields;
  for (const Typed& value : row_values(node))
    fields.push_back(value.type.is('u') ? coerce(value, text_type) : value.node);
  made->args = make_list(fields);
  made->row_format = COERCE_EXPLICIT_CALL;
  return {node_of(made), builtin_type('r')};
}

Typed Analyser::sublink(const SubLink& node) {
  auto* made = copy_node(node);
  const AnalysedQuery inner = subquery(node.subselect, scope_, false);
  made->subselect = inner.node;
  const Type first = inner.columns.empty() ? unknowable : inner.columns[0].type;
  switch (node.subLinkType) {
    case EXISTS_SUBLINK: return {node_of(made), boolean};
    case EXPR_SUBLINK: return {node_of(made), first};
    case ARRAY_SUBLINK: return {node_of(made), first.known() ? first.array_of() : unknowable};
    default: break;
  }
  if (tag_of(node.testexpr) == T_RowExpr) {
    row_sublink(node, inner.columns, made);
    return {node_of(made), boolean};
  }
  const List* written = node.operName != nullptr ? node.operName : make_name({"="});
  const std::string name = string_of(Items(written).back());
  const Typed left = expression(node.testexpr);
  const Type right = first.is('u') ? text_type : first;
  const Typed compared = operate(written, left, {make_null(), right});
  made->testexpr = compared.node;
  made->operName = make_name({name});
  if (tag_of(compared.node) == T_A_Expr) {
    made->testexpr = as<A_Expr>(compared.node).lexpr;
    made->operName = as<A_Expr>(compared.node).name;
  }
  if (node.subLinkType == ANY_SUBLINK && name == "=" && Items(made->operName).size() == 1)
    made->operName = nullptr;
  return {node_of(made), boolean};
}

// make_row_comparison_op(): field by field; (a, b) = ANY (...) is IN.
void Analyser::row_sublink(const SubLink& node, const OutputColumns& columns, SubLink* made) {
  const List* written = node.operName != nullptr ? node.operName : make_name({"="});
  auto* fields = copy_node(as<RowExpr>(node.testexpr));
  const Values values = row_values(*fields);
  if (values.size() != columns.size() || Items(written).size() > 1) certain_ = false;
  Nodes lefts;
  for (std::size_t i = 0; i < values.size() && i < columns.size(); ++i) {
    const Type right = columns[i].type.is('u') ? text_type : columns[i].type;
    const Typed compared = operate(written, values[i], {make_null(), right});
    const bool operation = tag_of(compared.node) == T_A_Expr;
    // One operator's name stands for those of all fields.
    if (!operation || Items(as<A_Expr>(compared.node).name).size() > 1) certain_ = false;
    lefts.push_back(operation ? as<A_Expr>(compared.node).lexpr : values[i].node);
  }
  fields->args = make_list(lefts);
  fields->row_format = COERCE_EXPLICIT_CALL;
  made->testexpr = node_of(fields);
  const std::string name = string_of(Items(written).back());
  made->operName = make_name({name == "!=" ? "<>" : name});
  if (node.subLinkType == ANY_SUBLINK && name == "=") made->operName = nullptr;
}

Typed Analyser::keyword_value(const SQLValueFunction& node) {
  auto* same = node_of(copy_node(node));
  switch (node.op) {
    case SVFOP_CURRENT_DATE: return {same, builtin_type('D')};
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: return {same, builtin_type('z')};
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: return {same, builtin_type('Z')};
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: return {same, builtin_type('T')};
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: return {same, builtin_type('S')};
    default: return {same, builtin_type('n')};
  }
}

}  // namespace mimar::sql
