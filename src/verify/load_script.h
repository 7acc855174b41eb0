#pragma once
// The statements around the rows of a plan: what stands in their way is taken down before and put
// up again after. Row by row they would be checked as well, but several times as slowly, and never
// for tables that refer to each other.

#include <string>
#include <vector>

#include "model/database.h"
#include "synthesis/synthesis.h"

namespace mimar::verify {

// Which foreign keys are added after the rows: all of them (fast), or those that could not be kept
// before (a database of the user's is changed as little as possible).
enum class Postpone : std::uint8_t { every_key, late_keys };

// Triggers would make rows other than those planned, and so would forced row security.
std::vector<std::string> before_rows(const model::Database& database, const synthesis::Plan& plan,
                                     Postpone postpone);
std::vector<std::string> after_rows(const model::Database& database, const synthesis::Plan& plan,
                                    Postpone postpone);

// Sequences of `table` go on after its rows.
std::vector<std::string> counters(const model::Database& database, const model::Name& table);

}  // namespace mimar::verify
