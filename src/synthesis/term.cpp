#include "synthesis/term.h"

#include "synthesis/term_parser.h"

namespace mimar::synthesis {

Term call(std::string function, std::vector<Term> parts) {
  Term made;
  made.kind = Term::Kind::call;
  made.text = std::move(function);
  made.parts = std::move(parts);
  return made;
}

Term constant(Datum value) {
  Term made;
  made.kind = Term::Kind::constant;
  made.value = std::move(value);
  return made;
}

Term column_term(std::string name) {
  Term made;
  made.kind = Term::Kind::column;
  made.text = std::move(name);
  return made;
}

const Term& bare(const Term& term) {
  const Term* inside = &term;
  while (inside->is_call("cast") && !inside->parts.empty())
    inside = &inside->parts.front();
  return *inside;
}

const std::string& text_of(const model::Expression& expression) {
  return expression.canonical.empty() ? expression.sql : expression.canonical;
}

bool is_length(std::string_view function) {
  return function == "length" || function == "char_length" || function == "character_length" ||
         function == "octet_length";
}

std::string opposite(const std::string& symbol) {
  for (auto [one, other] : {std::pair("=", "<>"), std::pair("<", ">="), std::pair(">", "<=")}) {
    if (symbol == one) return other;
    if (symbol == other) return one;
  }
  return {};
}

std::string mirrored(const std::string& symbol) {
  if (symbol == "<" || symbol == "<=") return ">" + symbol.substr(1);
  if (symbol == ">" || symbol == ">=") return "<" + symbol.substr(1);
  return symbol;
}

Term parse_term(std::string_view sql) {
  return TermParser(sql).whole();
}

}  // namespace mimar::synthesis
