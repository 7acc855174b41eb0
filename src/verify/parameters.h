#pragma once
// $n parameters bound to values that are in the tables, so that a query does what it would do in
// earnest.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/query.h"

namespace mimar::verify {

// How one parameter is used.
struct ParameterUse {
  int number = 0;
  model::ColumnUse column;  // relation empty: any table the query names
  std::string comparison;   // "=", ">=", "like", "in", "between", "and" (the end of BETWEEN),
                            // "limit", "offset", ""
  std::string expression;   // what the column is wrapped in, when the parameter is compared with
                            // just that: "lower(email)"
};

// What a row must be like for the comparison of a bare column with a constant to let it through:
// "status = 'open'", "deleted_at IS NULL"; "" for any other predicate.
std::string constant_condition(const model::Predicate& predicate);

// How far the bounds of a try reach, and which row its equalities are taken from; a query whose
// conditions no single row meets may find some in another try.
inline constexpr int most_tries = 9;

// Read off the text, relations from `predicates` where they tell. Pure.
std::vector<ParameterUse> parameter_uses(std::string_view sql,
                                         const std::vector<model::Predicate>& predicates);

// The query with literals in place of its parameters: those of one table equal to one row of it
// (one that also meets the equalities with constants, where there is), bounds such that a twentieth
// of the rows qualifies, in later tries half and all of them, LIMIT 20. Parameters whose use is not
// recognised get a value of their type. Deterministic on the same rows; `attempt` is below
// most_tries. Errors: ErrorKind::database when the query does not prepare.
Result<std::string> bind_parameters(engine::postgres::Connection& connection,
                                    const std::string& sql,
                                    const std::vector<model::Predicate>& predicates,
                                    int attempt = 0);

// The text with `literals[n - 1]` in place of $n, outside of strings and quoted names.
std::string replace_parameters(std::string_view sql, const std::vector<std::string>& literals);

}  // namespace mimar::verify
