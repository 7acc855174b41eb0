#pragma once
// Each constraint of a database with a row that it must refuse, and that nothing else does.

#include <string>
#include <vector>

#include "base/result.h"
#include "design/draft.h"
#include "engine/postgres/connection.h"
#include "evidence/evidence.h"
#include "model/database.h"

namespace mimar::verify {

// The rows to try, the likeliest first; one that is refused with the constraint and taken without
// it is enough. The other constraints and the triggers of the table are out of the way in each.
struct ConstraintTrial {
  std::string object;  // "check orders_total_check of public.orders"
  std::vector<design::Witness> candidates;
};

// Primary and foreign keys, uniques, unique indexes, checks, exclusions and NOT NULL of tables,
// those that a trace takes away left out: its witness tries them. Pure.
std::vector<ConstraintTrial> constraint_trials(const model::Database& database,
                                               const std::vector<design::Trace>& traces);

// Could not check, where no candidate breaks the constraint. Errors: those of try_witness.
Result<evidence::Evidence> try_constraint(engine::postgres::Connection& connection,
                                          const ConstraintTrial& trial, int statement_timeout_ms);

}  // namespace mimar::verify
