#pragma once
// Where the statistics of a table's columns come into its recipe.

#include "model/statistics.h"
#include "synthesis/draft.h"

namespace mimar::synthesis {

// Gives columns and links that no key, CHECK or partition decides the shape of their statistics;
// what is not kept of these is told in recipe.not_kept.
void settle_shapes(Draft& draft, const model::TableStatistics& statistics, std::uint64_t rows);

// After the checks are settled: the rows that break one are changed, whatever their shape.
void tell_of_mending(Recipe& recipe);

// One foreign key: shares of parents by rank, and where they are among the parents as far as their
// keys are numbers. none: its rows are chosen otherwise.
std::shared_ptr<const Shape> shape_link(const Link& link, const model::ColumnStatistics& column,
                                        std::uint64_t rows, std::vector<std::string>& not_kept);

}  // namespace mimar::synthesis
