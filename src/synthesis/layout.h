#pragma once
// Between the plan others see and the positions recipes count in.

#include "synthesis/recipes.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {

// Makes some rows of each table that cannot be judged by its recipe alone. What it finds limits
// tables (layout.limits; layout.limited when it found something new); what rows may violate is
// returned, a sentence each.
std::vector<std::string> try_rows(Recipes& recipes, Layout& layout);

Layout layout_of(const model::Database& database, const Plan& plan);

}  // namespace mimar::synthesis
