#pragma once
// What the names of functions and the types inside their declarations mean at this point.

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {

// The function that a name means: the user's, the first on the search path; PostgreSQL's own, whose
// schema the model leaves out; else where CREATE would put it, because an extension may bring it.
model::Name function_name(const State& state, const model::Name& written);

// Resolves types, and `film.title%TYPE` to what that column has.
void resolve_routine_type(State& state, model::DataType& type);

}  // namespace mimar::read::sql_files
