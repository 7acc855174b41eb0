#pragma once
// What an expression says of a row, in the logic of SQL: true, false, NULL; and unknown where it
// uses what is not known here.

#include "model/table.h"
#include "synthesis/term.h"

namespace mimar::synthesis {

struct Row {
  const std::vector<Datum>& cells;  // by column
  long double now = 0;              // seconds since 1970
};

// The pattern of ~, ~*, LIKE (~~) and SIMILAR TO ("similar").
std::optional<Regex> pattern_of(const std::string& symbol, const std::string& text);
// Finds the columns and reads the patterns; an unknown column makes its term unknown.
void bind(Term& term, const model::Table& table);
bool asks_the_time(const Term& term);

Datum evaluate(const Term& term, const Row& row);

// A function or an operator whose arguments are all there; unknown when it is not known.
Datum apply(const Term& term, const std::vector<Datum>& arguments, const Row& row);
// Per kind, each nothing when the name is not its own.
using Arguments = std::vector<Datum>;
std::optional<Datum> apply_text(const std::string& name, const Arguments& arguments);
std::optional<Datum> apply_number(const std::string& name, const Arguments& arguments);
std::optional<Datum> apply_time(const std::string& name, const Arguments& arguments,
                                const Row& row);
std::optional<Datum> apply_list(const std::string& name, const Arguments& arguments);
std::optional<Datum> apply_range(const std::string& name, const Arguments& arguments);
std::optional<Datum> apply_json(const std::string& name, const Arguments& arguments);

// `left symbol right` for = <> < <= > >=.
Datum compared(const std::string& symbol, const Datum& left, const Datum& right);
Datum equal(const Datum& left, const Datum& right);

// Calendar: months are added as PostgreSQL does, the day cut to the month's length.
long double add_months(long double seconds, std::int64_t months);

}  // namespace mimar::synthesis
