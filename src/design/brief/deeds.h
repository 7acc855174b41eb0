#pragma once
// The noun of a verb: to book makes a booking, to enrol an enrolment, to borrow a loan. Where a
// brief speaks of both, the noun is what stands between the two that the verb joins.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::design::brief {

// Nouns a verb may have, the usual one first: "booking", "book". `particle`: of "signs up for":
// "up"; or "".
std::vector<std::string> nouns_of_verb(std::string_view stem, std::string_view particle);
// The one it is called by, or "": "enrolment" of "enrol".
std::string usual_noun_of_verb(std::string_view stem);
// Whether the entity is the noun of this verb, alone or with a word in front: "class booking".
bool is_noun_of_verb(std::string_view entity, std::string_view stem, std::string_view particle);
// Whether doing it is an act that may be done again to another one: a member who books a class
// books others too. "works", "depends" are no deeds.
bool is_deed(std::string_view stem);
// Whether the entity is the noun of some deed: "order", "booking".
bool is_deed_noun(std::string_view entity);
// Whether each time it is done is a thing of its own, whatever the brief calls it.
bool is_recurring(std::string_view stem);
// Whether it holds once between the same two as long as it lasts: follows, likes, is enrolled.
bool is_standing(std::string_view stem);

}  // namespace mimar::design::brief
