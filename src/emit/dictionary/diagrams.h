#pragma once
// The pictures of a dictionary; names in them lead to pages.

#include "base/result.h"
#include "emit/dictionary/context.h"

namespace mimar::emit::dictionary {

inline constexpr std::string_view picture_mark = "Drawn by mimar dictionary";

Result<std::string> overview_diagram(const Context& context);

// The table with all its columns among those that foreign keys connect with it.
Result<std::string> table_diagram(const Context& context, const model::Table& table);

}  // namespace mimar::emit::dictionary
