#pragma once
// Text search configurations and dictionaries inside expressions: constants such as 'names' in
// to_tsvector('names', title), which PostgreSQL keeps as references (types regconfig,
// regdictionary).

#include <string>
#include <string_view>

#include "model/name.h"

namespace mimar::sql {

// `sql`, an expression or a query, with the constants that mean `from` meaning `to`.
std::string rename_text_search(std::string_view sql, const model::Name& from,
                               const model::Name& to);
bool uses_text_search(std::string_view sql, const model::Name& name);

}  // namespace mimar::sql
