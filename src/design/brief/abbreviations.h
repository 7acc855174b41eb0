#pragma once
// Abbreviations of requirements, written out: "phone no.", "refundable y/n", "w/ a code", "max.".

#include "design/brief/tokens.h"

namespace mimar::design::brief {

void expand_abbreviations(Tokens& tokens);
// Whether a full stop behind the word may belong to it: "no.", "max.", "approx.".
bool is_abbreviation(std::string_view lower);

}  // namespace mimar::design::brief
