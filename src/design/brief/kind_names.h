#pragma once
// Which kind of value a name stands for, by how it ends: the table behind kind_of_name().

#include <span>
#include <string_view>

#include "design/conceptual_model.h"

namespace mimar::design::brief {

struct NameRule {
  std::string_view words;  // the name, or how it ends
  ValueKind kind;
  bool personal = false;
  std::string_view unit = {};
};

// The longest ending that fits counts, whatever the order.
std::span<const NameRule> name_rules();

}  // namespace mimar::design::brief
