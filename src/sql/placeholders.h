#pragma once
// Parameters as drivers write them, rewritten to PostgreSQL's $n.

#include <string>
#include <string_view>

namespace mimar::sql {

// :name, %(name)s, %s and ? become $1, $2 ... in the order they appear; a name keeps its number.
// Nothing inside strings, quoted identifiers, dollar quotes or comments; `::` and array slices are
// no parameters, and `?` is an operator in a text that has $n, or when an operator character stands
// beside it.
std::string number_placeholders(std::string_view sql);

}  // namespace mimar::sql
