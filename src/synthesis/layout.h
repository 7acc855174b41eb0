#pragma once
// Between the plan others see and the positions recipes count in.

#include "synthesis/recipe.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {

Layout layout_of(const model::Database& database, const Plan& plan);

}  // namespace mimar::synthesis
