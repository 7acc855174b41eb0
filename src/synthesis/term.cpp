#include "synthesis/term.h"

#include <algorithm>

#include "base/text.h"
#include "model/type.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

bool in(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

Term number_constant(const std::string& text) {
  CellType type;
  type.kind = Datum::Kind::number;
  type.whole = text.find('.') == std::string::npos;
  return constant(read_datum(text, type));
}

// Recursive descent by the precedence of operators (PostgreSQL manual, Lexical Structure).
class Parser {
 public:
  explicit Parser(std::string_view sql) : tokens_(sql) {}

  Term whole() {
    Term term = any();
    return tokens_.at_end() ? term : Term{};
  }

 private:
  Term any() {
    std::vector<Term> parts{all()};
    while (tokens_.take("or"))
      parts.push_back(all());
    return parts.size() == 1 ? std::move(parts.front()) : call("or", std::move(parts));
  }

  Term all() {
    std::vector<Term> parts{negation()};
    while (tokens_.take("and"))
      parts.push_back(negation());
    return parts.size() == 1 ? std::move(parts.front()) : call("and", std::move(parts));
  }

  Term negation() {
    if (tokens_.take("not")) return call("not", {negation()});
    return tests();
  }

  // IS NULL and the like, below all other operators.
  Term tests() {
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

  Term test(Term left) {
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

  static bool is_comparison(const Token& token) {
    return token.kind == Token::Kind::symbol &&
           in(token.text, {"=", "<>", "!=", "<", "<=", ">", ">="});
  }

  Term comparison() {
    Term left = range();
    while (is_comparison(tokens_.peek())) {
      std::string symbol = tokens_.next().text;
      if (symbol == "!=") symbol = "<>";
      left = compared(std::move(left), std::move(symbol));
    }
    return left;
  }

  Term compared(Term left, std::string symbol) {
    for (std::string_view word : {"any", "some", "all"}) {
      if (!tokens_.is(word) || !tokens_.is("(", 1)) continue;
      tokens_.next();
      Term made = call(word == "all" ? "all" : "any", {std::move(left), primary()});
      made.type = std::move(symbol);
      return made;
    }
    return call(std::move(symbol), {std::move(left), range()});
  }

  // BETWEEN, IN, LIKE, ILIKE, SIMILAR TO.
  Term range() {
    Term left = other_operators();
    const bool negated = tokens_.is("not") && (tokens_.is("between", 1) || tokens_.is("in", 1) ||
                                               tokens_.is("like", 1) || tokens_.is("ilike", 1) ||
                                               tokens_.is("similar", 1));
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

  Term matched(Term left, std::string symbol) {
    if (tokens_.is("any") || tokens_.is("all")) return compared(std::move(left), std::move(symbol));
    Term right = other_operators();
    if (!tokens_.take("escape"))
      return call(std::move(symbol), {std::move(left), std::move(right)});
    other_operators();
    return {};
  }

  Term between(Term left) {
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

  static bool is_other(const Token& token) {
    return token.kind == Token::Kind::symbol && !is_comparison(token) &&
           !in(token.text,
               {"+", "-", "*", "/", "%", "^", "(", ")", "[", "]", ",", "::", ".", ":", ";"});
  }

  Term other_operators() {
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

  // OPERATOR(pg_catalog.=) as well.
  std::string operator_name() {
    const Token token = tokens_.next();
    if (token.text != "operator") return token.text;
    std::string symbol;
    while (!tokens_.at_end() && !tokens_.take(")"))
      symbol = tokens_.next().text;
    return symbol;
  }

  Term compared_by(Term left, std::string symbol) {
    if (tokens_.is("any") || tokens_.is("all")) return compared(std::move(left), std::move(symbol));
    Term right = sum();
    // SIMILAR TO, as the server writes it.
    if (symbol == "~" && right.is_call("similar_to_escape") && right.parts.size() == 1)
      return call("similar", {std::move(left), Term(right.parts[0])});
    return call(std::move(symbol), {std::move(left), std::move(right)});
  }

  Term sum() {
    Term left = product();
    while (tokens_.is("+") || tokens_.is("-")) {
      std::string symbol = tokens_.next().text;
      left = call(std::move(symbol), {std::move(left), product()});
    }
    return left;
  }

  Term product() {
    Term left = power();
    while (tokens_.is("*") || tokens_.is("/") || tokens_.is("%")) {
      std::string symbol = tokens_.next().text;
      left = call(std::move(symbol), {std::move(left), power()});
    }
    return left;
  }

  Term power() {
    Term left = zoned();
    while (tokens_.take("^"))
      left = call("^", {std::move(left), zoned()});
    return left;
  }

  Term zoned() {
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

  Term sign() {
    if (tokens_.take("+")) return sign();
    if (!tokens_.take("-")) return suffixed(primary());
    Term inside = sign();
    if (inside.kind == Term::Kind::constant && inside.value.is(Datum::Kind::number)) {
      inside.value.number = -inside.value.number;
      return inside;
    }
    return call("prefix -", {std::move(inside)});
  }

  // a::type, a[1], (a).field
  Term suffixed(Term term) {
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

  static Term cast(Term term, std::string type) {
    Term made = call("cast", {std::move(term)});
    made.type = std::move(type);
    return made;
  }

  Term primary() {
    const Token token = tokens_.next();
    switch (token.kind) {
      case Token::Kind::string: return constant(text_datum(token.text));
      case Token::Kind::number: return number_constant(token.text);
      case Token::Kind::quoted: return named(token.text, true);
      case Token::Kind::word: return word(token.text);
      case Token::Kind::symbol: return token.text == "(" ? parenthesis() : Term{};
      case Token::Kind::end: break;
    }
    return {};
  }

  Term parenthesis() {
    if (tokens_.is("select") || tokens_.is("with") || tokens_.is("values")) {
      skip_rest();
      tokens_.take(")");
      return {};
    }
    std::vector<Term> parts = arguments();
    if (parts.size() == 1) return std::move(parts.front());
    return call("row", std::move(parts));
  }

  // Up to and with the closing parenthesis.
  std::vector<Term> arguments() {
    std::vector<Term> parts;
    while (!tokens_.at_end() && !tokens_.take(")")) {
      tokens_.take("variadic");
      parts.push_back(any());
      if (tokens_.take(",") || tokens_.is(")")) continue;
      skip_rest();
      parts.back() = Term{};
      tokens_.take(",");
    }
    return parts;
  }

  Term list() {
    if (!tokens_.take("(")) return {};
    if (tokens_.is("select") || tokens_.is("with")) return parenthesis();
    return call("array", arguments());
  }

  Term word(const std::string& text) {
    if (text == "array" && tokens_.take("[")) return array();
    if (text == "row" && tokens_.take("(")) return call("row", arguments());
    if (text == "true" || text == "false") return constant(boolean(text == "true"));
    if (text == "null") return constant(null_datum());
    if (text == "case") return choice();
    if (text == "cast" && tokens_.take("(")) return cast_call();
    if (in(text, {"current_date", "current_timestamp", "localtimestamp", "current_time",
                  "current_user", "session_user"})) {
      if (tokens_.is("(")) primary();
      return call(text, {});
    }
    if (in(text, {"exists", "select"})) {
      skip_rest();
      return {};
    }
    if (tokens_.peek().kind == Token::Kind::string || in(text, {"timestamp", "time", "double"})) {
      const std::size_t start = tokens_.position();
      std::string type = type_name(text);
      if (tokens_.peek().kind == Token::Kind::string)
        return cast(constant(text_datum(tokens_.next().text)), std::move(type));
      tokens_.back_to(start);
    }
    return named(text, false);
  }

  // A column or a function, with or without what it belongs to.
  Term named(std::string text, bool quoted) {
    while (tokens_.is(".") && !tokens_.is("(", 1)) {
      tokens_.next();
      quoted = tokens_.peek().kind == Token::Kind::quoted;
      text = tokens_.next().text;
    }
    if (!tokens_.take("(")) return column_term(std::move(text));
    if (quoted) return call(std::move(text), arguments());
    if (text == "extract") return extract();
    if (text == "position") return position();
    if (text == "trim") return trim();
    if (text == "substring" || text == "overlay") return substring(std::move(text));
    return call(std::move(text), arguments());
  }

  Term extract() {
    const std::string field = tokens_.next().text;
    tokens_.take("from");
    Term of = any();
    tokens_.take(")");
    return call("date_part", {constant(text_datum(field)), std::move(of)});
  }

  Term position() {
    Term part = sum();
    tokens_.take("in");
    Term whole = sum();
    tokens_.take(")");
    return call("strpos", {std::move(whole), std::move(part)});
  }

  Term trim() {
    std::string function = "btrim";
    if (tokens_.take("leading")) function = "ltrim";
    if (tokens_.take("trailing")) function = "rtrim";
    tokens_.take("both");
    if (tokens_.take("from")) return call(function, arguments());
    std::vector<Term> parts{any()};
    if (tokens_.take("from")) {
      std::vector<Term> of = arguments();
      if (of.size() != 1) return {};
      return call(function, {std::move(of.front()), std::move(parts.front())});
    }
    if (tokens_.take(",")) parts.push_back(any());
    tokens_.take(")");
    return call(function, std::move(parts));
  }

  Term substring(std::string function) {
    std::vector<Term> parts{any()};
    while (!tokens_.at_end() && !tokens_.take(")")) {
      if (tokens_.take("from") || tokens_.take("for") || tokens_.take(",")) {
        parts.push_back(any());
      } else {
        skip_rest();
        function = "unreadable";
      }
    }
    return call(std::move(function), std::move(parts));
  }

  Term cast_call() {
    Term inside = any();
    if (!tokens_.take("as")) return {};
    Term made = cast(std::move(inside), type_name());
    tokens_.take(")");
    return made;
  }

  Term array() {
    std::vector<Term> items;
    while (!tokens_.at_end() && !tokens_.take("]")) {
      items.push_back(any());
      if (!tokens_.take(",") && !tokens_.is("]")) tokens_.next();
    }
    return call("array", std::move(items));
  }

  Term choice() {
    std::vector<Term> parts;
    const bool searched = tokens_.is("when");
    Term subject = searched ? Term{} : any();
    while (tokens_.take("when")) {
      Term condition = any();
      parts.push_back(searched ? std::move(condition) : call("=", {subject, std::move(condition)}));
      tokens_.take("then");
      parts.push_back(any());
    }
    parts.push_back(tokens_.take("else") ? any() : constant(null_datum()));
    if (!tokens_.take("end")) return {};
    return call("case", std::move(parts));
  }

  void qualified_name() {
    do
      tokens_.next();
    while (tokens_.take("."));
  }

  std::string type_name() { return type_name(tokens_.next().text); }

  // "numeric(10, 2)[]" is "numeric[]".
  std::string type_name(std::string name) {
    while (tokens_.take("."))
      name = tokens_.next().text;
    const auto more = [&] {
      for (std::string_view word : {"varying", "precision", "with", "without", "time", "zone"}) {
        if (!tokens_.is(word) ||
            (word == "time" && !name.ends_with("with") && !name.ends_with("without")))
          continue;
        name += ' ' + tokens_.next().text;
        return true;
      }
      return false;
    };
    while (more())
      continue;
    if (tokens_.is("(") && tokens_.peek(1).kind == Token::Kind::number) {
      while (!tokens_.at_end() && !tokens_.take(")"))
        tokens_.next();
    }
    while (more())
      continue;
    if (std::string known = model::canonical_builtin(name); !known.empty()) name = std::move(known);
    while (tokens_.is("[") && (tokens_.is("]", 1) || tokens_.is("]", 2))) {
      while (!tokens_.at_end() && !tokens_.take("]"))
        tokens_.next();
      if (!name.ends_with("[]")) name += "[]";
    }
    return name;
  }

  // Passes over what is not read, up to the end of this parenthesis.
  void skip_rest() {
    for (int depth = 0; !tokens_.at_end(); tokens_.next()) {
      if (tokens_.is("(") || tokens_.is("[")) ++depth;
      if ((tokens_.is(")") || tokens_.is("]")) && --depth < 0) return;
    }
  }

  Tokens tokens_;
};

}  // namespace

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

Term parse_term(std::string_view sql) {
  return Parser(sql).whole();
}

}  // namespace mimar::synthesis
