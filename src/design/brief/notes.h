#pragma once
// The shorthand of notes: "each movement: item, quantity", "Account = who pays: name, plan",
// "0..n shows", "name + home page".

#include "design/brief/tokens.h"

namespace mimar::design::brief {

// Turns it into what a sentence has in its place.
void expand_notes(Tokens& tokens);

}  // namespace mimar::design::brief
