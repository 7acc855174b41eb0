#pragma once
// The parts of the printer (print.h), split over files by kind of node.

#include <string>
#include <string_view>

#include "sql/pg_tree.h"

namespace mimar::sql {

// How tightly an expression binds, loosest first (gram.y, "Precedence"). An operand is put in
// parentheses when it binds looser than its place allows.
enum class Binding : std::uint8_t {
  any,
  disjunction,
  conjunction,
  negation,
  test,
  comparison,
  matching,
  other_operator,
  sum,
  product,
  power,
  at_zone,
  collate,
  sign,
  cast,
  primary
};

class Printer {
 public:
  std::string take();  // "" when something unknown was met

  void expression(const Node* node, Binding at_least = Binding::any);
  void query(const Node* node);
  void type(const TypeName& type);

 private:
  void word(std::string_view text) { out_ += text; }
  void name(const char* identifier);
  void names(const List* parts);            // a.b.c
  void name_list(const List* identifiers);  // a, b
  void expressions(const List* list);       // a, b
  void unknown() { known_ = false; }
  template <class Each>
  void separated(const List* list, std::string_view separator, Each each) {
    bool first = true;
    for (const Node* item : Items(list)) {
      if (!first) out_ += separator;
      first = false;
      each(item);
    }
  }

  // print_expression.cpp
  void bare(const Node* node);
  void rarely_seen(const Node* node);
  void column(const ColumnRef& ref);
  void constant(const A_Const& value);
  void cast(const TypeCast& cast);
  void logic(const BoolExpr& node);
  void tests(const Node* node);
  void case_of(const CaseExpr& node);
  void indirection(const A_Indirection& node);
  void selections(const List* parts);
  void sublink(const SubLink& node);
  void row(const RowExpr& node);
  void keyword_value(const SQLValueFunction& node);
  void sort(const SortBy& sort);

  // print_operator.cpp
  void operation(const A_Expr& node);
  void operator_name(const List* name);
  void plain_operation(const A_Expr& node);
  void matching(const A_Expr& node, std::string_view positive);
  void between(const A_Expr& node, std::string_view words);
  void quantified(const A_Expr& node, std::string_view quantifier);

  // print_call.cpp
  void call(const FuncCall& node);
  bool special_call(const FuncCall& node);
  void call_tail(const FuncCall& node);
  void window(const WindowDef& window);
  void frame(const WindowDef& window);
  void frame_bound(const WindowDef& window, bool start);

  // print_xml.cpp
  void xml(const XmlExpr& node);
  void xml_element(const XmlExpr& node);
  void xml_parse(const XmlExpr& node);
  void xml_root(const XmlExpr& node);
  void xml_serialize(const XmlSerialize& node);
  void xml_table(const RangeTableFunc& item);
  void xml_column(const RangeTableFuncCol& column);

  // print_query.cpp
  void select(const SelectStmt& select);
  void set_operation(const SelectStmt& select);
  void set_operand(const SelectStmt& select);
  void simple_select(const SelectStmt& select);
  void targets(const List* targets);
  void groups(const List* items);
  void select_tail(const SelectStmt& select);
  void locking(const LockingClause& clause);
  void with(const WithClause* with);
  void common_table(const CommonTableExpr& table);
  // print_change.cpp
  void insert(const InsertStmt& insert);
  void on_conflict(const OnConflictClause& clause);
  void update(const UpdateStmt& update);
  void assignments(const List* targets);
  void erase(const DeleteStmt& erase);
  void clause(std::string_view keyword, const Node* condition);
  void returning(const List* list);

  // print_from.cpp
  void from(const List* items);
  void from_item(const Node* item, bool nested);
  void relation(const RangeVar& relation);
  void alias(const Alias* alias);
  void join(const JoinExpr& join, bool nested);
  void function_item(const RangeFunction& item);
  void column_definitions(const List* definitions);
  void sample(const RangeTableSample& item);

  std::string out_;
  bool known_ = true;
};

Binding binding_of(const Node* node);
// Is it this SQL construct with its own grammar (EXTRACT, AT TIME ZONE ...), spelt as a call of
// pg_catalog.<name>?
bool is_syntax_call(const Node* node, std::string_view name);

}  // namespace mimar::sql
