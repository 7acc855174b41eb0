#pragma once
// English nouns in one and in many, as far as names of tables and columns and the sentences of
// requirements need them. Words are in lower case, ASCII.

#include <string>
#include <string_view>

namespace mimar::english {

// "milestone" from "milestones", "person" from "people", "status" from "status"; a word that has no
// plural ending is left alone.
std::string singular(std::string_view word);
// "milestones" from "milestone".
std::string plural(std::string_view word);
// Whether the word, as it is, is a plural.
bool is_plural(std::string_view word);

}  // namespace mimar::english
