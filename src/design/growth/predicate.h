#pragma once
// The share of rows that the predicate of a partial index takes. Pure.

#include <optional>
#include <string_view>

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

struct Share {
  double rows = 1;
  bool assumed = false;  // a part of it was not understood, or nothing is known of its column
};
// Conditions joined by AND are taken to be independent: IS [NOT] NULL, =, <>, [NOT] IN, booleans.
Share share_of(const model::Database& database, const model::Table& table,
               std::string_view predicate, const model::Statistics& statistics);

}  // namespace mimar::design::growth
