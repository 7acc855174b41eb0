#pragma once
// What a pattern takes out of a table, and the traces that were about it.

#include "design/draft.h"
#include "model/database.h"

namespace mimar::ops::designing {

// Traces about columns and constraints that `before` has and `after` has not are taken out of
// `draft`; the sentences they come from are held by those of `by` that are about the same column,
// else by all of `by`, which holds what the pattern adds. CHECKs that are gone are told in
// draft.questions, and access patterns
// show such columns no more. A table that is gone altogether, or made anew, keeps its traces.
void replace_gone(design::Draft& draft, design::Draft& by, const model::Database& before,
                  const model::Database& after, const std::string& pattern);

}  // namespace mimar::ops::designing
