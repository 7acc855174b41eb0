#pragma once
// From the conceptual model to tables: keys, foreign keys, constraints, indexes for its access
// patterns.

#include "base/result.h"
#include "design/draft.h"
#include "design/policy.h"

namespace mimar::design {

// The table an entity becomes, unquoted and without its schema: plural, snake_case; never a
// reserved word.
std::string table_name(const Entity& entity);
std::string column_name(const std::string& attribute);

// Pure and deterministic. Patterns the model wishes for are not applied (patterns/pattern.h);
// tenancy is. Errors: none for a model that the brief reader made; ErrorKind::usage where entities
// collide in names.
Result<Draft> to_relational(const ConceptualModel& model, const Policy& policy);

}  // namespace mimar::design
