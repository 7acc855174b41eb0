#pragma once
// Where a thing was written. Lines and columns count from 1, columns in bytes; offset counts from 0. 0 means unknown.

#include <compare>
#include <cstdint>
#include <string>

namespace mimar {

struct SourceSpan {
  std::string file;
  std::uint32_t line = 0, column = 0;
  std::uint32_t offset = 0, length = 0;
  auto operator<=>(const SourceSpan&) const = default;
};

}  // namespace mimar
