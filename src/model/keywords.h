#pragma once
// The keywords of SQL that cannot be any name (PostgreSQL manual, appendix SQL Key Words). Lower
// case.

#include <string_view>

namespace mimar::model {

// Reserved, a name of a column or of a type or function only: written as a name it needs quotes.
bool is_quoted_keyword(std::string_view word);
// Reserved, or reserved except as a function or type, by any version up to 18: a bad name.
bool is_reserved(std::string_view word);

}  // namespace mimar::model
