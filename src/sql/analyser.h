#pragma once
// Parse analysis without a server: rewrites a raw parse tree into the most explicit tree of the
// same meaning, in which every implicit conversion is a cast, every column carries its FROM item,
// every constant its type and one spelling. Two texts that PostgreSQL stores alike become the same
// tree; its own deparse of what it stored does too.

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "model/expression.h"
#include "sql/make_nodes.h"
#include "sql/overload.h"
#include "sql/tree_facts.h"
#include "sql/universe.h"

namespace mimar::sql {

struct Typed {
  Node* node = nullptr;
  Type type;
};

// A column that can be named at some point of a query, and what stands for it there.
struct VisibleColumn {
  std::string name;
  Node* node = nullptr;
  Type type;
  model::Name relation;  // of a real column, for references; else empty
  std::string column;
  Collation collation = {};
};

struct FromItem {
  std::string alias;
  model::Name relation;  // the table or view behind it, or empty
  std::string label;     // its name in the comparison form
  std::vector<VisibleColumn> columns;
  bool open = false;  // there may be columns we do not know
};

struct Scope {
  const Scope* outer = nullptr;
  std::vector<FromItem> items;
  std::vector<VisibleColumn> columns;  // those `*` stands for
};

struct CommonTable {
  std::string name;
  OutputColumns columns;
  bool known = true;
};

struct AnalysedQuery {
  Node* node = nullptr;
  OutputColumns columns;
};

// The columns of views, so that queries over them are known (output_columns.cpp).
void learn_columns(Universe& universe, const std::vector<model::View>& views);

class Analyser {
 public:
  explicit Analyser(const Universe& universe)
      : universe_(universe), doubts_before_(universe.doubts()) {}

  // An expression over one table's columns, spelt without the table's name.
  void set_table(const model::Name& table, const OutputColumns& columns);
  // Over the rows OLD and NEW of a table, as in the conditions of triggers and rules.
  void set_rows(const model::Name& table, const OutputColumns& columns);
  // Over the arguments of a function, which may be called by their names or by function.name.
  // `$n` is the n-th of those that are `inputs`.
  void set_arguments(const model::Name& function, const OutputColumns& arguments,
                     const std::vector<std::size_t>& inputs);
  // A statement of a rule or of a function's body; `named`: somebody sees the names of its output.
  Node* statement(const Node* node, bool named);
  Typed expression(const Node* node);
  Node* boolean_expression(const Node* node);
  Node* coerce(const Typed& value, const Type& target);
  Node* assign(const Typed& value, const Type& target);
  AnalysedQuery query(const Node* node);

  // Not where a name may mean something else, because the search path varied.
  bool certain() const { return certain_ && universe_.doubts() == doubts_before_; }
  // Whether a query's output columns are all there.
  bool all_columns() const { return !columns_lost_; }
  // What every `*` among output columns stands for, by its place in the text; nothing where its
  // columns are not known or have no name of their own.
  const std::map<int, std::optional<std::string>>& stars() const { return stars_; }
  std::vector<model::Reference> references() const;

 private:
  using Nodes = std::vector<Node*>;
  using Values = std::vector<Typed>;

  Typed uncertain(Node* node) {
    certain_ = false;
    return {node, unknowable};
  }
  void refer(model::Reference::Kind kind, const model::Name& name, const std::string& column = {});
  void refer(const Type& type);
  Values values(const List* list);
  Type common(const Values& values);
  List* coerced(const Values& values, const Type& type);

  // analyse_expression.cpp
  Typed analysed(const Node* node);
  Typed constant(const A_Const& value);
  Typed logic(const BoolExpr& node);
  Typed null_test(const NullTest& node);
  Typed boolean_test(const BooleanTest& node);
  Typed case_of(const CaseExpr& node);
  Typed coalesce(const CoalesceExpr& node);
  Typed extreme(const MinMaxExpr& node);
  Typed array(const A_ArrayExpr& node, const Type* wanted);
  Typed indirection(const A_Indirection& node);
  Type subscripts(const Type& type, std::span<const Node* const> parts, Nodes& made);
  Values row_values(const RowExpr& node);
  Typed row(const RowExpr& node);
  Typed sublink(const SubLink& node);
  void row_sublink(const SubLink& node, const OutputColumns& columns, SubLink* made);
  Typed keyword_value(const SQLValueFunction& node);
  Typed less_common(const Node* node);
  // analyse_cast.cpp
  Typed cast(const TypeCast& node);
  Typed cast_to(const Typed& value, const Type& target);
  Typed under_collation(const Typed& value, const Type& target);
  Typed constant_interval(const Node* value, const Type& target);
  Node* literal(const Node* node, const Type& target);
  Node* base_literal(const Node* node, const Type& base);
  std::string text_search_literal(const std::string& text, bool dictionary);
  std::optional<std::string> normal_value(const Type& base, const std::string& value);
  std::optional<std::string> value_of_user_type(const UserType& type, const std::string& value);
  std::string object_literal(const std::string& text);
  std::optional<std::string> type_literal(const std::string& text) const;
  // analyse_operator.cpp
  Typed operation(const A_Expr& node);
  bool of_extension(const Type& type) const;
  Typed with_schema(const List* name, const Typed& made, const std::vector<Type>& operands);
  // `schema`: of OPERATOR(schema.name), or "".
  Typed apply(std::string_view name, const Typed& left, const Typed& right,
              const std::string& schema = {});
  Typed operate(const List* name, const Typed& left, const Typed& right);
  bool unknown_operator(const List* name) const;
  List* operator_name(std::string_view name, const std::string& schema,
                      const Resolved& resolved) const;
  Typed apply_rows(std::string_view name, const RowExpr& left, const RowExpr& right);
  Typed prefix(std::string_view name, const Typed& operand, const std::string& schema);
  Typed in_list(const A_Expr& node);
  void doubt_hidden_operator(const Type& type);
  Typed quantified(std::string_view name, const Typed& left, const Typed& array, A_Expr_Kind kind,
                   const std::string& schema = {});
  Typed between(const A_Expr& node);
  Typed distinct(const A_Expr& node);
  Typed distinct_from_null(const A_Expr& node, const Node* operand);
  Typed distinct_values(const Typed& left, const Typed& right);
  Typed guess(std::string_view name, const Typed& left, const Typed& right);
  Typed join_logic(BoolExprType kind, const Values& parts);
  Typed negate(const Typed& value);
  // analyse_call.cpp
  Typed call(const FuncCall& node);
  Type as_cast(const FuncCall& node, const std::vector<const Signature*>& candidates,
               const Values& arguments) const;
  Typed called(const FuncCall& node, const std::vector<const Signature*>& candidates,
               Values arguments, FuncCall* made);
  void sort_as_converted(const FuncCall& node, const Values& arguments, const Nodes& converted,
                         FuncCall* made);
  List* order(const List* sorts, bool repeated);
  void unify_hypothetical(std::string_view name, std::size_t direct, Values& arguments);
  Node* offset(const WindowDef& window, const Node* written);
  WindowDef* window(const WindowDef* window);
  WindowDef* over(const WindowDef* window);
  // analyse_column.cpp
  Typed column(const ColumnRef& ref);
  Typed unqualified(const std::string& name);
  Typed qualified(const std::string& schema, const std::string& table, const std::string& name);
  Typed found(const VisibleColumn& column);
  // analyse_collation.cpp
  static List* collation_name(List* written);
  void note_collation(const Type& type);
  Collation collation_of(const Typed& value, const Node* written) const;
  Collation either(const Type& type, const Collation& a, const Collation& b) const;
  bool collatable(const Type& type) const;
  Typed whole_row(const FromItem& item);
  const FromItem* find_item(const std::string& schema, const std::string& table) const;
  const FromItem* item_of_row(const Node* node) const;
  // analyse_query.cpp
  AnalysedQuery select(const SelectStmt& select, const Scope* outer, bool named);
  AnalysedQuery subquery(const Node* node, const Scope* outer, bool named);
  AnalysedQuery arm(const SelectStmt& select, const Scope* outer, bool named);
  AnalysedQuery set_operation(const SelectStmt& select, const Scope* outer, bool named);
  AnalysedQuery values_query(const SelectStmt& select, bool named);
  AnalysedQuery simple_select(const SelectStmt& select, bool named);
  WithClause* common_tables(const WithClause* with, const Scope* outer);
  Values targets(const List* list, OutputColumns& columns);
  void star(const ColumnRef& ref, Values& values, OutputColumns& columns);
  void note_star(const ColumnRef& ref, const FromItem* item);
  std::optional<std::string> spelt_out(const std::vector<VisibleColumn>& columns) const;
  std::string spelt_out(const VisibleColumn& column) const;
  void set_order(const SelectStmt& select, SelectStmt* made, const std::vector<std::string>& names);
  Node* sort_key(const Node* node, const Values& targets, const std::vector<std::string>& names,
                 bool output_first);
  List* distinct_keys(const List* list, const SelectStmt& made, const Values& targets,
                      const std::vector<std::string>& names);
  List* sorts(const List* list, const Values& targets, const std::vector<std::string>& names);
  List* groups(const List* list, const Values& targets, const std::vector<std::string>& names);
  Node* grouping_set(const GroupingSet& set, const Values& targets,
                     const std::vector<std::string>& names);
  SortBy* sort(const SortBy& sort, Node* key);
  void type_output(Node* query, std::size_t i, const Type& type);
  void limits(const SelectStmt& select, SelectStmt* made);
  // analyse_change.cpp
  Node* assigned(const Node* value, const Type& type);
  const OutputColumns* changed(const RangeVar& relation, Scope& scope, RangeVar** made);
  AnalysedQuery change(const Node* node, const Scope* outer);
  AnalysedQuery insert(const InsertStmt& insert);
  AnalysedQuery update(const UpdateStmt& update);
  AnalysedQuery erase(const DeleteStmt& erase);
  void inserted(const InsertStmt& insert, const OutputColumns& columns, InsertStmt* made);
  List* assignments(const List* list, const OutputColumns* columns);
  OnConflictClause* on_conflict(const OnConflictClause& clause, const Scope& target,
                                const OutputColumns* columns);
  OutputColumns returning(const List* list, List** made);
  void name_targets(std::vector<std::string>& names, const OutputColumns& columns,
                    std::size_t count, InsertStmt* made);
  void check_assigned(const std::vector<std::string>& names, const OutputColumns& columns,
                      const OutputColumns& output);
  List* row_of(const List& row, const std::vector<std::string>& names,
               const OutputColumns& columns);
  // analyse_from.cpp
  Node* from_item(const Node* node, Scope& scope);
  Node* relation(const RangeVar& relation, Scope& scope);
  Node* join(const JoinExpr& join, Scope& scope);
  Node* function_item(const RangeFunction& item, Scope& scope);
  List* column_definitions(const List* list, OutputColumns& columns);
  Node* subselect(const RangeSubselect& item, Scope& scope);
  void merge(Scope& scope, std::size_t first_column, const std::vector<VisibleColumn>& left,
             const std::vector<VisibleColumn>& right, const std::vector<std::string>& shared,
             JoinExpr* made);
  VisibleColumn merged_column(JoinType kind, const std::string& name, const VisibleColumn& left,
                              const VisibleColumn& right);
  OutputColumns row_columns(const Node* call, const Type& type) const;
  void add_item(Scope& scope, FromItem item, const OutputColumns& columns, const Alias* alias);
  std::string new_label() { return "t" + std::to_string(++labels_); }

  const Universe& universe_;
  const std::size_t doubts_before_;
  // Until its end names mean what they mean in `scope`; the tables of WITH met meanwhile end with
  // it, and so do labels: the same subquery is labelled alike wherever it stands.
  class Level {
   public:
    Level(Analyser& analyser, const Scope* scope)
        : analyser_(analyser),
          before_(std::exchange(analyser.scope_, scope)),
          tables_before_(analyser.common_tables_.size()),
          labels_before_(analyser.labels_) {}
    ~Level() {
      analyser_.scope_ = before_;
      analyser_.labels_ = labels_before_;
      analyser_.common_tables_.resize(tables_before_);
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Analyser& analyser_;
    const Scope* before_;
    std::size_t tables_before_;
    int labels_before_;
  };

  const Scope* scope_ = nullptr;
  Scope table_scope_;
  std::vector<VisibleColumn> parameters_;  // $1, $2 ...
  std::vector<CommonTable> common_tables_;
  const List* windows_ = nullptr;  // those with a name, of the query at hand
  std::set<model::Reference> references_;
  std::map<int, std::optional<std::string>> stars_;
  bool certain_ = true;
  bool columns_lost_ = false;  // a `*` stands for columns that are not known
  // Whether something with a collation of its own was met; that of the last column.
  bool collated_ = false;
  Collation last_collation_;
  bool resolve_unknown_ =
      true;  // false in the arms of a set operation: the other side may give a type
  int labels_ = 0;
};

}  // namespace mimar::sql
