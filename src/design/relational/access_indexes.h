#pragma once
// The index that serves an access pattern: columns compared for equality, then the order; partial
// where the filter is constant and writing does not count more.

#include "design/relational/access_order.h"

namespace mimar::design::relational {

// Adds what is missing; fills `indexes` and `why` of the access.
void serve(AccessText& text, const std::vector<OrderKey>& order, DesignedAccess& designed);

}  // namespace mimar::design::relational
