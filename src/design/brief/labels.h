#pragma once
// What stands in front of a sentence to name it: "R12.", "S1:", "Payments: each order has ...",
// and lines about the document itself: "Author: the platform team".

#include <string>

#include "design/brief/tokens.h"
#include "design/brief/vocabulary.h"

namespace mimar::design::brief {

// Takes a label off; an entity it names is what is spoken of from here on.
void skip_label(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic);
// "R12", "S1*": a label and nothing behind it.
bool is_bare_label(const Tokens& tokens);
// "Status: for review", where nothing has been spoken of yet.
bool is_metadata(const Tokens& tokens);

}  // namespace mimar::design::brief
