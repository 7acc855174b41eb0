#pragma once
// "When an order is delivered, it must have a delivery date": the condition in front of a clause.

#include "design/brief/sentences.h"

namespace mimar::design::brief {

// The part in front of the comma, or behind "when" at the end, taken off; the entity it names is
// what "it" means.
Tokens take_condition(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic);
// What is said holds only where the condition does; what cannot be bound to that is asked about.
void apply_condition(const Tokens& condition, const Vocabulary& vocabulary,
                     const std::string& topic, ReadSentence& result);

}  // namespace mimar::design::brief
