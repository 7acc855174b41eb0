#pragma once
// SQL expressions as trees, as far as CHECKs, defaults and generated columns have them:
// conditions.h reads what they ask, evaluate.h what they say of a row. What is not read becomes
// `unknown`, so that the rest is still of use.

#include <string>
#include <string_view>
#include <vector>

#include "synthesis/datum.h"
#include "synthesis/regex.h"

namespace mimar::synthesis {

struct Term {
  enum class Kind : std::uint8_t { unknown, constant, column, call };
  Kind kind = Kind::unknown;
  // column: its name. call: the function without its schema, or the operator. Operators that are
  // words: and, or, not, in, any, all, case (condition, value, ..., otherwise), cast, row, array,
  // "is null", "is true", "is false", "is distinct".
  std::string text;
  std::string type;  // cast: as written, in lower case; any, all: the operator between
  Datum value;       // constant
  std::size_t position = SIZE_MAX;       // column: in its table, after bind()
  std::shared_ptr<const Regex> pattern;  // of a match with a constant pattern, after bind()
  std::vector<Term> parts;

  bool is_call(std::string_view name) const { return kind == Kind::call && text == name; }
};

Term parse_term(std::string_view sql);
// What to parse of an expression: its canonical form where that is known.
const std::string& text_of(const model::Expression& expression);

Term call(std::string function, std::vector<Term> parts);
Term constant(Datum value);
Term column_term(std::string name);

// Calls `visit` for the term and everything in it.
template <class Visit>
void each_term(const Term& term, const Visit& visit) {
  visit(term);
  for (const Term& part : term.parts)
    each_term(part, visit);
}
template <class Visit>
void each_term(Term& term, const Visit& visit) {
  visit(term);
  for (Term& part : term.parts)
    each_term(part, visit);
}

// Without casts and COLLATE around it.
const Term& bare(const Term& term);

// length(x) by any of its names: characters and bytes are as many in all text that is made.
bool is_length(std::string_view function);

// The comparison that is true where `symbol` is false: ">=" of "<"; empty when it is none.
std::string opposite(const std::string& symbol);
// The same comparison with its sides exchanged: ">" of "<".
std::string mirrored(const std::string& symbol);

}  // namespace mimar::synthesis
