#pragma once
// Values that a constraint may not want, by the type of the column: what breaks a CHECK is not
// known, so that many are tried.

#include <string>
#include <vector>

#include "model/table.h"

namespace mimar::verify {

// SQL expressions of the column's type, the most likely to break a rule first.
std::vector<std::string> bad_values(const model::Column& column);

// One that no row of `table` has in `key`; "" for types that nobody refers by.
std::string unheard_of(const model::Column& column, const model::Name& table,
                       const std::string& key);

}  // namespace mimar::verify
