#pragma once
// Which tables the plans of a workload read whole, and whether that was asked for.

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "explain/explain.h"
#include "model/workload.h"
#include "verify/load_values.h"

namespace mimar::verify {

struct WholeRead {
  std::string table;   // schema.name; a partition's own
  bool asked = false;  // the statement wants all rows, or nothing it says could find a part of them
  auto operator<=>(const WholeRead&) const = default;
};

// Of a plan with VERBOSE. Pure.
std::vector<WholeRead> whole_reads(const explain::Plan& plan, const model::Query& query);

// EXPLAIN of the pattern with a few of its values; unique.
Result<std::vector<WholeRead>> plan_reads(engine::postgres::Connection& connection,
                                          const model::AccessPattern& pattern,
                                          const PatternValues& values, FreshRows& fresh,
                                          std::uint64_t seed);

}  // namespace mimar::verify
