#pragma once
// Identifiers and literals in SQL text (PostgreSQL manual: Lexical Structure; quote_ident, quote_literal).

#include <string>
#include <string_view>
#include <vector>

#include "model/name.h"

namespace mimar::model {

std::string quote_identifier(std::string_view name);  // quoted only where needed; all but unreserved keywords are quoted
std::string quote_literal(std::string_view text);     // '...' with quotes doubled; E'...' when it holds a backslash
std::string quote_name(const Name& name);             // schema.name, each part quoted where needed
std::string quote_list(const std::vector<std::string>& names);  // "a, b"

}  // namespace mimar::model
