// The FROM clause: relations, joins, subqueries, functions.

#include "sql/printer.h"

namespace mimar::sql {

void Printer::from(const List* items) {
  separated(items, ", ", [this](const Node* item) { from_item(item, false); });
}

void Printer::from_item(const Node* item, bool nested) {
  switch (tag_of(item)) {
    case T_RangeVar: return relation(as<RangeVar>(item));
    case T_JoinExpr: return join(as<JoinExpr>(item), nested);
    case T_RangeFunction: return function_item(as<RangeFunction>(item));
    case T_RangeTableFunc: return xml_table(as<RangeTableFunc>(item));
    case T_RangeTableSample: return sample(as<RangeTableSample>(item));
    case T_RangeSubselect: {
      const auto& subselect = as<RangeSubselect>(item);
      word(subselect.lateral ? "LATERAL (" : "(");
      query(subselect.subquery);
      word(")");
      return alias(subselect.alias);
    }
    default: return unknown();
  }
}

void Printer::relation(const RangeVar& relation) {
  if (!relation.inh) word("ONLY ");
  for (const char* part : {relation.catalogname, relation.schemaname}) {
    if (part == nullptr) continue;
    name(part);
    word(".");
  }
  name(relation.relname);
  alias(relation.alias);
}

void Printer::alias(const Alias* alias) {
  if (alias == nullptr) return;
  word(" AS ");
  name(alias->aliasname);
  if (alias->colnames == nullptr) return;
  word("(");
  name_list(alias->colnames);
  word(")");
}

void Printer::join(const JoinExpr& join, bool nested) {
  const bool parenthesised = nested || join.alias != nullptr;
  if (parenthesised) word("(");
  from_item(join.larg, false);
  if (join.isNatural) word(" NATURAL");
  switch (join.jointype) {
    case JOIN_LEFT: word(" LEFT JOIN "); break;
    case JOIN_RIGHT: word(" RIGHT JOIN "); break;
    case JOIN_FULL: word(" FULL JOIN "); break;
    default:
      word(join.usingClause == nullptr && join.quals == nullptr && !join.isNatural ? " CROSS JOIN "
                                                                                   : " JOIN ");
  }
  from_item(join.rarg, true);
  clause(" ON ", join.quals);
  if (join.usingClause != nullptr) {
    word(" USING (");
    name_list(join.usingClause);
    word(")");
    alias(join.join_using_alias);
  }
  if (parenthesised) word(")");
  alias(join.alias);
}

void Printer::function_item(const RangeFunction& item) {
  if (item.lateral) word("LATERAL ");
  if (item.is_rowsfrom) word("ROWS FROM (");
  separated(item.functions, ", ", [&](const Node* entry) {
    const Items pair(reinterpret_cast<const List*>(entry));
    expression(pair[0]);
    if (pair[1] == nullptr) return;
    word(" AS (");
    column_definitions(reinterpret_cast<const List*>(pair[1]));
    word(")");
  });
  if (item.is_rowsfrom) word(")");
  if (item.ordinality) word(" WITH ORDINALITY");
  alias(item.alias);
  if (item.coldeflist == nullptr) return;
  word(item.alias != nullptr ? "(" : " AS (");
  column_definitions(item.coldeflist);
  word(")");
}

void Printer::column_definitions(const List* definitions) {
  separated(definitions, ", ", [this](const Node* item) {
    name(as<ColumnDef>(item).colname);
    word(" ");
    type(*as<ColumnDef>(item).typeName);
    if (as<ColumnDef>(item).collClause == nullptr) return;
    word(" COLLATE ");
    names(as<ColumnDef>(item).collClause->collname);
  });
}

void Printer::sample(const RangeTableSample& item) {
  from_item(item.relation, false);
  word(" TABLESAMPLE ");
  names(item.method);
  word("(");
  expressions(item.args);
  word(")");
  if (item.repeatable == nullptr) return;
  word(" REPEATABLE (");
  expression(item.repeatable);
  word(")");
}

}  // namespace mimar::sql
