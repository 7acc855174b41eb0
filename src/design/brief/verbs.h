#pragma once
// Whether a verb stands at a place, and where the one of a clause does.

#include "design/brief/phrases.h"

namespace mimar::design::brief {

// A finite verb in the form it has behind a subject: "has", "is", "must", "belongs".
bool is_verb_at(const Cursor& cursor);
// Whether a finite verb stands behind a subject that begins at `at`.
bool find_verb_behind(const Tokens& tokens, std::size_t at, const Vocabulary& vocabulary);

}  // namespace mimar::design::brief
