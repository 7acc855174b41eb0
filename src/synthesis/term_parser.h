#pragma once
// Expressions by recursive descent, by the precedence of operators (PostgreSQL manual, Lexical
// Structure): operators in term_operators.cpp, what stands between them in term_primary.cpp.

#include <algorithm>
#include <initializer_list>

#include "synthesis/term.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {

inline bool in(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

class TermParser {
 public:
  explicit TermParser(std::string_view sql) : tokens_(sql) {}

  Term whole();

 private:
  Term any();
  Term all();
  Term negation();
  // IS NULL and the like, below all other operators.
  Term tests();
  Term test(Term left);
  Term comparison();
  Term compared(Term left, std::string symbol);
  // BETWEEN, IN, LIKE, ILIKE, SIMILAR TO.
  Term range();
  Term matched(Term left, std::string symbol);
  Term between(Term left);
  Term other_operators();
  // OPERATOR(pg_catalog.=) as well.
  std::string operator_name();
  Term compared_by(Term left, std::string symbol);
  Term sum();
  Term product();
  Term power();
  Term zoned();
  Term sign();
  // a::type, a[1], (a).field
  Term suffixed(Term term);
  static Term cast(Term term, std::string type);

  Term primary();
  Term parenthesis();
  // Up to and with the closing parenthesis.
  std::vector<Term> arguments();
  Term list();
  Term word(const std::string& text);
  // A column or a function, with or without what it belongs to.
  Term named(std::string text, bool quoted);
  Term extract();
  Term position();
  Term trim();
  Term substring(std::string function);
  Term cast_call();
  Term array();
  Term choice();
  void qualified_name();
  std::string type_name();
  // "numeric(10, 2)[]" is "numeric[]".
  std::string type_name(std::string name);
  // Passes over what is not read, up to the end of this parenthesis.
  void skip_rest();

  Tokens tokens_;
};

}  // namespace mimar::synthesis
