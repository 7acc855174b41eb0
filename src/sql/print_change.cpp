// INSERT, UPDATE, DELETE.

#include "sql/printer.h"

namespace mimar::sql {

void Printer::clause(std::string_view keyword, const Node* condition) {
  if (condition == nullptr) return;
  word(keyword);
  expression(condition);
}

void Printer::returning(const List* list) {
  if (list == nullptr) return;
  word(" RETURNING ");
  targets(list);
}

void Printer::insert(const InsertStmt& insert) {
  with(insert.withClause);
  word("INSERT INTO ");
  relation(*insert.relation);
  if (insert.cols != nullptr) {
    word(" (");
    separated(insert.cols, ", ", [this](const Node* item) {
      name(as<ResTarget>(item).name);
      selections(as<ResTarget>(item).indirection);
    });
    word(")");
  }
  if (insert.override == OVERRIDING_USER_VALUE) word(" OVERRIDING USER VALUE");
  if (insert.override == OVERRIDING_SYSTEM_VALUE) word(" OVERRIDING SYSTEM VALUE");
  if (insert.selectStmt == nullptr) {
    word(" DEFAULT VALUES");
  } else {
    word(" ");
    query(insert.selectStmt);
  }
  if (insert.onConflictClause != nullptr) on_conflict(*insert.onConflictClause);
  returning(insert.returningList);
}

void Printer::on_conflict(const OnConflictClause& clause) {
  word(" ON CONFLICT");
  if (const InferClause* infer = clause.infer; infer != nullptr && infer->conname != nullptr) {
    word(" ON CONSTRAINT ");
    name(infer->conname);
  } else if (infer != nullptr) {
    word(" (");
    separated(infer->indexElems, ", ", [this](const Node* item) {
      const auto& element = as<IndexElem>(item);
      if (element.name != nullptr) return name(element.name);
      word("(");
      expression(element.expr);
      word(")");
    });
    word(")");
    this->clause(" WHERE ", infer->whereClause);
  }
  if (clause.action != ONCONFLICT_UPDATE) return word(" DO NOTHING");
  word(" DO UPDATE SET ");
  assignments(clause.targetList);
  this->clause(" WHERE ", clause.whereClause);
}

// SET (a, b) = row arrives as one item per column, all pointing at the same row.
void Printer::assignments(const List* targets) {
  const Items all(targets);
  for (std::size_t i = 0; i < all.size();) {
    const auto& first = as<ResTarget>(all[i]);
    const bool several = tag_of(first.val) == T_MultiAssignRef;
    const auto count =
        several ? static_cast<std::size_t>(as<MultiAssignRef>(first.val).ncolumns) : 1;
    if (i > 0) word(", ");
    if (several) word("(");
    for (std::size_t k = 0; k < count && i + k < all.size(); ++k) {
      if (k > 0) word(", ");
      name(as<ResTarget>(all[i + k]).name);
      selections(as<ResTarget>(all[i + k]).indirection);
    }
    word(several ? ") = " : " = ");
    expression(several ? as<MultiAssignRef>(first.val).source : first.val);
    i += count;
  }
}

void Printer::update(const UpdateStmt& update) {
  with(update.withClause);
  word("UPDATE ");
  relation(*update.relation);
  word(" SET ");
  assignments(update.targetList);
  if (update.fromClause != nullptr) {
    word(" FROM ");
    from(update.fromClause);
  }
  clause(" WHERE ", update.whereClause);
  returning(update.returningList);
}

void Printer::erase(const DeleteStmt& erase) {
  with(erase.withClause);
  word("DELETE FROM ");
  relation(*erase.relation);
  if (erase.usingClause != nullptr) {
    word(" USING ");
    from(erase.usingClause);
  }
  clause(" WHERE ", erase.whereClause);
  returning(erase.returningList);
}

}  // namespace mimar::sql
