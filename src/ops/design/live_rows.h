#pragma once
// Access patterns of a table whose rows are marked as deleted instead of removed.

#include "design/draft.h"
#include "model/name.h"

namespace mimar::ops::designing {

// SELECTs that read `table` leave out rows whose `column` is set: what is unique among live rows is
// found by an index of live rows only.
void read_live_rows(design::Draft& draft, const model::Name& table, const std::string& column);

// "... WHERE a = $1 ORDER BY b" with `condition` before the others. Pure; for statements of one
// SELECT whose clauses stand on lines of their own.
std::string with_condition(const std::string& sql, const std::string& condition);

}  // namespace mimar::ops::designing
