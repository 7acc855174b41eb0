#pragma once
// Nouns that stand only behind "has" or another verb, that nobody describes, and whose kind of
// value is known by their name, are attributes of what has them: "Guests register with an address".

#include <vector>

#include "design/brief/sentences.h"

namespace mimar::design::brief {

void make_attributes(std::vector<ReadSentence>& read);

// "An invoice has lines. An invoice line has an amount.": the lines are invoice lines.
void name_parts(std::vector<ReadSentence>& read);

}  // namespace mimar::design::brief
