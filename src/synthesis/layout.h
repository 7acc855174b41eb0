#pragma once
// Between the plan others see and the positions recipes count in.

#include "synthesis/recipe.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {

// Makes some rows of each table whose CHECKs are not kept by construction. What is kept by none of
// them closes the table (layout.closed), anything less is a note of the plan.
void try_checks(const model::Database& database, Layout& layout, Plan& plan);

Layout layout_of(const model::Database& database, const Plan& plan);

}  // namespace mimar::synthesis
