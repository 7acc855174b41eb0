#pragma once
// Which references in an expression or query mean a column of one table: by the scopes of its FROM
// clauses, as PostgreSQL looks names up. What a rename does to them.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/name.h"

namespace mimar::sql {

struct ColumnScope {
  model::Name table;  // the expression's own, whose columns need no FROM; empty for queries
  std::function<model::Name(const model::Name& written)> resolve;  // of a relation
  // Whether a relation has the column; nullopt when its columns are not known.
  std::function<std::optional<bool>(const model::Name& relation)> has_column;
};

struct ScopedEdit {
  std::string sql;
  std::size_t found = 0;  // references that mean the column
  bool certain = true;    // false: some reference of that name could not be placed, and was left
};

// The SQL of an expression over `scope.table`, or of a query when that is empty, with `column` of
// `table` called `to` (left as it is when `to` is `column`: just counted).
ScopedEdit rename_column_of(std::string_view sql, const ColumnScope& scope,
                            const model::Name& table, const std::string& column,
                            const std::string& to);

// The expression over `scope.table` where that table is called `to`: it may qualify its own
// columns.
std::string rename_own_table(std::string_view sql, const ColumnScope& scope, const model::Name& to);

}  // namespace mimar::sql
