#pragma once
// Names and words that differ from a known one by a single letter.

#include "design/brief/tokens.h"
#include "design/brief/vocabulary.h"

namespace mimar::design::brief {

// Entities spoken of rarely whose name is one letter away from one spoken of often: "milestne".
void find_typos(Vocabulary& vocabulary);
// Puts the known word in the place of a misspelt one; the pairs that were changed, as written.
std::vector<std::pair<std::string, std::string>> correct(Tokens& tokens,
                                                         const Vocabulary& vocabulary);

}  // namespace mimar::design::brief
