#pragma once
// What the names of columns in a query mean: the relations of each of its levels.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/query.h"
#include "sql/pg_tree.h"

namespace mimar::sql {

struct Source {
  std::string alias;
  model::Name relation;                 // empty: a subquery, function or common table
  const model::Table* table = nullptr;  // when the database has it
};

struct Level {
  const Level* outer = nullptr;
  std::vector<Source> sources;
};

// The one of a range of sources that has a column; the only one has it for sure.
const Source* owner(const Level& level, std::size_t first, std::size_t last,
                    const std::string& column);

// Of a name without a relation certain when there is one relation only and nothing around it, or
// when exactly one known table has the column.
std::optional<model::ColumnUse> resolve(const ColumnRef& ref, const Level& level);

// The columns of an expression, those of subqueries in it left out.
struct ColumnsOf {
  std::set<model::ColumnUse> columns;
  std::size_t unresolved = 0;
};
ColumnsOf columns_of(const Node* node, const Level& level);

// One side of a comparison: the one column in it, if there is exactly one, and whether it stands
// alone.
struct Side {
  std::optional<model::ColumnUse> column;
  std::size_t columns = 0;
  bool bare = false;
};
Side side_of(const Node* node, const Level& level);

}  // namespace mimar::sql
