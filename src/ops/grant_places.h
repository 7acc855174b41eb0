#pragma once
// Where privileges were given: the model keeps what holds in the end, the statement is in the
// source.

#include "report/report.h"

namespace mimar::ops {

// Findings about what PUBLIC may do in a schema, or with objects to come, get the place of the last
// statement that grants it. Without such a statement (a server, a default of PostgreSQL) they keep
// what they have.
void place_grants(report::Report& report);

}  // namespace mimar::ops
