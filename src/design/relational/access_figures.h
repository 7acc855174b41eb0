#pragma once
// Figures over rows: counts, sums, averages, told for each group, the greatest first.

#include "design/relational/access_text.h"

namespace mimar::design::relational {

// The statement; fills `trouble` where it cannot be written.
std::string figure_statement(AccessText& text, DesignedAccess& designed);

}  // namespace mimar::design::relational
