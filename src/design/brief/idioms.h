#pragma once
// Ways to say a plain thing with more words: "takes part in" for "participates in", "no team has
// more than one coach" for "each team has at most one coach". They are made plain before a sentence
// is read.

#include "design/brief/tokens.h"

namespace mimar::design::brief {

void make_plain(Tokens& tokens);

}  // namespace mimar::design::brief
