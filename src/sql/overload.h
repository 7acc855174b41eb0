#pragma once
// Which function or operator a call means, and what its arguments are converted to (PostgreSQL
// manual: Type Conversion; parse_func.c, parse_oper.c and parse_coerce.c are what it follows).

#include <optional>
#include <string_view>
#include <vector>

#include "sql/universe.h"

namespace mimar::sql {

enum class Coercion : std::uint8_t { implicit, assignment, explicit_cast };

bool can_coerce(const Universe& universe, const Type& from, const Type& to, Coercion context);

// The type that CASE, UNION, ARRAY and their kind give their branches; nullopt where PostgreSQL
// would refuse.
std::optional<Type> common_type(const Universe& universe, const std::vector<Type>& types);

struct Resolved {
  std::vector<Type> arguments;  // one per actual argument; `any` stays as it is
  Type result;
  const Signature* signature = nullptr;
};

// The best of the candidates, or nullopt when none or more than one would do.
std::optional<Resolved> resolve_call(const Universe& universe,
                                     const std::vector<const Signature*>& candidates,
                                     const std::vector<Type>& actual);
// Operators: one or two operands; an exact match wins before anything is weighed.
// Without a schema: built-in ones and those on the path.
std::optional<Resolved> resolve_operator(const Universe& universe, const std::string& schema,
                                         std::string_view name, const std::vector<Type>& operands);

}  // namespace mimar::sql
