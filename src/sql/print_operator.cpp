// Operators and how tightly they bind. Where the grammar is subtle, an expression is printed as if
// it bound loosely and its operands as if they had to bind tightly: a pair of parentheses too many
// never changes the tree.

#include "sql/printer.h"

namespace mimar::sql {
namespace {

Binding tighter(Binding binding) {
  return static_cast<Binding>(static_cast<int>(binding) + 1);
}

bool is_comparison(std::string_view name) {
  return name == "=" || name == "<" || name == ">" || name == "<=" || name == ">=" || name == "<>";
}

Binding operator_binding(const A_Expr& node) {
  const Items names(node.name);
  if (names.size() != 1) return Binding::other_operator;
  const std::string name = string_of(names[0]);
  if (node.lexpr == nullptr)
    return name == "+" || name == "-" ? Binding::sign : Binding::other_operator;
  if (is_comparison(name)) return Binding::comparison;
  if (name == "+" || name == "-") return Binding::sum;
  if (name == "*" || name == "/" || name == "%") return Binding::product;
  if (name == "^") return Binding::power;
  return Binding::other_operator;
}

Binding binding_of_operation(const A_Expr& node) {
  switch (node.kind) {
    case AEXPR_OP: return operator_binding(node);
    case AEXPR_NULLIF: return Binding::primary;
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT: return Binding::test;
    case AEXPR_OP_ANY:
    case AEXPR_OP_ALL: return Binding::comparison;
    case AEXPR_IN:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR:
    case AEXPR_BETWEEN:
    case AEXPR_NOT_BETWEEN:
    case AEXPR_BETWEEN_SYM:
    case AEXPR_NOT_BETWEEN_SYM: return Binding::matching;
  }
  return Binding::any;
}

Binding binding_of_constant(const A_Const& value) {
  if (value.isnull) return Binding::primary;
  if (tag_of(&value.val.node) == T_Integer && value.val.ival.ival < 0) return Binding::sign;
  if (tag_of(&value.val.node) == T_Float && value.val.fval.fval[0] == '-') return Binding::sign;
  return Binding::primary;
}

}  // namespace

Binding binding_of(const Node* node) {
  switch (tag_of(node)) {
    case T_BoolExpr:
      if (as<BoolExpr>(node).boolop == NOT_EXPR) return Binding::negation;
      return as<BoolExpr>(node).boolop == AND_EXPR ? Binding::conjunction : Binding::disjunction;
    case T_NullTest:
    case T_BooleanTest: return Binding::test;
    case T_A_Expr: return binding_of_operation(as<A_Expr>(node));
    case T_A_Const: return binding_of_constant(as<A_Const>(node));
    case T_TypeCast: return Binding::cast;
    case T_CollateClause: return Binding::collate;
    case T_FuncCall:
      if (is_syntax_call(node, "timezone")) return Binding::at_zone;
      if (is_syntax_call(node, "overlaps") || is_syntax_call(node, "is_normalized"))
        return Binding::test;
      return Binding::primary;
    case T_SubLink: {
      const SubLinkType kind = as<SubLink>(node).subLinkType;
      return kind == ANY_SUBLINK || kind == ALL_SUBLINK ? Binding::comparison : Binding::primary;
    }
    case T_XmlExpr: return as<XmlExpr>(node).op == IS_DOCUMENT ? Binding::test : Binding::primary;
    default: return Binding::primary;
  }
}

void Printer::operator_name(const List* name) {
  const Items parts(name);
  if (parts.size() == 1) return word(string_of(parts[0]));
  word("OPERATOR(");
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    this->name(as<String>(parts[i]).sval);
    word(".");
  }
  word(string_of(parts.back()));
  word(")");
}

void Printer::operation(const A_Expr& node) {
  switch (node.kind) {
    case AEXPR_OP: return plain_operation(node);
    case AEXPR_OP_ANY: return quantified(node, " ANY (");
    case AEXPR_OP_ALL: return quantified(node, " ALL (");
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT:
      expression(node.lexpr, Binding::comparison);
      word(node.kind == AEXPR_DISTINCT ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ");
      return expression(node.rexpr, Binding::comparison);
    case AEXPR_NULLIF:
      word("NULLIF(");
      expression(node.lexpr);
      word(", ");
      expression(node.rexpr);
      return word(")");
    case AEXPR_IN:
      expression(node.lexpr, Binding::other_operator);
      word(string_of(Items(node.name)[0]) == "=" ? " IN (" : " NOT IN (");
      expressions(reinterpret_cast<const List*>(node.rexpr));
      return word(")");
    case AEXPR_LIKE: return matching(node, "LIKE");
    case AEXPR_ILIKE: return matching(node, "ILIKE");
    case AEXPR_SIMILAR: return matching(node, "SIMILAR TO");
    case AEXPR_BETWEEN: return between(node, " BETWEEN ");
    case AEXPR_NOT_BETWEEN: return between(node, " NOT BETWEEN ");
    case AEXPR_BETWEEN_SYM: return between(node, " BETWEEN SYMMETRIC ");
    case AEXPR_NOT_BETWEEN_SYM: return between(node, " NOT BETWEEN SYMMETRIC ");
  }
}

void Printer::plain_operation(const A_Expr& node) {
  const Binding binding = operator_binding(node);
  if (node.lexpr != nullptr) {
    expression(node.lexpr, binding == Binding::comparison ? tighter(binding) : binding);
    word(" ");
  }
  operator_name(node.name);
  word(" ");
  expression(node.rexpr, node.lexpr != nullptr ? tighter(binding) : Binding::cast);
}

// The escape character travels inside a call around the pattern.
void Printer::matching(const A_Expr& node, std::string_view positive) {
  expression(node.lexpr, Binding::other_operator);
  word(string_of(Items(node.name)[0])[0] == '!' ? " NOT " : " ");
  word(positive);
  word(" ");
  const bool similar = node.kind == AEXPR_SIMILAR;
  const bool escapes = tag_of(node.rexpr) == T_FuncCall &&
                       string_of(Items(as<FuncCall>(node.rexpr).funcname).back()) ==
                           (similar ? "similar_to_escape" : "like_escape") &&
                       as<FuncCall>(node.rexpr).over == nullptr &&
                       Items(as<FuncCall>(node.rexpr).funcname).size() == 2;
  if (!escapes) return expression(node.rexpr, Binding::other_operator);
  const Items arguments(as<FuncCall>(node.rexpr).args);
  expression(arguments[0], Binding::other_operator);
  if (arguments.size() < 2) return;
  word(" ESCAPE ");
  expression(arguments[1], Binding::other_operator);
}

void Printer::between(const A_Expr& node, std::string_view words) {
  const Items bounds(reinterpret_cast<const List*>(node.rexpr));
  expression(node.lexpr, Binding::other_operator);
  word(words);
  expression(bounds[0], Binding::cast);  // a b_expr: no AT TIME ZONE, no COLLATE
  word(" AND ");
  expression(bounds[1], Binding::other_operator);
}

void Printer::quantified(const A_Expr& node, std::string_view quantifier) {
  expression(node.lexpr, Binding::sum);
  word(" ");
  operator_name(node.name);
  word(quantifier);
  expression(node.rexpr);
  word(")");
}

}  // namespace mimar::sql
