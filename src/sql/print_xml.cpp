// The constructs of SQL/XML, which have a grammar of their own.

#include "sql/printer.h"

namespace mimar::sql {
namespace {

std::string_view content_or_document(XmlOptionType option) {
  return option == XMLOPTION_DOCUMENT ? "DOCUMENT " : "CONTENT ";
}

bool is_true(const Node* node) {
  return tag_of(node) == T_A_Const && !as<A_Const>(node).isnull &&
         tag_of(&as<A_Const>(node).val.node) == T_Boolean && as<A_Const>(node).val.boolval.boolval;
}

}  // namespace

void Printer::xml(const XmlExpr& node) {
  switch (node.op) {
    case IS_XMLCONCAT: word("XMLCONCAT("); break;
    case IS_XMLELEMENT: return xml_element(node);
    case IS_XMLFOREST: word("XMLFOREST("); break;
    case IS_XMLPARSE: return xml_parse(node);
    case IS_XMLPI:
      word("XMLPI(NAME ");
      name(node.name);
      if (node.args != nullptr) word(", ");
      break;
    case IS_XMLROOT: return xml_root(node);
    case IS_XMLSERIALIZE: return unknown();  // the parser makes an XmlSerialize of it
    case IS_DOCUMENT:
      expression(Items(node.args)[0], Binding::comparison);
      return word(" IS DOCUMENT");
  }
  if (node.named_args != nullptr) targets(node.named_args);
  expressions(node.args);
  word(")");
}

void Printer::xml_element(const XmlExpr& node) {
  word("XMLELEMENT(NAME ");
  name(node.name);
  if (node.named_args != nullptr) {
    word(", XMLATTRIBUTES(");
    targets(node.named_args);
    word(")");
  }
  if (node.args != nullptr) word(", ");
  expressions(node.args);
  word(")");
}

void Printer::xml_parse(const XmlExpr& node) {
  const Items arguments(node.args);
  word("XMLPARSE(");
  word(content_or_document(node.xmloption));
  expression(arguments[0]);
  word(is_true(arguments[1]) ? " PRESERVE WHITESPACE)" : ")");
}

void Printer::xml_root(const XmlExpr& node) {
  const Items arguments(node.args);
  word("XMLROOT(");
  expression(arguments[0]);
  word(", VERSION ");
  if (tag_of(arguments[1]) == T_A_Const && as<A_Const>(arguments[1]).isnull) {
    word("NO VALUE");
  } else {
    expression(arguments[1]);
  }
  // XmlStandaloneType of PostgreSQL's utils/xml.h, which our parser does not install.
  switch (as<A_Const>(arguments[2]).val.ival.ival) {
    case 0: return word(", STANDALONE YES)");
    case 1: return word(", STANDALONE NO)");
    case 2: return word(", STANDALONE NO VALUE)");
    default: return word(")");
  }
}

void Printer::xml_serialize(const XmlSerialize& node) {
  word("XMLSERIALIZE(");
  word(content_or_document(node.xmloption));
  expression(node.expr);
  word(" AS ");
  type(*node.typeName);
  word(")");
}

// XMLTABLE(XMLNAMESPACES(uri AS name), row PASSING document COLUMNS name type PATH path ...).
void Printer::xml_table(const RangeTableFunc& item) {
  word(item.lateral ? "LATERAL XMLTABLE(" : "XMLTABLE(");
  if (item.namespaces != nullptr) {
    word("XMLNAMESPACES(");
    separated(item.namespaces, ", ", [this](const Node* node) {
      const auto& space = as<ResTarget>(node);
      if (space.name == nullptr) word("DEFAULT ");
      expression(space.val, Binding::other_operator);
      if (space.name == nullptr) return;
      word(" AS ");
      name(space.name);
    });
    word("), ");
  }
  word("(");
  expression(item.rowexpr);
  word(") PASSING (");
  expression(item.docexpr);
  word(") COLUMNS ");
  separated(item.columns, ", ",
            [this](const Node* node) { xml_column(as<RangeTableFuncCol>(node)); });
  word(")");
  alias(item.alias);
}

void Printer::xml_column(const RangeTableFuncCol& column) {
  name(column.colname);
  if (column.for_ordinality) return word(" FOR ORDINALITY");
  word(" ");
  type(*column.typeName);
  if (column.colexpr != nullptr) {
    word(" PATH (");
    expression(column.colexpr);
    word(")");
  }
  if (column.coldefexpr != nullptr) {
    word(" DEFAULT (");
    expression(column.coldefexpr);
    word(")");
  }
  if (column.is_not_null) word(" NOT NULL");
}

}  // namespace mimar::sql
