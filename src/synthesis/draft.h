#pragma once
// A recipe in the making: what the steps after conditions and links need to know about columns.

#include "synthesis/conditions.h"
#include "synthesis/recipe.h"

namespace mimar::synthesis {

struct Draft {
  const model::Database& database;
  Recipe& recipe;
  Conditions conditions;
  std::vector<model::DataType> types;  // by column, domains resolved
  std::int64_t today = 0;
  std::vector<RowCheck> checks = {};  // all that rows must keep, those of domains and keys as well

  const model::Column& column(std::size_t position) const { return recipe.table.columns[position]; }
  Values values(std::size_t column, bool unique) const;
  // By default or identity, or by its name: numbered from 1.
  bool is_counter(std::size_t column) const;
};

// Decides which columns and links tell rows apart, so that every key holds; caps the rows where
// they run out.
void settle_keys(Draft& draft);
// `natural`, or values that keep the CHECKs of this column alone where those do not.
Values suited(const Draft& draft, std::size_t position, Values natural, bool unique);
// Every so many of the values of `natural`, so that a range can begin at each without overlap; more
// of them than are natural where they are few.
Values slots(const Draft& draft, std::size_t position, Values natural);
// Texts about `length` characters long (0: some), empty when it cannot be.
Pattern fixed_pattern(const Regex& regex, std::size_t length);
// Is the table partitioned by lists of this column?
bool decides_partition(const model::Table& table, std::size_t column);
// Functions whose body is one expression are replaced by it.
void put_routines(Term& term, const model::Database& database);
// The check with its columns, patterns, functions and generated columns resolved.
void add_check(Draft& draft, std::string name, std::string text, Term term);
// Those of the draft's checks that the construction does not guarantee go into the recipe.
void settle_checks(Draft& draft);
// Does no row of the recipe make the condition false?
bool never_false(const Recipe& recipe, const std::vector<CellType>& types, const Term& term);

// a < b and a <> b between columns, and the order that names suggest (created before updated).
void settle_pairs(Draft& draft);

}  // namespace mimar::synthesis
