#pragma once
// What the $n of one statement are used for, read off its parse tree.

#include <string>
#include <string_view>
#include <vector>

#include "model/query.h"

namespace mimar::sql {

struct QueryParameter {
  enum class Role : std::uint8_t { unknown, compared, inserted, assigned, limit, offset };
  int number = 0;
  Role role = Role::unknown;
  // The column it is compared with, or the one it becomes the value of. The relation of a compared
  // one is as written, an alias perhaps, or empty.
  model::ColumnUse column;
  // Of a compared one, as seen from the column: "=", "<", "~~"; "between" and "and" for the two
  // ends of BETWEEN; "||" for a piece of a pattern.
  std::string operation;
};

// One entry per place where a parameter stands, in the order of the text; empty where it does not
// parse as one statement.
std::vector<QueryParameter> query_parameters(std::string_view sql);

// Whether a piece of SQL, the value of a predicate perhaps, has $`number`; $10 is not $1.
bool has_parameter(std::string_view sql, int number);

}  // namespace mimar::sql
