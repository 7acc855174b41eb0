#include "sql/canonical.h"

#include "sql/print.h"

namespace mimar::sql {
namespace {

// Until names and types are resolved the text printed again is all there is, and comparing it proves nothing.
void print_again(model::Expression& expression, bool query) {
  const std::string sql = query ? expression.sql : "SELECT " + expression.sql;
  const ParseTree tree(sql);
  expression.canonical = expression.sql;
  if (!tree.ok() || tree.statements().empty()) return;
  const std::string printed = print_query(as<RawStmt>(tree.statements()[0]).stmt);
  if (!printed.empty()) expression.canonical = query ? printed : printed.substr(7);
}

void print_indexes(std::vector<model::Index>& indexes) {
  for (model::Index& index : indexes) {
    if (index.predicate) print_again(*index.predicate, false);
    for (model::IndexKey& key : index.keys) {
      if (key.expression) print_again(*key.expression, false);
    }
  }
}

}  // namespace

void canonicalise(model::Objects& objects, const std::vector<std::string>&) {
  for (model::Table& table : objects.tables) {
    for (model::Column& column : table.columns) {
      if (column.default_value) print_again(*column.default_value, false);
      if (column.generated) print_again(*column.generated, false);
    }
    for (model::Check& check : table.checks) print_again(check.expression, false);
    print_indexes(table.indexes);
    if (table.partition_by) table.partition_by->canonical = table.partition_by->sql;
    if (table.partition_of) table.partition_of->bound.canonical = table.partition_of->bound.sql;
  }
  for (model::View& view : objects.views) {
    print_again(view.query, true);
    print_indexes(view.indexes);
  }
}

}  // namespace mimar::sql
