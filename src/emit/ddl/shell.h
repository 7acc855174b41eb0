#pragma once
// A range type's canonical function takes and gives the type, and must be there before it (manual:
// CREATE TYPE, Range Types): CREATE TYPE name; alone comes first, a shell that the function can name.

#include "emit/ddl/unit.h"

namespace mimar::emit::ddl {

// `units` are those of `database->others`, in their order; the shells are added.
void put_shells_first(const model::Database& database, std::vector<Unit>& units);

}  // namespace mimar::emit::ddl
