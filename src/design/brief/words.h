#pragma once
// Words and their forms: phrases in one and in many, and verb forms, as far as requirements need
// them.

#include <string>
#include <string_view>
#include <vector>

#include "base/english.h"

namespace mimar::design::brief {

using english::is_plural;
using english::plural;
using english::singular;
// Of phrases, the last word counts: "order lines" -> "order line".
std::string singular_phrase(std::string_view phrase);
std::string plural_phrase(std::string_view phrase);
// "a" or "an", by sound.
std::string_view article(std::string_view phrase);
// "belong" from "belongs", "belonging", "belonged"; irregular ones too: "write" from "written".
std::string verb_stem(std::string_view word);
bool is_participle(std::string_view word);  // "written", "assigned": could be one
// "writes" from "write", "has" from "have".
std::string third_person(std::string_view stem);
// "written" from "write".
std::string participle(std::string_view stem);
std::vector<std::string> split_words(std::string_view phrase);

}  // namespace mimar::design::brief
