#include "sql/tree_facts.h"

#include <algorithm>
#include <cstdlib>

#include "model/quote.h"
#include "sql/print.h"
#include "sql/walk.h"

namespace mimar::sql {

model::Origin origin(const Context& context, int location) {
  SourceSpan span = context.where;
  if (location < 0) return {span};
  const std::string_view before = context.sql.substr(0, static_cast<std::size_t>(location));
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = static_cast<std::uint32_t>(before.size() - line_start);
  span.column = lines == 0 ? span.column + column : column + 1;
  span.line += lines;
  span.offset += static_cast<std::uint32_t>(location);
  span.length = 0;
  return {span};
}

model::Name name_of(const RangeVar* relation) {
  return {text_of(relation->schemaname), text_of(relation->relname)};
}

model::Name name_of(const List* names) {
  const Items items(names);
  if (items.empty()) return {};
  const std::string schema = items.size() > 1 ? string_of(items[items.size() - 2]) : "";
  return {schema, string_of(items.back())};
}

model::Name name_of_object(const Node* object) {
  switch (tag_of(object)) {
    case T_List: return name_of(&as<List>(object));
    case T_String: return {"", string_of(object)};
    case T_TypeName: return data_type(&as<TypeName>(object)).name;
    case T_ObjectWithArgs: return name_of(as<ObjectWithArgs>(object).objname);
    case T_RangeVar: return name_of(&as<RangeVar>(object));
    default: return {};
  }
}

std::vector<std::string> strings(const List* list) {
  std::vector<std::string> result;
  for (const Node* item : Items(list))
    result.push_back(string_of(item));
  return result;
}

bool is_temporary(const RangeVar* relation) {
  const std::string schema = text_of(relation->schemaname);
  return relation->relpersistence == 't' || schema == "pg_temp";
}

std::string option_text(const Node* value) {
  if (value == nullptr) return "true";
  switch (tag_of(value)) {
    case T_String: return string_of(value);
    case T_Integer: return std::to_string(as<Integer>(value).ival);
    case T_Float: return text_of(as<Float>(value).fval);
    case T_Boolean: return as<Boolean>(value).boolval ? "true" : "false";
    case T_TypeName: return name_of(as<TypeName>(value).names).text();
    case T_List: return name_of(&as<List>(value)).text();
    default: return "";
  }
}

std::map<std::string, std::string> options(const List* definitions) {
  std::map<std::string, std::string> result;
  for (const Node* item : Items(definitions)) {
    const auto& option = as<DefElem>(item);
    const std::string space = text_of(option.defnamespace);
    result[(space.empty() ? "" : space + ".") + text_of(option.defname)] = option_text(option.arg);
  }
  return result;
}

namespace {

bool collect_columns(Node* node, void* found) {
  if (node == nullptr) return false;
  if (tag_of(node) == T_ColumnRef) {
    const Node* last = Items(as<ColumnRef>(node).fields).back();
    if (tag_of(last) == T_String) {
      auto& columns = *static_cast<std::set<std::string>*>(found);
      columns.insert(string_of(last));
    }
    return false;
  }
  return visit_children(node, &collect_columns, found);
}

std::string implied_by_function(const SQLValueFunction& function) {
  switch (function.op) {
    case SVFOP_CURRENT_DATE: return "current_date";
    case SVFOP_CURRENT_TIME:
    case SVFOP_CURRENT_TIME_N: return "current_time";
    case SVFOP_CURRENT_TIMESTAMP:
    case SVFOP_CURRENT_TIMESTAMP_N: return "current_timestamp";
    case SVFOP_LOCALTIME:
    case SVFOP_LOCALTIME_N: return "localtime";
    case SVFOP_LOCALTIMESTAMP:
    case SVFOP_LOCALTIMESTAMP_N: return "localtimestamp";
    case SVFOP_CURRENT_ROLE: return "current_role";
    case SVFOP_CURRENT_USER: return "current_user";
    case SVFOP_USER: return "user";
    case SVFOP_SESSION_USER: return "session_user";
    case SVFOP_CURRENT_CATALOG: return "current_catalog";
    case SVFOP_CURRENT_SCHEMA: return "current_schema";
  }
  return "";
}

struct Implied {
  std::string name;
  int strength = 0;  // a type's name (1) gives way to anything better (2)
};

Implied implied(const Node* node);

Implied better(const Node* inner, Implied fallback) {
  Implied result = implied(inner);
  return result.strength > 1 || fallback.name.empty() ? result : fallback;
}

Implied implied_by_subquery(const SubLink& link) {
  if (link.subLinkType == EXISTS_SUBLINK) return {"exists", 2};
  if (link.subLinkType == ARRAY_SUBLINK) return {"array", 2};
  if (link.subLinkType != EXPR_SUBLINK || tag_of(link.subselect) != T_SelectStmt) return {};
  const SelectStmt* select = &as<SelectStmt>(link.subselect);
  while (select->op != SETOP_NONE)
    select = select->larg;
  if (select->targetList == nullptr) return {};
  const auto& target = as<ResTarget>(Items(select->targetList)[0]);
  return target.name != nullptr ? Implied{target.name, 2} : implied(target.val);
}

Implied implied(const Node* node) {
  if (node == nullptr) return {};
  switch (tag_of(node)) {
    case T_ColumnRef: {
      const Node* last = Items(as<ColumnRef>(node).fields).back();
      if (tag_of(last) == T_String) return {string_of(last), 2};
      return {};
    }
    case T_A_Indirection: {
      const Node* last = Items(as<A_Indirection>(node).indirection).back();
      if (tag_of(last) == T_String) return {string_of(last), 2};
      return implied(as<A_Indirection>(node).arg);
    }
    case T_FuncCall: return {name_of(as<FuncCall>(node).funcname).name, 2};
    case T_A_Expr:
      if (as<A_Expr>(node).kind == AEXPR_NULLIF) return {"nullif", 2};
      return {};
    case T_TypeCast: {
      const auto& cast = as<TypeCast>(node);
      return better(cast.arg, {name_of(cast.typeName->names).name, 1});
    }
    case T_CollateClause: return implied(as<CollateClause>(node).arg);
    case T_GroupingFunc: return {"grouping", 2};
    case T_SubLink: return implied_by_subquery(as<SubLink>(node));
    case T_CaseExpr: {
      const void* otherwise = as<CaseExpr>(node).defresult;
      return better(static_cast<const Node*>(otherwise), {"case", 1});
    }
    case T_A_ArrayExpr: return {"array", 2};
    case T_RowExpr: return {"row", 2};
    case T_CoalesceExpr: return {"coalesce", 2};
    case T_MinMaxExpr: return {as<MinMaxExpr>(node).op == IS_GREATEST ? "greatest" : "least", 2};
    case T_SQLValueFunction: return {implied_by_function(as<SQLValueFunction>(node)), 2};
    case T_XmlExpr: return {"", 0};
    case T_XmlSerialize: return {"xmlserialize", 2};
    default: return {};
  }
}

}  // namespace

model::Expression expression(const Node* node) {
  model::Expression result(print_expression(node));
  std::set<std::string> columns;
  collect_columns(const_cast<Node*>(node), &columns);
  for (const std::string& column : columns) {
    result.references.push_back({model::Reference::Kind::relation, {}, column});
  }
  return result;
}

std::string implied_name(const Node* node) {
  return implied(node).name;
}

}  // namespace mimar::sql
