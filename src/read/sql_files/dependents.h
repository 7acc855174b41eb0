#pragma once
// What DROP ... CASCADE takes along (PostgreSQL manual: Dependency Tracking).

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {

// Something that goes, while it is still in the state.
struct Gone {
  enum class Kind : std::uint8_t {
    relation,
    column,
    type,
    function,
    collation,
    operator_,
    text_search_parser,
    text_search_dictionary,
    text_search_template,
    text_search_configuration,
    foreign_data_wrapper,
    foreign_server
  };
  Kind kind = Kind::relation;
  model::Name name;
  std::string column = {};                       // of the relation
  // Of the function; nullopt when they are not known: then it is any of that name.
  std::optional<std::vector<model::DataType>> arguments = {};
};

// Drops all that depends on it, and what depends on that in turn. What cannot be told goes to
// `incomplete`.
void drop_dependents(State& state, const Gone& gone);

// An object among the others: its dependents with it when `cascade`.
void drop_object(State& state, const ObjectKey& key, bool cascade);

void drop_type(State& state, const model::Name& name, bool cascade);
void drop_schema(State& state, const std::string& schema);

// Also without CASCADE: statistics of a column and its place in publications go with it.
void drop_column_parts(State& state, const model::Name& table, const std::string& column);

}  // namespace mimar::read::sql_files
