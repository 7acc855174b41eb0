#pragma once
// `Avoid:` as words to match against proposals: "partial indexes", "changing types", "dropping
// indexes", "downtime", a table's name.

#include <string>
#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

// The first item of `avoid` that speaks against the proposal, or nullptr. An item matches when each
// of its words that carry meaning is said of the proposal: by what its SQL does, by the locks it
// was seen to take and what it does under them, by its rule id, or by the names of the objects
// concerned.
const Item* forbidden_by(const std::vector<Item>& avoid, const Proposal& proposal);

// What is left out because of `item`, a sentence.
std::string avoided(const Item& item, const Proposal& proposal);

// A question for each item with a word that nothing Mimar proposes on this schema is ever called.
std::vector<std::string> avoid_questions(const std::vector<Item>& avoid,
                                         const model::Database& database);

}  // namespace mimar::ops::architect
