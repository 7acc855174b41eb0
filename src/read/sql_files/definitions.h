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

// A collation as it is meant at this point; PostgreSQL's own without a schema.
model::Name collation_name(const State& state, const model::Name& written);

// The same of a text search object of a kind: "text search dictionary".
model::Name text_search_name(const State& state, const model::Name& written, const char* kind);

// CREATE TEXT SEARCH CONFIGURATION (COPY = source); nothing when `source` is empty.
void copy_configuration(State& state, model::TextSearchConfiguration& made,
                        const model::Name& source);

// ADD what is there and SET what is not are errors.
Result<void> change_options(const State& state, std::map<std::string, std::string>& options,
                            const std::vector<model::OptionChange>& changes);

// The object that a statement names; nullptr when there is none.
model::OtherObject* find_object(State& state, const model::ObjectAddress& address);

// The keys of all objects that a statement means: of routines without argument types all of that
// name, of ROUTINE functions and procedures alike.
std::vector<ObjectKey> objects_meant(const State& state, const model::ObjectAddress& address);

// `change` on the definition of each object, true when it changed something; then the object's key
// follows its identity.
void change_definitions(State& state, const std::function<bool(model::OtherObject&)>& change);

// The object under `key` moved to the key its definition says.
void rekey(State& state, const ObjectKey& key);

// What PostgreSQL adds to a new definition whose names are resolved: names of constraints, defaults,
// links to other objects.
void complete(State& state, model::Definition& definition);
// In its place; named as PostgreSQL would when it has no name.
void add_check(State& state, model::Domain& domain, model::Check check);

// nullptr when there is none.
model::Domain* find_domain(State& state, const model::Name& written);
model::CompositeType* find_composite(State& state, const model::Name& written);

// The domain, composite, range or base type of this name; false when there is none.
bool erase_type(State& state, const model::Name& name);

// RENAME and SET SCHEMA of what is kept among the other objects; false when there is none.
bool rename_object(State& state, const model::ObjectAddress& address, const std::string& to);
bool move_object(State& state, const model::ObjectAddress& address, const std::string& schema);
// A type of any kind but row types of tables.
bool move_type(State& state, const model::Name& from, const model::Name& to);

Result<void> rename_domain_constraint(State& state, const model::Rename& rename);
Result<void> rename_attribute(State& state, const model::Rename& rename);
Result<void> comment_domain_constraint(State& state, const model::ObjectAddress& address,
                                       const model::Comment& text);
Result<void> comment_attribute(State& state, const model::ObjectAddress& address,
                               const model::Comment& text);

}  // namespace mimar::read::sql_files
