#pragma once
// Whether a noun phrase can be the name of something that is kept: "someone", "next", "14 June" and
// "loops being impossible" cannot.

#include "design/brief/phrases.h"

namespace mimar::design::brief {

// Whether sentences say more of it than that it is there.
bool is_known(const std::string& name, const Vocabulary& vocabulary);
bool may_be_entity(const std::string& name, const Vocabulary& vocabulary);
// As the subject or object of a verb. A singular without an article is a mass ("money", "work") or
// a person's name, unless the brief speaks of it elsewhere.
bool may_be_entity(const Noun& noun, const Vocabulary& vocabulary);
// Whether the name is one of people: "user", "driver", "patient".
bool is_person_name(const std::string& name);

}  // namespace mimar::design::brief
