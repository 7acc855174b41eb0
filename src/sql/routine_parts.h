#pragma once
// What CREATE FUNCTION, ALTER FUNCTION and CREATE AGGREGATE share.

#include "model/statement.h"
#include "sql/pg_tree.h"

namespace mimar::sql {

// The type of an argument or result. PostgreSQL keeps no modifiers of it. `film.title%TYPE` comes
// as schema "film" (or "public.film") and name "title%TYPE".
model::DataType routine_type(const TypeName* type);

// As written; modes and defaults included.
std::vector<model::Argument> routine_arguments(const List* parameters);
bool is_input(const model::Argument& argument);
std::vector<model::DataType> input_data_types(const std::vector<model::Argument>& arguments);

// SET, RESET as proconfig would hold it (flatten_set_variable_args in guc.c).
model::RoutineSetting routine_setting(const VariableSetStmt& statement);

// One option of either statement.
model::Volatility volatility_of(const std::string& word);
model::Parallel parallel_of(const std::string& word);
bool flag_of(const Node* value);      // Boolean; absent means true
double float4_of(const Node* value);  // pg_proc holds costs and rows in single precision

}  // namespace mimar::sql
