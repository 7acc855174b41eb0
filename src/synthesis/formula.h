#pragma once
// CHECK expressions as formulas: AND, OR, NOT over simple predicates of columns. Anything else
// becomes a predicate of kind `unknown`, so that the rest of the formula is still of use.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::synthesis {

struct Operand {
  enum class Kind : std::uint8_t { column, length, constant, now, list, unknown };
  Kind kind = Kind::unknown;
  std::string text;                // the column, or the constant without quotes
  std::vector<std::string> items;  // list: constants
  std::int64_t days = 0;           // now: offset from today
};

struct Formula {
  enum class Kind : std::uint8_t { all, any, negation, compare, is_null, unknown };
  Kind kind = Kind::unknown;
  std::vector<Formula> parts;  // all, any, negation
  Operand left, right;         // compare; is_null: left
  std::string symbol;          // compare: = <> < <= > >= in ~ ~*
};

Formula parse_formula(std::string_view sql);

// A constant as the operand of a bound: '2020-01-01'::date, -5, now() - interval '18 years'.
Operand parse_operand(std::string_view sql);

}  // namespace mimar::synthesis
