#pragma once
// Dumps that other databases' tools write: told by what these tools put on top of them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mimar::sql {

struct OtherTool {
  std::size_t offset = 0;  // of what it was told by
  std::string message, hint;
};

// nullopt when nothing says that it is not PostgreSQL's SQL.
std::optional<OtherTool> written_by_other_tool(std::string_view text);

}  // namespace mimar::sql
