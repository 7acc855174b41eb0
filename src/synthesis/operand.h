#pragma once
// The sides of a simple predicate: what is asked of a column is a bound, a list or another column.

#include <cstdint>
#include <string>
#include <vector>

#include "synthesis/term.h"

namespace mimar::synthesis {

struct Operand {
  enum class Kind : std::uint8_t { column, length, constant, now, list, unknown };
  Kind kind = Kind::unknown;
  std::string text;                // the column, or the constant without quotes
  std::vector<std::string> items;  // list: constants
  std::int64_t days = 0;           // now: offset from today
};

// Casts are passed over; so are lower(), upper() and trim() of a column, because lists of constants
// bring their own case and values are made without surrounding blanks.
Operand operand_of(const Term& term);

}  // namespace mimar::synthesis
