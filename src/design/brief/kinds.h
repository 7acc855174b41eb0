#pragma once
// What kind of value an attribute holds, by the words of its name or by words said about it.

#include <optional>
#include <string>
#include <string_view>

#include "design/conceptual_model.h"

namespace mimar::design::brief {

struct KindGuess {
  ValueKind kind = ValueKind::text;
  std::string reason;
  bool personal = false;
  std::string unit = {};
};

// From a name: "due date", "number of seats", "is active".
KindGuess kind_of_name(std::string_view name);
// From a word that names a kind: "integer", "free text", "timestamp"; nullopt when it does not.
std::optional<ValueKind> kind_of_word(std::string_view words);
// The word that kind_of_word() reads as this kind.
std::string_view word_of_kind(ValueKind kind);
// "minutes", "kg": "minute", "kilogram" ...; "" when it is no unit.
std::string unit_of_word(std::string_view word);

}  // namespace mimar::design::brief
