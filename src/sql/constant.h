#pragma once
// What an expression of PL/pgSQL is, when it is made of constants alone: literals, ||, format(),
// COALESCE, casts to boolean.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql::plpgsql {

// The text that EXECUTE would run.
std::optional<std::string> constant_text(std::string_view expression);
// What the text starts with, as far as it is constant.
std::string constant_start(std::string_view expression);

// The SQL of the constant that a variable of `type` gets: 'anon', true, 3, ARRAY['a', 'b'].
std::optional<std::string> constant_sql(std::string_view expression, std::string_view type);

// The elements of a constant array, each as SQL.
std::optional<std::vector<std::string>> constant_elements(std::string_view expression);

}  // namespace mimar::sql::plpgsql
