#pragma once
// What stored SQL calls other objects: functions, types, collations, relations. Renaming them in
// its text, and asking for them.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/name.h"

namespace mimar::sql {

enum class Mention : std::uint8_t { relation, function, type, collation };

// What a name as written becomes; nullopt: stays.
using Renamed = std::function<std::optional<model::Name>(Mention, const model::Name& written)>;

// An expression or a query with the names inside it changed. A relation in FROM keeps its old name
// as an alias. Text that does not parse comes back as it was.
std::string rename_names(std::string_view sql, const Renamed& renamed);

}  // namespace mimar::sql
