#pragma once
// What routines.cpp and aggregates.cpp share.

#include "base/text.h"
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

// A condition on the aliases p (pg_proc) and n (its pg_namespace).
std::string of_users_routine();

// Types of arguments and results have no modifiers; ask for type_columns("NULL::integer").
model::DataType read_routine_type(const Row& row);

void add_routine(Catalog& catalog, Oid oid, model::Definition definition);
model::Definition* definition_of(Catalog& catalog, Oid oid);  // nullptr: none of ours

Result<void> read_aggregates(Catalog& catalog);  // without arguments
Result<void> order_arguments(Catalog& catalog);  // those behind ORDER BY, of ordered-set aggregates

// After the arguments are in their order.
Result<void> number_unnamed_arguments(Catalog& catalog);

}  // namespace mimar::read::postgres
