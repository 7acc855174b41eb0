#pragma once
// A table made anew as a partitioned one, under its name, with its rows, keys, indexes, references
// and rights.

#include <string>

#include "design/patterns/writing.h"

namespace mimar::design::pattern {

// Why it cannot be made anew: what others hang on it, or a key that must hold over all partitions
// without the column they are told apart by.
std::optional<Error> cannot_repartition(const Writing& writing, const std::string& column);

// `by` is "RANGE (at)"; `partitions` the statements that make the first ones, which hold all rows.
// The primary key gets the column where it lacks it.
void repartition(Writing& writing, const std::string& column, const std::string& by,
                 std::string_view partitions);

}  // namespace mimar::design::pattern
