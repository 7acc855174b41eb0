#pragma once
// inspect --verify: the source executed on scratch and read live, and our DDL of it executed and read live, must both equal the
// static reading.

#include <vector>

#include "base/result.h"
#include "evidence/evidence.h"
#include "model/compare.h"
#include "read/source.h"
#include "scratch/scratch.h"

namespace mimar::verify {

struct RoundTrip {
  std::vector<evidence::Evidence> evidence;  // "static reading = live reading", "our DDL builds the same database"
  model::Comparison static_live, ddl_live;
};

// For a live source (no files) only the second claim is checked, against the live reading.
Result<RoundTrip> round_trip(const read::Reading& reading, scratch::Scratch& scratch);

}  // namespace mimar::verify
