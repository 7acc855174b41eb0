#pragma once
// Where a statement names a relation, for errors that point at it.

#include <cstddef>
#include <optional>
#include <string_view>

namespace mimar::sql {

// The offset of the first reference to a relation of this name, whatever its schema.
std::optional<std::size_t> relation_offset(std::string_view statement, std::string_view name);

}  // namespace mimar::sql
