#pragma once
// The objects that have a definition (model/definition.h): their names resolved when a statement
// makes one, their keys in State::others kept true to what the definition says.

#include <functional>

#include "model/uses.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {

// Every name of a new definition as it is meant at this point: its own as CREATE puts it, those of
// tables, types, functions, collations by the search path. `schema`: of the CREATE SCHEMA around
// it, or "".
void resolve_names(const State& state, model::Definition& definition, const std::string& schema);

// The object that a statement names; nullptr when there is none.
model::OtherObject* find_object(State& state, const model::ObjectAddress& address);

// `change` on the definition of each object, true when it changed something; then the object's key
// follows its identity.
void change_definitions(State& state, const std::function<bool(model::OtherObject&)>& change);

// The object under `key` moved to the key its definition says.
void rekey(State& state, const ObjectKey& key);

}  // namespace mimar::read::sql_files
