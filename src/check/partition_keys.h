#pragma once
// Primary keys that partitions have and their table does not.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::check {

// The columns of the primary key that all partitions of a table without one have; none when it is
// not partitioned, has no partitions, or one of them has no such key.
std::vector<std::string> key_of_all_partitions(const model::Database& database,
                                               const model::Table& table);

}  // namespace mimar::check
