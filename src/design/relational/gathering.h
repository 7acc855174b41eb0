#pragma once
// A value gathered from other rows: the sum of an order's lines.

#include <optional>

#include "design/relational/layout.h"

namespace mimar::design::relational {

// A scalar subquery over the rows that belong to one of `table`, which it calls by its name.
// Nothing where no relationship leads there, or the attribute is not stored.
std::optional<std::string> gathered(const Layout& layout, const Table& table,
                                    const Attribute& attribute);

}  // namespace mimar::design::relational
