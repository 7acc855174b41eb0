#pragma once
// How a design's access pattern is served on its rows: by the index that was designed for it, and
// without reading a large table whole.

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "synthesis/synthesis.h"
#include "verify/design_proof.h"
#include "verify/load_values.h"
#include "verify/row_policies.h"

namespace mimar::verify {

// Explained and run a few times with parameters drawn from the rows, each time in a transaction
// that is rolled back. Where policies of row security hold for the owner, their settings are those
// of the row that the parameters are drawn from, so that the policies are part of the plan.
// Confirmed when each run takes every designed index and reads no large table
// whole that nobody asked for. A table too small for its index to be worth it is could_not_check.
// Errors: ErrorKind::interrupted, ErrorKind::environment.
Result<AccessPlan> try_access(engine::postgres::Connection& connection,
                              const design::DesignedAccess& access, const synthesis::Plan& plan,
                              FreshRows& fresh, const RowPolicies& policies,
                              const ProofSettings& settings);

}  // namespace mimar::verify
