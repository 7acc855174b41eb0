// SELECT, VALUES, set operations, WITH.

#include "sql/printer.h"

namespace mimar::sql {
namespace {

// libpg_query counts an enumerator LIMIT_OPTION_DEFAULT before PostgreSQL's two.
bool with_ties(const SelectStmt& select) {
  constexpr int library_value = LIMIT_OPTION_WITH_TIES + 1;
  return static_cast<int>(select.limitOption) == library_value;
}

// In a set operation an operand with a tail of its own needs parentheses.
bool has_tail(const SelectStmt& select) {
  return select.sortClause != nullptr || select.limitCount != nullptr ||
         select.limitOffset != nullptr || select.lockingClause != nullptr ||
         select.withClause != nullptr;
}

bool distinct_on(const SelectStmt& select) {
  return select.distinctClause != nullptr && Items(select.distinctClause)[0] != nullptr;
}

}  // namespace

void Printer::query(const Node* node) {
  if (node == nullptr) return unknown();
  switch (tag_of(node)) {
    case T_SelectStmt: return select(as<SelectStmt>(node));
    case T_InsertStmt: return insert(as<InsertStmt>(node));
    case T_UpdateStmt: return update(as<UpdateStmt>(node));
    case T_DeleteStmt: return erase(as<DeleteStmt>(node));
    default: return unknown();
  }
}

void Printer::select(const SelectStmt& select) {
  if (select.intoClause != nullptr) return unknown();
  with(select.withClause);
  if (select.op != SETOP_NONE)
    set_operation(select);
  else
    simple_select(select);
  select_tail(select);
}

void Printer::set_operation(const SelectStmt& select) {
  set_operand(*select.larg);
  word(select.op == SETOP_UNION       ? " UNION "
       : select.op == SETOP_INTERSECT ? " INTERSECT "
                                      : " EXCEPT ");
  if (select.all) word("ALL ");
  set_operand(*select.rarg);
}

void Printer::set_operand(const SelectStmt& select) {
  const bool parenthesised = select.op != SETOP_NONE || has_tail(select);
  if (parenthesised) word("(");
  this->select(select);
  if (parenthesised) word(")");
}

void Printer::simple_select(const SelectStmt& select) {
  if (select.valuesLists != nullptr) {
    word("VALUES ");
    return separated(select.valuesLists, ", ", [this](const Node* row) {
      word("(");
      expressions(reinterpret_cast<const List*>(row));
      word(")");
    });
  }
  word("SELECT");
  if (select.distinctClause != nullptr) word(" DISTINCT");
  if (distinct_on(select)) {
    word(" ON (");
    expressions(select.distinctClause);
    word(")");
  }
  if (select.targetList != nullptr) word(" ");
  targets(select.targetList);
  if (select.fromClause != nullptr) {
    word(" FROM ");
    from(select.fromClause);
  }
  clause(" WHERE ", select.whereClause);
  if (select.groupClause != nullptr) {
    word(select.groupDistinct ? " GROUP BY DISTINCT " : " GROUP BY ");
    groups(select.groupClause);
  }
  clause(" HAVING ", select.havingClause);
  if (select.windowClause == nullptr) return;
  word(" WINDOW ");
  separated(select.windowClause, ", ", [this](const Node* item) {
    name(as<WindowDef>(item).name);
    word(" AS ");
    window(as<WindowDef>(item));
  });
}

void Printer::targets(const List* targets) {
  separated(targets, ", ", [this](const Node* item) {
    const auto& target = as<ResTarget>(item);
    expression(target.val);
    if (target.name == nullptr) return;
    word(" AS ");
    name(target.name);
  });
}

void Printer::groups(const List* items) {
  separated(items, ", ", [this](const Node* item) {
    if (tag_of(item) != T_GroupingSet) return expression(item);
    const auto& set = as<GroupingSet>(item);
    switch (set.kind) {
      case GROUPING_SET_EMPTY: return word("()");
      case GROUPING_SET_SIMPLE: break;
      case GROUPING_SET_ROLLUP: word("ROLLUP "); break;
      case GROUPING_SET_CUBE: word("CUBE "); break;
      case GROUPING_SET_SETS: word("GROUPING SETS "); break;
    }
    word("(");
    groups(set.content);
    word(")");
  });
}

void Printer::select_tail(const SelectStmt& select) {
  if (select.sortClause != nullptr) {
    word(" ORDER BY ");
    expressions(select.sortClause);
  }
  if (select.limitOffset != nullptr) {
    word(" OFFSET ");
    expression(select.limitOffset);
  }
  if (select.limitCount != nullptr && with_ties(select)) {
    word(" FETCH FIRST ");
    expression(select.limitCount, Binding::primary);
    word(" ROWS WITH TIES");
  } else if (select.limitCount != nullptr) {
    word(" LIMIT ");
    const bool all =
        tag_of(select.limitCount) == T_A_Const && as<A_Const>(select.limitCount).isnull;
    if (all)
      word("ALL");
    else
      expression(select.limitCount);
  }
  for (const Node* item : Items(select.lockingClause))
    locking(as<LockingClause>(item));
}

void Printer::locking(const LockingClause& clause) {
  switch (clause.strength) {
    case LCS_FORKEYSHARE: word(" FOR KEY SHARE"); break;
    case LCS_FORSHARE: word(" FOR SHARE"); break;
    case LCS_FORNOKEYUPDATE: word(" FOR NO KEY UPDATE"); break;
    case LCS_FORUPDATE: word(" FOR UPDATE"); break;
    case LCS_NONE: return unknown();
  }
  if (clause.lockedRels != nullptr) {
    word(" OF ");
    separated(clause.lockedRels, ", ", [this](const Node* item) { relation(as<RangeVar>(item)); });
  }
  if (clause.waitPolicy == LockWaitError) word(" NOWAIT");
  if (clause.waitPolicy == LockWaitSkip) word(" SKIP LOCKED");
}

void Printer::with(const WithClause* with) {
  if (with == nullptr) return;
  word(with->recursive ? "WITH RECURSIVE " : "WITH ");
  separated(with->ctes, ", ",
            [this](const Node* item) { common_table(as<CommonTableExpr>(item)); });
  word(" ");
}

void Printer::common_table(const CommonTableExpr& table) {
  name(table.ctename);
  if (table.aliascolnames != nullptr) {
    word("(");
    name_list(table.aliascolnames);
    word(")");
  }
  word(" AS ");
  if (table.ctematerialized == CTEMaterializeAlways) word("MATERIALIZED ");
  if (table.ctematerialized == CTEMaterializeNever) word("NOT MATERIALIZED ");
  word("(");
  query(table.ctequery);
  word(")");
  if (const CTESearchClause* search = table.search_clause) {
    word(search->search_breadth_first ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
    name_list(search->search_col_list);
    word(" SET ");
    name(search->search_seq_column);
  }
  if (const CTECycleClause* cycle = table.cycle_clause) {
    word(" CYCLE ");
    name_list(cycle->cycle_col_list);
    word(" SET ");
    name(cycle->cycle_mark_column);
    word(" TO ");
    expression(cycle->cycle_mark_value);
    word(" DEFAULT ");
    expression(cycle->cycle_mark_default);
    word(" USING ");
    name(cycle->cycle_path_column);
  }
}

}  // namespace mimar::sql
