#pragma once
// A query and the facts other rooms reason about, extracted by sql/. Column facts carry the relation they belong to after
// alias resolution; a column whose relation is not certain is left out rather than guessed.

#include <string>
#include <vector>

#include "model/name.h"

namespace mimar::model {

struct ColumnUse {
  Name relation;       // schema empty when the text did not qualify it
  std::string column;
  auto operator<=>(const ColumnUse&) const = default;
};

struct Predicate {
  enum class Kind : std::uint8_t { equals, range, in_list, like_prefix, like_infix, is_null, is_not_null, json_contains, other };
  ColumnUse column;
  Kind kind = Kind::equals;
  std::string value;  // SQL text of the other side when it is a constant or parameter, else ""
  bool bare = true;   // false: the column is wrapped in a function or cast, so a plain index cannot serve it
  std::string expression;  // what wraps it, when not bare and over this one column: "lower(email)"; else ""
  auto operator<=>(const Predicate&) const = default;
};

struct Join {
  ColumnUse left, right;  // equality joins only
  auto operator<=>(const Join&) const = default;
};

struct OrderColumn {
  ColumnUse column;
  bool descending = false;
  auto operator<=>(const OrderColumn&) const = default;
};

struct Query {
  enum class Kind : std::uint8_t { select, insert, update, erase, other };
  Kind kind = Kind::select;
  std::string sql;   // without the final ';'
  std::string name;  // from a comment `-- name: list_orders` above it, or ""
  Origin origin;
  std::uint64_t fingerprint = 0;  // equal for queries that differ in constants only
  std::vector<Name> relations;    // sorted, unique
  std::vector<Predicate> predicates;
  std::vector<Join> joins;
  std::vector<OrderColumn> order;
  std::vector<ColumnUse> group;
  bool select_star = false, has_limit = false, has_large_offset = false, aggregates = false, distinct = false;
  int parameters = 0;  // highest $n
  double weight = 1;   // relative frequency, from `-- rate: 200/s` above it; 1 when not stated
};

}  // namespace mimar::model
