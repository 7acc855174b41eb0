#pragma once
// Forced row security hides the rows of a design from its owner, who tries it: put aside where it
// is not what is tried.

#include "design/draft.h"
#include "model/database.h"

namespace mimar::verify {

// The witness with row security not forced on the tables it names; as it is where it speaks of row
// security or of policies itself.
design::Witness seeing_all_rows(const model::Database& database, const design::Witness& witness);

// ALTER TABLE ... [NO] FORCE ROW LEVEL SECURITY for each table that has it forced.
std::string force_row_security(const model::Database& database, bool forced);

}  // namespace mimar::verify
