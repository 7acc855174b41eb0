#pragma once
// Are two readings of one database the same? The comparison form of the design: equal, different, or could not check.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::model {

struct Difference {
  std::string object;  // "table public.film", "column public.film.title", "index public.idx_title"
  std::string what;    // "default", "type", "missing", "extra", ...
  std::string left, right;
  bool operator==(const Difference&) const = default;
};

struct Comparison {
  std::vector<Difference> differences;
  // Expressions of which at least one side is not resolved and whose texts differ: neither equal nor different.
  std::vector<Difference> could_not_check;
  std::size_t expressions = 0;       // how many were compared, those in could_not_check included
  std::size_t opaques_compared = 0;  // opaque objects found on both sides by kind and name; bodies are not compared
  bool equal() const { return differences.empty() && could_not_check.empty(); }
};

// Column order counts, the order of everything else does not. Opaque objects are compared by kind and name. An expression
// without comparison form is compared by its text and never reported as different, only as could not check.
Comparison compare(const Database& left, const Database& right);
Comparison compare(const Objects& left, const Objects& right);

// The same where a server spelled both sides: opaque objects are compared by their text, too.
Comparison compare_live(const Database& left, const Database& right);

}  // namespace mimar::model
