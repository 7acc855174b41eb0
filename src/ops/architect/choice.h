#pragma once
// Which of the measured indexes is proposed.

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

// The best index measured for a query (verify::better); of equals the first. nullptr when none helps.
const verify::IndexBenefit* best_index(const Architecture& architecture, std::size_t query);

// That one, and for each further table of the query the best that helped on top of the chosen ones.
std::vector<const verify::IndexBenefit*> best_indexes(const Architecture& architecture,
                                                      std::size_t query);

// The best of all queries, each index once.
std::vector<const verify::IndexBenefit*> chosen_indexes(const Architecture& architecture);

bool same_index(const verify::IndexBenefit& benefit, const model::Name& table,
                const model::Index& index);

// Why the index that a finding asks for is not worth its upkeep, or "": the table is stated to be
// small.
std::string needless_index(const Architecture& architecture, const evidence::Finding& finding);

}  // namespace mimar::ops::architect
