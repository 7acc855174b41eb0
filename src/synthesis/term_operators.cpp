#include "synthesis/term_parser.h"

namespace mimar::synthesis {
namespace {

bool is_comparison(const Token& token) {
  return token.kind == Token::Kind::symbol &&
         in(token.text, {"=", "<>", "!=", "<", "<=", ">", ">="});
}

bool is_other(const Token& token) {
  return token.kind == Token::Kind::symbol && !is_comparison(token) &&
         !in(token.text,
             {"+", "-", "*", "/", "%", "^", "(", ")", "[", "]", ",", "::", ".", ":", ";"});
}

}  // namespace

Term TermParser::whole() {
  Term term = any();
  return tokens_.at_end() ? term : Term{};
}

Term TermParser::any() {
  std::vector<Term> parts{all()};
  while (tokens_.take("or"))
    parts.push_back(all());
  return parts.size() == 1 ? std::move(parts.front()) : call("or", std::move(parts));
}

Term TermParser::all() {
  std::vector<Term> parts{negation()};
  while (tokens_.take("and"))
    parts.push_back(negation());
  return parts.size() == 1 ? std::move(parts.front()) : call("and", std::move(parts));
}

Term TermParser::negation() {
  if (tokens_.take("not")) return call("not", {negation()});
  return tests();
}

Term TermParser::tests() {
  Term term = comparison();
  while (true) {
    if (tokens_.take("isnull")) {
      term = call("is null", {std::move(term)});
    } else if (tokens_.take("notnull")) {
      term = call("not", {call("is null", {std::move(term)})});
    } else if (tokens_.take("is")) {
      term = test(std::move(term));
    } else {
      return term;
    }
  }
}

Term TermParser::test(Term left) {
  const bool negated = tokens_.take("not");
  Term found;
  if (tokens_.take("null") || tokens_.take("unknown")) {
    found = call("is null", {std::move(left)});
  } else if (tokens_.take("true")) {
    found = call("is true", {std::move(left)});
  } else if (tokens_.take("false")) {
    found = call("is false", {std::move(left)});
  } else if (tokens_.take("distinct")) {
    tokens_.take("from");
    found = call("is distinct", {std::move(left), comparison()});
  } else {
    skip_rest();
  }
  return negated ? call("not", {std::move(found)}) : found;
}

Term TermParser::comparison() {
  Term left = range();
  while (is_comparison(tokens_.peek())) {
    std::string symbol = tokens_.next().text;
    if (symbol == "!=") symbol = "<>";
    left = compared(std::move(left), std::move(symbol));
  }
  return left;
}

Term TermParser::compared(Term left, std::string symbol) {
  for (std::string_view word : {"any", "some", "all"}) {
    if (!tokens_.is(word) || !tokens_.is("(", 1)) continue;
    tokens_.next();
    Term made = call(word == "all" ? "all" : "any", {std::move(left), primary()});
    made.type = std::move(symbol);
    return made;
  }
  return call(std::move(symbol), {std::move(left), range()});
}

Term TermParser::range() {
  Term left = other_operators();
  const bool negated = tokens_.is("not") &&
                       (tokens_.is("between", 1) || tokens_.is("in", 1) || tokens_.is("like", 1) ||
                        tokens_.is("ilike", 1) || tokens_.is("similar", 1));
  if (negated) tokens_.next();
  Term found;
  if (tokens_.take("between")) {
    found = between(std::move(left));
  } else if (tokens_.take("in")) {
    found = call("any", {std::move(left), list()});
    found.type = "=";
  } else if (tokens_.take("like")) {
    found = matched(std::move(left), "~~");
  } else if (tokens_.take("ilike")) {
    found = matched(std::move(left), "~~*");
  } else if (tokens_.take("similar")) {
    tokens_.take("to");
    found = matched(std::move(left), "similar");
  } else {
    return left;
  }
  return negated ? call("not", {std::move(found)}) : found;
}

Term TermParser::matched(Term left, std::string symbol) {
  if (tokens_.is("any") || tokens_.is("all")) return compared(std::move(left), std::move(symbol));
  Term right = other_operators();
  if (!tokens_.take("escape")) return call(std::move(symbol), {std::move(left), std::move(right)});
  other_operators();
  return {};
}

Term TermParser::between(Term left) {
  const bool symmetric = tokens_.take("symmetric");
  Term low = other_operators();
  tokens_.take("and");
  Term high = other_operators();
  if (symmetric) {
    Term least = call("least", {low, high}), most = call("greatest", {low, high});
    low = std::move(least);
    high = std::move(most);
  }
  return call("and", {call(">=", {left, std::move(low)}), call("<=", {left, std::move(high)})});
}

Term TermParser::other_operators() {
  if (is_other(tokens_.peek())) {  // @x, ~x, |/x
    std::string symbol = tokens_.next().text;
    return call("prefix " + symbol, {sum()});
  }
  Term left = sum();
  while (is_other(tokens_.peek()) || (tokens_.is("operator") && tokens_.is("(", 1))) {
    std::string symbol = operator_name();
    left = compared_by(std::move(left), std::move(symbol));
  }
  return left;
}

std::string TermParser::operator_name() {
  const Token token = tokens_.next();
  if (token.text != "operator") return token.text;
  std::string symbol;
  while (!tokens_.at_end() && !tokens_.take(")"))
    symbol = tokens_.next().text;
  return symbol;
}

Term TermParser::compared_by(Term left, std::string symbol) {
  if (tokens_.is("any") || tokens_.is("all")) return compared(std::move(left), std::move(symbol));
  Term right = sum();
  // SIMILAR TO, as the server writes it.
  if (symbol == "~" && right.is_call("similar_to_escape") && right.parts.size() == 1)
    return call("similar", {std::move(left), Term(right.parts[0])});
  return call(std::move(symbol), {std::move(left), std::move(right)});
}

Term TermParser::sum() {
  Term left = product();
  while (tokens_.is("+") || tokens_.is("-")) {
    std::string symbol = tokens_.next().text;
    left = call(std::move(symbol), {std::move(left), product()});
  }
  return left;
}

Term TermParser::product() {
  Term left = power();
  while (tokens_.is("*") || tokens_.is("/") || tokens_.is("%")) {
    std::string symbol = tokens_.next().text;
    left = call(std::move(symbol), {std::move(left), power()});
  }
  return left;
}

Term TermParser::power() {
  Term left = zoned();
  while (tokens_.take("^"))
    left = call("^", {std::move(left), zoned()});
  return left;
}

Term TermParser::zoned() {
  Term left = sign();
  while (true) {
    if (tokens_.is("at") && tokens_.is("time", 1)) {
      tokens_.next(), tokens_.next(), tokens_.take("zone");
      left = call("timezone", {sign(), std::move(left)});
    } else if (tokens_.take("collate")) {
      qualified_name();
    } else {
      return left;
    }
  }
}

Term TermParser::sign() {
  if (tokens_.take("+")) return sign();
  if (!tokens_.take("-")) return suffixed(primary());
  Term inside = sign();
  if (inside.kind == Term::Kind::constant && inside.value.is(Datum::Kind::number)) {
    inside.value.number = -inside.value.number;
    return inside;
  }
  return call("prefix -", {std::move(inside)});
}

Term TermParser::suffixed(Term term) {
  while (true) {
    if (tokens_.take("::")) {
      term = cast(std::move(term), type_name());
    } else if (tokens_.take("[")) {
      Term index = any();
      if (!tokens_.take("]")) {
        skip_rest();
        tokens_.take("]");
        index = Term{};
      }
      term = call("[]", {std::move(term), std::move(index)});
    } else if (tokens_.is(".") && term.kind != Term::Kind::constant) {
      tokens_.next();
      term = call("field", {std::move(term), constant(text_datum(tokens_.next().text))});
    } else {
      return term;
    }
  }
}

Term TermParser::cast(Term term, std::string type) {
  Term made = call("cast", {std::move(term)});
  made.type = std::move(type);
  return made;
}

}  // namespace mimar::synthesis
