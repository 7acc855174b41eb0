#pragma once
// Does an index save more than it costs? At the stated rates, in milliseconds of work a second.

#include <optional>
#include <string>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

struct Worth {
  double saved = 0;       // by the queries that it is the choice for, as measured on scratch
  double least_cost = 0;  // by the given queries that write to its table
  double most_cost = 0;   // when all stated writes go to its table
  bool costs_more() const { return saved < least_cost; }
  // The cost was measured in memory, without waiting for a disk; in earnest it is several times
  // that.
  bool borderline() const { return saved < 10 * most_cost; }
};

// nullopt when no query has a stated rate or the upkeep was not measured.
std::optional<Worth> worth(const Architecture& architecture, const verify::IndexBenefit& benefit);

// "Saves 1.2 ms a second ...": what is weighed and how it comes out.
std::string sentence(const Worth& worth, const Architecture& architecture,
                     const verify::IndexBenefit& benefit);

}  // namespace mimar::ops::architect
