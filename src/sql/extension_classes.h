#pragma once
// The operator classes that well-known extensions bring.

#include <optional>
#include <string_view>

namespace mimar::sql {

struct ExtensionClass {
  std::string_view name, extension;
  bool is_default = false;  // for the types it is made for: PostgreSQL does not show it then
};

std::optional<ExtensionClass> find_extension_class(std::string_view name);

}  // namespace mimar::sql
