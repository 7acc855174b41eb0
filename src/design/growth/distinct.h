#pragma once
// How many different values a column has, and whether they come in order. Pure.

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

// Of the rows that have one; at least 1.
double distinct_values(const model::Database& database, const model::Table& table,
                       const model::Column& column, double rows,
                       const model::Statistics& statistics);

// New rows have larger values than those that are there: identities, sequences, the time of
// insertion, UUIDv7, ULID.
bool ascends(const model::Column& column, const model::ColumnStatistics* known);

const model::ColumnStatistics* statistics_of(const model::Statistics& statistics,
                                             const model::Name& table, const std::string& column);

}  // namespace mimar::design::growth
