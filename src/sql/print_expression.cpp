#include <array>

#include "model/quote.h"
#include "sql/printer.h"

namespace mimar::sql {

std::string Printer::take() {
  return known_ ? std::move(out_) : std::string();
}

void Printer::name(const char* identifier) {
  out_ += model::quote_identifier(text_of(identifier));
}

void Printer::names(const List* parts) {
  separated(parts, ".", [this](const Node* part) {
    if (tag_of(part) == T_A_Star)
      word("*");
    else
      out_ += model::quote_identifier(string_of(part));
  });
}

void Printer::name_list(const List* identifiers) {
  separated(identifiers, ", ",
            [this](const Node* part) { out_ += model::quote_identifier(string_of(part)); });
}

void Printer::expressions(const List* list) {
  separated(list, ", ", [this](const Node* item) { expression(item); });
}

void Printer::expression(const Node* node, Binding at_least) {
  if (node == nullptr) return unknown();
  const bool parenthesised = binding_of(node) < at_least;
  if (parenthesised) word("(");
  bare(node);
  if (parenthesised) word(")");
}

void Printer::bare(const Node* node) {
  switch (tag_of(node)) {
    case T_ColumnRef: return column(as<ColumnRef>(node));
    case T_A_Const: return constant(as<A_Const>(node));
    case T_TypeCast: return cast(as<TypeCast>(node));
    case T_A_Expr: return operation(as<A_Expr>(node));
    case T_BoolExpr: return logic(as<BoolExpr>(node));
    case T_FuncCall: return call(as<FuncCall>(node));
    case T_NullTest:
    case T_BooleanTest: return tests(node);
    case T_CaseExpr: return case_of(as<CaseExpr>(node));
    case T_SubLink: return sublink(as<SubLink>(node));
    case T_A_Indirection: return indirection(as<A_Indirection>(node));
    case T_SQLValueFunction: return keyword_value(as<SQLValueFunction>(node));
    case T_RowExpr: return row(as<RowExpr>(node));
    case T_XmlExpr: return xml(as<XmlExpr>(node));
    default: return rarely_seen(node);
  }
}

void Printer::rarely_seen(const Node* node) {
  const auto listed = [this](std::string_view open, const List* list, std::string_view close) {
    word(open);
    expressions(list);
    word(close);
  };
  switch (tag_of(node)) {
    case T_A_ArrayExpr: return listed("ARRAY[", as<A_ArrayExpr>(node).elements, "]");
    case T_CoalesceExpr: return listed("COALESCE(", as<CoalesceExpr>(node).args, ")");
    case T_GroupingFunc: return listed("GROUPING(", as<GroupingFunc>(node).args, ")");
    case T_MinMaxExpr:
      return listed(as<MinMaxExpr>(node).op == IS_GREATEST ? "GREATEST(" : "LEAST(",
                    as<MinMaxExpr>(node).args, ")");
    case T_CollateClause:
      expression(as<CollateClause>(node).arg, Binding::collate);
      word(" COLLATE ");
      return names(as<CollateClause>(node).collname);
    case T_NamedArgExpr:
      name(as<NamedArgExpr>(node).name);
      word(" => ");
      return expression(reinterpret_cast<const Node*>(as<NamedArgExpr>(node).arg));
    case T_ParamRef:
      out_ += as<ParamRef>(node).number > 0 ? "$" + std::to_string(as<ParamRef>(node).number) : "?";
      return;
    case T_XmlSerialize: return xml_serialize(as<XmlSerialize>(node));
    case T_SetToDefault: return word("DEFAULT");
    case T_SortBy: return sort(as<SortBy>(node));
    case T_CurrentOfExpr:
      if (as<CurrentOfExpr>(node).cursor_name == nullptr) return unknown();
      word("CURRENT OF ");
      return name(as<CurrentOfExpr>(node).cursor_name);
    default: return unknown();
  }
}

void Printer::column(const ColumnRef& ref) {
  names(ref.fields);
}

void Printer::constant(const A_Const& value) {
  if (value.isnull) return word("NULL");
  switch (tag_of(&value.val.node)) {
    case T_Integer: out_ += std::to_string(value.val.ival.ival); return;
    case T_Float: out_ += text_of(value.val.fval.fval); return;
    case T_Boolean: return word(value.val.boolval.boolval ? "true" : "false");
    case T_String: out_ += model::quote_literal(text_of(value.val.sval.sval)); return;
    case T_BitString: {
      const std::string bits = text_of(value.val.bsval.bsval);  // "b0101" or "xFF"
      out_ += bits.substr(0, 1) + "'" + bits.substr(bits.empty() ? 0 : 1) + "'";
      return;
    }
    default: return unknown();
  }
}

void Printer::cast(const TypeCast& cast) {
  expression(cast.arg, Binding::cast);
  word("::");
  type(*cast.typeName);
}

void Printer::logic(const BoolExpr& node) {
  if (node.boolop == NOT_EXPR) {
    word("NOT ");
    return expression(Items(node.args)[0], Binding::negation);
  }
  const bool conjunction = node.boolop == AND_EXPR;
  separated(node.args, conjunction ? " AND " : " OR ", [&](const Node* part) {
    expression(part, conjunction ? Binding::negation : Binding::conjunction);
  });
}

void Printer::tests(const Node* node) {
  if (tag_of(node) == T_NullTest) {
    const auto& test = as<NullTest>(node);
    expression(reinterpret_cast<const Node*>(test.arg), Binding::comparison);
    return word(test.nulltesttype == IS_NULL ? " IS NULL" : " IS NOT NULL");
  }
  constexpr std::array<std::string_view, 6> words = {
      " IS TRUE", " IS NOT TRUE", " IS FALSE", " IS NOT FALSE", " IS UNKNOWN", " IS NOT UNKNOWN"};
  const auto& test = as<BooleanTest>(node);
  expression(reinterpret_cast<const Node*>(test.arg), Binding::comparison);
  word(words[static_cast<std::size_t>(test.booltesttype)]);
}

void Printer::case_of(const CaseExpr& node) {
  word("CASE");
  if (node.arg != nullptr) {
    word(" ");
    expression(reinterpret_cast<const Node*>(node.arg));
  }
  for (const Node* item : Items(node.args)) {
    word(" WHEN ");
    expression(reinterpret_cast<const Node*>(as<CaseWhen>(item).expr));
    word(" THEN ");
    expression(reinterpret_cast<const Node*>(as<CaseWhen>(item).result));
  }
  if (node.defresult != nullptr) {
    word(" ELSE ");
    expression(reinterpret_cast<const Node*>(node.defresult));
  }
  word(" END");
}

// a.b[1] needs no parentheses, (a.b).c does.
void Printer::indirection(const A_Indirection& node) {
  const Items parts(node.indirection);
  const bool subscripted_column =
      tag_of(node.arg) == T_ColumnRef && !parts.empty() && tag_of(parts[0]) == T_A_Indices;
  if (subscripted_column || tag_of(node.arg) == T_ParamRef) {
    bare(node.arg);
  } else {
    word("(");
    expression(node.arg);
    word(")");
  }
  selections(node.indirection);
}

void Printer::selections(const List* parts) {
  for (const Node* part : Items(parts)) {
    if (tag_of(part) == T_A_Star) {
      word(".*");
    } else if (tag_of(part) == T_String) {
      word(".");
      out_ += model::quote_identifier(string_of(part));
    } else {
      const auto& indices = as<A_Indices>(part);
      word("[");
      if (indices.lidx != nullptr) expression(indices.lidx);
      if (indices.is_slice) word(":");
      if (indices.uidx != nullptr) expression(indices.uidx);
      word("]");
    }
  }
}

void Printer::sublink(const SubLink& node) {
  const auto parenthesised_query = [&] {
    word("(");
    query(node.subselect);
    word(")");
  };
  switch (node.subLinkType) {
    case EXISTS_SUBLINK: word("EXISTS "); return parenthesised_query();
    case ARRAY_SUBLINK: word("ARRAY"); return parenthesised_query();
    case EXPR_SUBLINK: return parenthesised_query();
    case ANY_SUBLINK:
    case ALL_SUBLINK:
      expression(node.testexpr, Binding::sum);
      word(" ");
      if (node.operName == nullptr) {
        word("IN ");
      } else {
        operator_name(node.operName);
        word(node.subLinkType == ANY_SUBLINK ? " ANY " : " ALL ");
      }
      return parenthesised_query();
    default: return unknown();
  }
}

void Printer::row(const RowExpr& node) {
  const bool implicit = node.row_format == COERCE_IMPLICIT_CAST && Items(node.args).size() > 1;
  word(implicit ? "(" : "ROW(");
  expressions(node.args);
  word(")");
}

void Printer::keyword_value(const SQLValueFunction& node) {
  switch (node.op) {
    case SVFOP_CURRENT_DATE: return word("CURRENT_DATE");
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: word("CURRENT_TIME"); break;
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: word("CURRENT_TIMESTAMP"); break;
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: word("LOCALTIME"); break;
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: word("LOCALTIMESTAMP"); break;
    case SVFOP_CURRENT_ROLE: return word("CURRENT_ROLE");
    case SVFOP_CURRENT_USER: return word("CURRENT_USER");
    case SVFOP_USER: return word("USER");
    case SVFOP_SESSION_USER: return word("SESSION_USER");
    case SVFOP_CURRENT_CATALOG: return word("CURRENT_CATALOG");
    case SVFOP_CURRENT_SCHEMA: return word("CURRENT_SCHEMA");
  }
  if (node.typmod >= 0) out_ += "(" + std::to_string(node.typmod) + ")";
}

void Printer::sort(const SortBy& sort) {
  expression(sort.node);
  if (sort.sortby_dir == SORTBY_ASC) word(" ASC");
  if (sort.sortby_dir == SORTBY_DESC) word(" DESC");
  if (sort.sortby_dir == SORTBY_USING) {
    word(" USING ");
    operator_name(sort.useOp);
  }
  if (sort.sortby_nulls == SORTBY_NULLS_FIRST) word(" NULLS FIRST");
  if (sort.sortby_nulls == SORTBY_NULLS_LAST) word(" NULLS LAST");
}

}  // namespace mimar::sql
