#pragma once
// Names and types that stand in text: what quote_name() and to_sql() of the model made, back again.

#include <optional>
#include <string_view>

#include "model/type.h"

namespace mimar::sql {

// nullopt where the text is none.
std::optional<model::DataType> type_of_text(std::string_view text);
std::optional<model::Name> name_of_text(std::string_view text);

}  // namespace mimar::sql
