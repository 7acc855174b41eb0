#pragma once
// The facts of one parsed query, collected into a model::Query.

#include "model/database.h"
#include "model/query.h"
#include "sql/pg_tree.h"

namespace mimar::sql {

// SELECT, INSERT, UPDATE or DELETE; fills everything but sql, name, origin, fingerprint and weight.
void collect_facts(const Node* statement, const model::Database& database, model::Query& query);

}  // namespace mimar::sql
