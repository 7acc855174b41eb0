// Operators (parse_expr.c, parse_oper.c).

#include <algorithm>
#include <climits>

#include "sql/analyser.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

bool is_comparison(std::string_view name) {
  for (const std::string_view known :
       {"=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*"})
    if (known == name) return true;
  return false;
}

// Of OPERATOR(schema.name), or "".
std::string schema_of(const List* name) {
  const Items parts(name);
  return parts.size() > 1 ? string_of(parts[parts.size() - 2]) : "";
}

bool names_other_schema(const List* name) {
  const Items parts(name);
  return parts.size() > 1 && string_of(parts[parts.size() - 2]) != "pg_catalog";
}

// contain_vars_of_level(): whether a column is used anywhere inside.
bool contains_column(const Node* node) {
  if (node == nullptr) return false;
  if (tag_of(node) == T_ColumnRef) return true;
  return visit_children(
      node, [](Node* inner, void*) { return contains_column(inner); }, nullptr);
}

}  // namespace

Typed Analyser::operation(const A_Expr& node) {
  const std::string name = Items(node.name).empty() ? "" : string_of(Items(node.name).back());
  switch (node.kind) {
    case AEXPR_OP:
      if (node.lexpr == nullptr) {
        const Typed operand = expression(node.rexpr);
        const Typed made = prefix(name, operand, schema_of(node.name));
        return unknown_operator(node.name) ? with_schema(node.name, made, {operand.type}) : made;
      }
      if (tag_of(node.lexpr) == T_RowExpr && tag_of(node.rexpr) == T_RowExpr) {
        if (names_other_schema(node.name))
          return uncertain(const_cast<Node*>(reinterpret_cast<const Node*>(&node)));
        return apply_rows(name, as<RowExpr>(node.lexpr), as<RowExpr>(node.rexpr));
      }
      return operate(node.name, expression(node.lexpr), expression(node.rexpr));
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR: return apply(name, expression(node.lexpr), expression(node.rexpr));
    case AEXPR_OP_ANY:
    case AEXPR_OP_ALL: {
      const Typed left = expression(node.lexpr), array = expression(node.rexpr);
      const Type whole = universe_.base_of(array.type);
      const Typed made = quantified(name, left, array, node.kind, schema_of(node.name));
      if (!unknown_operator(node.name)) return made;
      return with_schema(node.name, made, {left.type, whole.array ? whole.element() : untyped});
    }
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT: return distinct(node);
    case AEXPR_NULLIF: {
      const Typed equal = apply("=", expression(node.lexpr), expression(node.rexpr));
      if (tag_of(equal.node) != T_A_Expr) return uncertain(equal.node);
      auto* made = copy_node(as<A_Expr>(equal.node));
      made->kind = AEXPR_NULLIF;
      const Typed left = expression(node.lexpr);
      doubt_hidden_operator(left.type);
      const auto operand =
          resolve_operator(universe_, "", "=", {left.type, expression(node.rexpr).type});
      // The first operand as it is compared; not converted, it keeps its length.
      const bool converted = operand && !same_type(operand->arguments[0], left.type);
      return {node_of(made), converted ? operand->arguments[0] : left.type};
    }
    case AEXPR_IN: return in_list(node);
    case AEXPR_BETWEEN:
    case AEXPR_NOT_BETWEEN:
    case AEXPR_BETWEEN_SYM:
    case AEXPR_NOT_BETWEEN_SYM: return between(node);
  }
  return uncertain(const_cast<Node*>(reinterpret_cast<const Node*>(&node)));
}

// For types whose operators are not in our tables (those of extensions) or not known at all.
Typed Analyser::guess(std::string_view name, const Typed& left, const Typed& right) {
  const Type result = is_comparison(name) ? boolean : unknowable;
  const Type& other = left.type.is('u') ? right.type : left.type;
  const bool both_typed = !left.type.is('u') && !right.type.is('u');
  if (!left.type.known() || !right.type.known() || other.is('u') ||
      (both_typed && !same_type(left.type, right.type)))
    certain_ = false;
  if (both_typed || other.is('u') || !other.known())
    return {make_operation(name, left.node, right.node), result};
  // An operator over twice the same type is the common case.
  return {make_operation(name, coerce(left, other), coerce(right, other)), result};
}

bool Analyser::of_extension(const Type& type) const {
  const UserType* user = universe_.user_type(universe_.base_of(type).base);
  return user != nullptr && user->kind == UserType::Kind::other && user->category == '\0';
}

Typed Analyser::apply(std::string_view name, const Typed& left, const Typed& right,
                      const std::string& schema) {
  if (name == "!=") name = "<>";
  if (!left.type.known() || !right.type.known()) return guess(name, left, right);
  const auto resolved = resolve_operator(universe_, schema, name, {left.type, right.type});
  if (!resolved) return guess(name, left, right);
  if (of_extension(left.type) || of_extension(right.type))
    certain_ = false;  // it may have an operator of its own
  Node* made = make_operation(name, coerce(left, resolved->arguments[0]),
                              coerce(right, resolved->arguments[1]));
  reinterpret_cast<A_Expr*>(made)->name = operator_name(name, schema, *resolved);
  return {made, resolved->result};
}

// NULLIF, IS DISTINCT FROM and CASE x WHEN do not show their operator: over an extension's type it
// may be any whose schema is not on the path.
void Analyser::doubt_hidden_operator(const Type& type) {
  const UserType* user = universe_.user_type(universe_.base_of(type).base);
  if (user == nullptr || user->kind != UserType::Kind::other) return;
  const auto& path = universe_.search_path();
  if (std::find(path.begin(), path.end(), user->name.schema) == path.end()) certain_ = false;
}

// With its schema where it is not built in.
List* Analyser::operator_name(std::string_view name, const std::string& schema,
                              const Resolved& resolved) const {
  for (const UserOperator* user : universe_.operators(schema, std::string(name)))
    if (&user->signature == resolved.signature) return make_name({user->name.schema, name});
  return make_name({name});
}

// OPERATOR(schema.name) of a schema in which we know no such operator.
bool Analyser::unknown_operator(const List* name) const {
  return names_other_schema(name) &&
         universe_.operators(schema_of(name), string_of(Items(name).back())).empty();
}

Typed Analyser::operate(const List* name, const Typed& left, const Typed& right) {
  const std::string word = string_of(Items(name).back());
  if (!unknown_operator(name)) return apply(word, left, right, schema_of(name));
  return with_schema(name, apply(word, left, right), {left.type, right.type});
}

// OPERATOR(schema.name) where a built-in operator of that name would do as well: the schema tells
// them apart. Where none would, the server's schema and the source's silence mean the same.
Typed Analyser::with_schema(const List* name, const Typed& made,
                            const std::vector<Type>& operands) {
  if (!names_other_schema(name)) return made;
  const auto own_operators = [this](const Type& type) {
    return !type.known() || of_extension(type);
  };
  if (std::any_of(operands.begin(), operands.end(), own_operators) ||
      !resolve_operator(universe_, "", string_of(Items(name).back()), operands))
    return made;
  if (tag_of(made.node) != T_A_Expr) return uncertain(made.node);
  auto* named = copy_node(as<A_Expr>(made.node));
  named->name = const_cast<List*>(name);
  return {uncertain(node_of(named)).node, unknowable};
}

// = and <> compare field by field; the ordering ones stay row comparisons.
Typed Analyser::apply_rows(std::string_view name, const RowExpr& left, const RowExpr& right) {
  const Values lefts = row_values(left), rights = row_values(right);
  if (lefts.size() != rights.size())
    return uncertain(make_operation(name, row(left).node, row(right).node));
  Values parts;
  for (std::size_t i = 0; i < lefts.size(); ++i)
    parts.push_back(apply(name, lefts[i], rights[i]));
  if (parts.size() == 1) return parts[0];
  if (name == "=") return join_logic(AND_EXPR, parts);
  if (name == "<>" || name == "!=") return join_logic(OR_EXPR, parts);
  auto* made_left = copy_node(left);
  auto* made_right = copy_node(right);
  Nodes left_nodes, right_nodes;
  for (const Typed& part : parts) {
    if (tag_of(part.node) != T_A_Expr) return uncertain(part.node);
    left_nodes.push_back(as<A_Expr>(part.node).lexpr);
    right_nodes.push_back(as<A_Expr>(part.node).rexpr);
  }
  made_left->args = make_list(left_nodes);
  made_right->args = make_list(right_nodes);
  made_left->row_format = made_right->row_format = COERCE_EXPLICIT_CALL;
  return {make_operation(name, node_of(made_left), node_of(made_right)), boolean};
}

// A minus before a number is read as part of it when a deparse is read back.
Typed Analyser::prefix(std::string_view name, const Typed& operand, const std::string& schema) {
  const bool integer = tag_of(operand.node) == T_A_Const && operand.type.is('i') &&
                       as<A_Const>(operand.node).val.ival.ival > INT_MIN;
  if (name == "-" && integer)
    return {make_integer(-as<A_Const>(operand.node).val.ival.ival), operand.type};
  const auto resolved = resolve_operator(universe_, schema, name, {operand.type});
  if (!resolved) return uncertain(make_operation(name, nullptr, operand.node));
  Node* made = make_operation(name, nullptr, coerce(operand, resolved->arguments[0]));
  reinterpret_cast<A_Expr*>(made)->name = operator_name(name, schema, *resolved);
  return {made, resolved->result};
}

// x IN (1, 2) is x = ANY (ARRAY[1, 2]); items that are not constants are compared one by one after
// it.
Typed Analyser::in_list(const A_Expr& node) {
  const std::string name = string_of(Items(node.name)[0]);
  const bool positive = name == "=";
  const Typed left = expression(node.lexpr);
  Values constants, others;
  const bool rows = tag_of(node.lexpr) == T_RowExpr;
  Values parts;
  for (const Node* item : Items(reinterpret_cast<const List*>(node.rexpr))) {
    if (rows && tag_of(item) == T_RowExpr) {
      parts.push_back(apply_rows(name, as<RowExpr>(node.lexpr), as<RowExpr>(item)));
      continue;
    }
    const Typed value = expression(item);
    (contains_column(item) ? others : constants).push_back(value);
  }
  if (constants.size() > 1) {
    std::vector<Type> types = {left.type};
    for (const Typed& value : constants)
      types.push_back(value.type);
    const auto element = common_type(universe_, types);
    if (element && !element->is('r')) {
      auto* array = new_node<A_ArrayExpr>(T_A_ArrayExpr);
      array->elements = coerced(constants, element->plain());
      parts.push_back(quantified(name, left, {node_of(array), element->plain().array_of()},
                                 positive ? AEXPR_OP_ANY : AEXPR_OP_ALL));
    } else {
      certain_ = false;
      others.insert(others.begin(), constants.begin(), constants.end());
    }
  } else {
    others = {};
    for (const Node* item : Items(reinterpret_cast<const List*>(node.rexpr)))
      if (!(rows && tag_of(item) == T_RowExpr)) others.push_back(expression(item));
  }
  for (const Typed& value : others)
    parts.push_back(apply(name, left, value));
  if (parts.size() == 1) return parts[0];
  return join_logic(positive ? OR_EXPR : AND_EXPR, parts);
}

Typed Analyser::quantified(std::string_view name, const Typed& left, const Typed& array,
                           A_Expr_Kind kind, const std::string& schema) {
  if (name == "!=") name = "<>";
  auto* made = new_node<A_Expr>(T_A_Expr);
  made->kind = kind;
  made->name = make_name({name});
  made->lexpr = left.node;
  made->rexpr = array.node;
  const Type whole = universe_.base_of(array.type);
  const Type element = whole.array ? whole.element() : array.type.is('u') ? untyped : unknowable;
  if (!left.type.known() || !element.known()) {
    const bool alike = !array.type.is('u') && !left.type.is('u');
    if (!alike || tag_of(array.node) == T_A_ArrayExpr || left.type.known() != element.known())
      certain_ = false;
    return {node_of(made), boolean};
  }
  const auto resolved = resolve_operator(universe_, schema, name, {left.type, element});
  if (!resolved) {
    if (!same_type(left.type, element)) certain_ = false;
    return {node_of(made), boolean};
  }
  made->name = operator_name(name, schema, *resolved);
  made->lexpr = coerce(left, resolved->arguments[0]);
  made->rexpr = coerce(array, resolved->arguments[1].plain().array_of());
  return {node_of(made), boolean};
}

Typed Analyser::between(const A_Expr& node) {
  const Items bounds(reinterpret_cast<const List*>(node.rexpr));
  const auto test = [&](std::string_view op, std::size_t i) {
    return apply(op, expression(node.lexpr), expression(bounds[i]));
  };
  const auto inside = [&](std::size_t low, std::size_t high) {
    return join_logic(AND_EXPR, {test(">=", low), test("<=", high)});
  };
  const auto outside = [&](std::size_t low, std::size_t high) {
    return join_logic(OR_EXPR, {test("<", low), test(">", high)});
  };
  switch (node.kind) {
    case AEXPR_NOT_BETWEEN: return outside(0, 1);
    case AEXPR_BETWEEN_SYM: return join_logic(OR_EXPR, {inside(0, 1), inside(1, 0)});
    case AEXPR_NOT_BETWEEN_SYM: return join_logic(AND_EXPR, {outside(0, 1), outside(1, 0)});
    default: return inside(0, 1);
  }
}

// IS DISTINCT FROM NULL is a test for NULL, which of a row looks at its fields and so is another
// one.
Typed Analyser::distinct_from_null(const A_Expr& node, const Node* operand) {
  const Typed value = expression(operand);
  const bool negated = node.kind == AEXPR_NOT_DISTINCT;
  const Type base = universe_.base_of(value.type);
  if (!base.known()) certain_ = false;
  if (base.is('r') || universe_.category(base) == 'C') {
    auto* made = copy_node(node);
    made->lexpr = value.node;
    made->rexpr = make_null();
    return {node_of(made), boolean};
  }
  auto* test = new_node<NullTest>(T_NullTest);
  test->arg = reinterpret_cast<Expr*>(value.type.is('u') ? coerce(value, text_type) : value.node);
  test->nulltesttype = negated ? IS_NULL : IS_NOT_NULL;
  return {node_of(test), boolean};
}

Typed Analyser::distinct_values(const Typed& left, const Typed& right) {
  doubt_hidden_operator(left.type);
  doubt_hidden_operator(right.type);
  const Typed equal = apply("=", left, right);
  if (tag_of(equal.node) != T_A_Expr) return uncertain(equal.node);
  auto* made = copy_node(as<A_Expr>(equal.node));
  made->kind = AEXPR_DISTINCT;
  return {node_of(made), boolean};
}

Typed Analyser::distinct(const A_Expr& node) {
  const bool left_null = is_null_constant(node.lexpr);
  if (left_null || is_null_constant(node.rexpr))
    return distinct_from_null(node, left_null ? node.rexpr : node.lexpr);
  Typed different;
  if (tag_of(node.lexpr) == T_RowExpr && tag_of(node.rexpr) == T_RowExpr) {
    // make_row_distinct_op(): field by field.
    const Values lefts = row_values(as<RowExpr>(node.lexpr)),
                 rights = row_values(as<RowExpr>(node.rexpr));
    if (lefts.size() != rights.size() || lefts.empty())
      return uncertain(const_cast<Node*>(reinterpret_cast<const Node*>(&node)));
    Values parts;
    for (std::size_t i = 0; i < lefts.size(); ++i)
      parts.push_back(distinct_values(lefts[i], rights[i]));
    different = parts.size() == 1 ? parts[0] : join_logic(OR_EXPR, parts);
  } else {
    different = distinct_values(expression(node.lexpr), expression(node.rexpr));
  }
  return node.kind == AEXPR_NOT_DISTINCT ? negate(different) : different;
}

}  // namespace mimar::sql
