#pragma once
// What follows when something gets another name or schema: PostgreSQL keeps references, files keep
// text.

#include "model/uses.h"
#include "read/sql_files/state.h"
#include "sql/rename_names.h"

namespace mimar::read::sql_files {

// After a move of a relation, a type, a function (with these argument types, or all of that name)
// or a collation: definitions, types of columns and the text of all expressions that meant `from`
// mean `to`. The object itself has moved already.
void follow_relation_in_definitions(State& state, const model::Name& from, const model::Name& to);
void follow_type(State& state, const model::Name& from, const model::Name& to);
void follow_collation(State& state, const model::Name& from, const model::Name& to);
void follow_function(State& state, const model::Name& from, const model::Name& to,
                     const std::vector<model::DataType>& arguments);
// A configuration or dictionary, named by constants in expressions.
void follow_text_search(State& state, const model::Name& from, const model::Name& to);
// Names that only definitions use: operators, text search objects ...
void follow_in_definitions(State& state, model::Named what, const model::Name& from,
                           const model::Name& to);

// Everything that names schema `from`; the relations in it have moved already.
void follow_schema(State& state, const std::string& from, const std::string& to);

// A column of a table, in what definitions say of it. `state.tables` has the new name already.
void follow_column_in_definitions(State& state, const model::Name& table, const std::string& from,
                                  const std::string& to);

void rename_column_in_indexes(std::vector<model::Index>& indexes, const std::string& from,
                              const std::string& to);
// ALTER VIEW ... RENAME COLUMN, with everything that follows the name.
Result<void> rename_view_column(State& state, const model::Name& view, const std::string& from,
                                const std::string& to);

// An opaque object's SQL may still name what was renamed: said, never lost.
void doubt_opaques(State& state, const model::Name& from, const model::Name& to);

}  // namespace mimar::read::sql_files
