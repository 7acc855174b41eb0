#pragma once
// Rules of the model over columns: what is unique, what must not overlap, which status follows
// which, how values compare.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void add_uniques(Layout& layout);       // uniqueness.cpp
void add_exclusions(Layout& layout);    // overlaps.cpp
void add_lifecycles(Layout& layout);    // lifecycles.cpp
void add_comparisons(Layout& layout);   // comparisons.cpp
void add_requirements(Layout& layout);  // comparisons.cpp
void add_derived(Layout& layout);       // derived.cpp

// Keys of tables that keep deleted rows count those that are alive.
void count_the_living(Layout& layout);  // uniqueness.cpp

// "deleted_at IS NULL" of a table that keeps deleted rows, else "".
std::string alive(const Table& table);

}  // namespace mimar::design::relational
