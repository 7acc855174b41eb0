#pragma once
// Variables of PL/pgSQL whose values are known without running anything.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql::plpgsql {

// "x", or "r.a" for the field of a record, to the SQL of a constant.
using Variables = std::map<std::string, std::string, std::less<>>;

// The expression with the constants in the place of their variables.
std::string with_values(std::string_view expression, const Variables& variables);

// `name type := expression` in DECLARE.
void declare(std::string_view declaration, Variables& variables);
// `name := expression`. When it is not certain to happen, the value is not known after it.
void assign(std::string_view statement, bool certain, Variables& variables);
// SELECT ... INTO x, GET DIAGNOSTICS x = ...: what only running the statement would tell.
void forget_assigned(std::string_view statement, Variables& variables);

// What the rounds of a loop set, of the text between FOR or FOREACH and LOOP; nullopt when they are
// not known. The variables of the loop are forgotten.
std::optional<std::vector<Variables>> rounds(std::string_view header, Variables& variables);

}  // namespace mimar::sql::plpgsql
