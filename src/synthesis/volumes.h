#pragma once
// How many rows each table gets when only some are stated: what refers to others outnumbers what it
// refers to.

#include <cstdint>

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::synthesis {

// Every table that is filled by itself. The three largest whose constraints leave room for
// them get `largest` rows; with figures in `known` the others keep their proportion to the largest
// of those, else each step from a table to what it refers to is a tenth. Tables in `stated` keep
// their figure, however large.
model::Statistics proportioned(const model::Database& database, std::uint64_t largest,
                               const model::Statistics& stated = {},
                               const model::Statistics& known = {});

}  // namespace mimar::synthesis
