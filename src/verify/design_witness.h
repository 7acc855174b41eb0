#pragma once
// One witness of a design: what it does with its object, and what without.

#include <string>
#include <vector>

#include "base/result.h"
#include "design/draft.h"
#include "engine/postgres/connection.h"
#include "evidence/evidence.h"

namespace mimar::verify {

// Everything happens in transactions that are rolled back. Confirmed: `expectation` held as
// designed, and not after `removal`. Refuted: it did not hold, or still does without the object, or
// the object was not there to be removed. Could not check: no row it needs, a removal that is
// refused for another reason, a time limit. Constraints that wait for the end of the transaction
// are asked at the end of the witness. Errors: ErrorKind::interrupted, ErrorKind::environment.
Result<evidence::Evidence> try_witness(engine::postgres::Connection& connection,
                                       const std::string& claim, const design::Witness& witness,
                                       int statement_timeout_ms);

// The same with `prepared` run before everything else in each transaction.
Result<evidence::Evidence> try_prepared_witness(engine::postgres::Connection& connection,
                                                const std::string& claim,
                                                const design::Witness& witness,
                                                const std::string& prepared,
                                                int statement_timeout_ms);

// "is refused with 23514": what a witness is to do.
std::string expected(const design::Witness& witness);

}  // namespace mimar::verify
