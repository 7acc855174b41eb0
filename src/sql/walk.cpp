#include "sql/walk.h"

namespace mimar::sql {
namespace {

// The nodes that raw_expression_tree_walker() of PostgreSQL 15 has a case for.
bool walker_knows(NodeTag tag) {
  switch (tag) {
    case T_A_ArrayExpr:
    case T_A_Const:
    case T_A_Expr:
    case T_A_Indices:
    case T_A_Indirection:
    case T_A_Star:
    case T_Alias:
    case T_BitString:
    case T_BoolExpr:
    case T_Boolean:
    case T_BooleanTest:
    case T_CaseExpr:
    case T_CoalesceExpr:
    case T_CollateClause:
    case T_ColumnDef:
    case T_ColumnRef:
    case T_CommonTableExpr:
    case T_CurrentOfExpr:
    case T_DeleteStmt:
    case T_Float:
    case T_FuncCall:
    case T_GroupingFunc:
    case T_GroupingSet:
    case T_IndexElem:
    case T_InferClause:
    case T_InsertStmt:
    case T_Integer:
    case T_IntoClause:
    case T_JoinExpr:
    case T_List:
    case T_LockingClause:
    case T_MergeStmt:
    case T_MergeWhenClause:
    case T_MinMaxExpr:
    case T_MultiAssignRef:
    case T_NamedArgExpr:
    case T_NullTest:
    case T_OnConflictClause:
    case T_PLAssignStmt:
    case T_ParamRef:
    case T_RangeFunction:
    case T_RangeSubselect:
    case T_RangeTableFunc:
    case T_RangeTableFuncCol:
    case T_RangeTableSample:
    case T_RangeVar:
    case T_ResTarget:
    case T_RowExpr:
    case T_SQLValueFunction:
    case T_SelectStmt:
    case T_SetToDefault:
    case T_SortBy:
    case T_String:
    case T_SubLink:
    case T_TypeCast:
    case T_TypeName:
    case T_UpdateStmt:
    case T_WindowDef:
    case T_WithClause:
    case T_XmlExpr:
    case T_XmlSerialize: return true;
    default: return false;
  }
}

}  // namespace

bool visit_children(const Node* node, bool (*visit)(Node*, void*), void* context) {
  if (tag_of(node) == T_ReturnStmt)
    return visit(const_cast<Node*>(as<ReturnStmt>(node).returnval), context);
  if (!walker_knows(tag_of(node))) return false;
  // The walker is declared without a prototype, so that every signature fits.
  using Anything = bool (*)();
  return raw_expression_tree_walker(
      const_cast<Node*>(node), reinterpret_cast<Anything>(reinterpret_cast<void*>(visit)), context);
}

}  // namespace mimar::sql
