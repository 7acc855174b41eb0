#pragma once
// What the CHECKs of a table ask of its columns. Where a CHECK leaves a choice (OR), one branch is
// chosen and kept to: rows need not show every possibility, but every row must pass.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "synthesis/operand.h"

namespace mimar::synthesis {

struct Bound {
  Operand value;  // constant or now
  bool inclusive = true;
};

struct Restriction {
  std::vector<Bound> low, high;
  std::optional<std::vector<std::string>> allowed;
  std::vector<std::string> forbidden;
  std::size_t min_length = 0;
  std::optional<std::size_t> max_length;
  std::string pattern;  // a regular expression it must match
  bool null = false, not_null = false;
};

struct Pair {
  std::string first, second;
  enum class Relation : std::uint8_t { less, less_or_equal, different } relation = Relation::less;
};

struct Conditions {
  std::map<std::string, Restriction> columns;
  std::vector<Pair> pairs;
};

// Adds what `check` asks; false when it could not be understood or contradicts what is already
// asked (nothing is added then).
bool require(Conditions& conditions, const Term& check);
bool require(Conditions& conditions, std::string_view check);
// The opposite, for partial unique indexes: rows stay outside `predicate`.
bool forbid(Conditions& conditions, const Term& predicate);

}  // namespace mimar::synthesis
