#pragma once
// Functional dependencies and what follows from them: closures, candidate keys, the normal forms
// (Codd, Recent Investigations into Relational Data Base Systems, 1974; Lucchesi and Osborn,
// Candidate Keys for Relations, 1978). Knows nothing of databases.

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace mimar::design::normal {

using Columns = std::set<std::string>;

// Rows that agree in `from` agree in `to`. An empty `from`: all rows have the same.
struct Dependency {
  Columns from, to;
  std::string kept_by;   // what in the database sees to it: "foreign key orders_customer_fkey"
  std::string why = {};  // why the row holds `to` although it follows, a clause; "" nobody says so
  bool operator==(const Dependency&) const = default;
};

Columns closure(Columns columns, std::span<const Dependency> dependencies);

// Every minimal set of columns that determines all of them, the smallest first; with very many, the
// first `most_keys` that are found.
constexpr std::size_t most_keys = 64;
std::vector<Columns> candidate_keys(const Columns& all, std::span<const Dependency> dependencies);

// The dependencies that break the Boyce-Codd normal form: what they determine follows from less
// than a key. It is enough to look at those that are given (Bernstein and Beeri, 1979).
std::vector<Dependency> breaches(const Columns& all, std::span<const Dependency> dependencies);

// The strongest form the relation is in. Third: all that follows from less than a key is a part of
// a key. Second: all that follows from a part of a key is.
enum class Form : std::uint8_t { first, second, third, boyce_codd };
Form form_of(const Columns& all, std::span<const Dependency> dependencies);

}  // namespace mimar::design::normal
