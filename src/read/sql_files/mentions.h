#pragma once
// Whether stored SQL uses something: by what its names mean at this point.

#include <set>

#include "read/sql_files/state.h"
#include "sql/rename_names.h"

namespace mimar::read::sql_files {

// Whether a name as written means `name`: it says so, or says no schema and the path led there.
std::function<bool(const model::Name& written)> meaning(const State& state,
                                                        const model::Name& name);

bool mentions(const State& state, const std::string& sql, sql::Mention what,
              const model::Name& name);
// nextval('s'::regclass).
bool mentions_as_text(const std::string& sql, const model::Name& relation);

// Views whose query uses the column; one that may, without certainty, is said to be incomplete.
std::vector<model::Name> views_using(State& state, const model::Name& table,
                                     const std::string& column);

}  // namespace mimar::read::sql_files
