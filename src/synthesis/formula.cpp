#include "synthesis/formula.h"

#include <charconv>

#include "base/text.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

constexpr std::string_view comparisons[] = {"=", "<>", "!=", "<", "<=", ">", ">=", "~", "~*"};

bool is_comparison(const Token& token) {
  if (token.kind != Token::Kind::symbol) return false;
  for (std::string_view symbol : comparisons) {
    if (token.text == symbol) return true;
  }
  return false;
}

Formula compare(Operand left, std::string symbol, Operand right) {
  Formula formula;
  formula.kind = Formula::Kind::compare;
  formula.left = std::move(left);
  formula.symbol = symbol == "!=" ? "<>" : std::move(symbol);
  formula.right = std::move(right);
  return formula;
}

Formula compound(Formula::Kind kind, std::vector<Formula> parts) {
  if (parts.size() == 1 && kind != Formula::Kind::negation) return std::move(parts.front());
  Formula formula;
  formula.kind = kind;
  formula.parts = std::move(parts);
  return formula;
}

// Days in an interval literal such as "18 years" or "1 day"; months count 31 so that bounds stay on
// the safe side.
std::int64_t interval_days(std::string_view interval) {
  std::int64_t days = 0, amount = 0;
  for (std::string_view word : text::split(interval, ' ')) {
    if (std::from_chars(word.data(), word.data() + word.size(), amount).ptr != word.data())
      continue;
    if (word.starts_with("year")) days += amount * 366;
    if (word.starts_with("mon")) days += amount * 31;
    if (word.starts_with("week")) days += amount * 7;
    if (word.starts_with("day")) days += amount;
    if (word.starts_with("hour") || word.starts_with("min")) days += 1;
  }
  return days;
}

class Parser {
 public:
  explicit Parser(std::string_view sql) : tokens_(sql) {}

  Formula formula() {
    Formula result = any();
    return tokens_.at_end() ? result : Formula{};
  }
  Operand operand_only() { return operand(); }

 private:
  Formula any() {
    std::vector<Formula> parts{all()};
    while (tokens_.take("or"))
      parts.push_back(all());
    return compound(Formula::Kind::any, std::move(parts));
  }

  Formula all() {
    std::vector<Formula> parts{negation()};
    while (tokens_.take("and"))
      parts.push_back(negation());
    return compound(Formula::Kind::all, std::move(parts));
  }

  Formula negation() {
    if (!tokens_.take("not")) return predicate();
    return compound(Formula::Kind::negation, {negation()});
  }

  // A parenthesis opens either a formula or an operand: try the formula, and go back when an
  // operator follows it.
  Formula predicate() {
    const std::size_t start = tokens_.position();
    if (tokens_.take("(")) {
      Formula inside = any();
      if (tokens_.take(")") && at_formula_end()) return inside;
      tokens_.back_to(start);
    }
    return relation();
  }

  bool at_formula_end() const {
    return tokens_.at_end() || tokens_.is(")") || tokens_.is("and") || tokens_.is("or");
  }

  Formula relation() {
    Operand left = operand();
    if (is_comparison(tokens_.peek())) return comparison(std::move(left));
    if (tokens_.take("is")) return is_null(std::move(left));
    const bool negated = tokens_.take("not");
    Formula found;
    if (tokens_.take("between")) {
      found = between(std::move(left));
    } else if (tokens_.take("in")) {
      found = compare(std::move(left), "in", list(")"));
    } else if (at_formula_end() && left.kind == Operand::Kind::column) {
      found = compare(std::move(left), "=", Operand{Operand::Kind::constant, "true", {}, 0});
    } else {
      skip_rest();
    }
    return negated ? compound(Formula::Kind::negation, {std::move(found)}) : found;
  }

  Formula comparison(Operand left) {
    std::string symbol = tokens_.next().text;
    const bool any_of = tokens_.take("any"), all_of = !any_of && tokens_.take("all");
    if (!any_of && !all_of) return compare(std::move(left), std::move(symbol), operand());
    Operand items = operand();
    if (any_of && symbol == "=") return compare(std::move(left), "in", std::move(items));
    if (all_of && (symbol == "<>" || symbol == "!=")) {
      return compound(Formula::Kind::negation, {compare(std::move(left), "in", std::move(items))});
    }
    return {};
  }

  Formula is_null(Operand left) {
    const bool negated = tokens_.take("not");
    Formula found;
    if (tokens_.take("null")) {
      found.kind = Formula::Kind::is_null;
      found.left = std::move(left);
    } else if (tokens_.is("true") || tokens_.is("false")) {
      found = compare(std::move(left), "=",
                      Operand{Operand::Kind::constant, tokens_.next().text, {}, 0});
    } else {
      skip_rest();
    }
    return negated ? compound(Formula::Kind::negation, {std::move(found)}) : found;
  }

  Formula between(Operand left) {
    tokens_.take("symmetric");
    Operand low = operand();
    tokens_.take("and");
    return compound(Formula::Kind::all,
                    {compare(left, ">=", std::move(low)), compare(left, "<=", operand())});
  }

  // What is not understood is passed over up to the end of this formula's parenthesis.
  void skip_rest() {
    for (int depth = 0; !tokens_.at_end(); tokens_.next()) {
      if (tokens_.is("(")) ++depth;
      if (tokens_.is(")") && --depth < 0) return;
      if (depth == 0 && (tokens_.is("and") || tokens_.is("or"))) return;
    }
  }

  // --- operands
  // ------------------------------------------------------------------------------------------------------
  Operand operand() {
    Operand left = cast(primary());
    while (tokens_.peek().kind == Token::Kind::symbol && is_arithmetic(tokens_.peek().text)) {
      const std::string symbol = tokens_.next().text;
      const Operand right = cast(primary());
      left = combine(std::move(left), symbol, right);
    }
    return left;
  }

  static bool is_arithmetic(std::string_view symbol) {
    return symbol == "+" || symbol == "-" || symbol == "*" || symbol == "/" || symbol == "%" ||
           symbol == "||" || symbol == "->" || symbol == "->>" || symbol == "&&" ||
           symbol == "@>" || symbol == "<@";
  }

  static Operand combine(Operand left, std::string_view symbol, const Operand& right) {
    const bool shifts = symbol == "+" || symbol == "-";
    if (left.kind != Operand::Kind::now || right.kind != Operand::Kind::constant || !shifts)
      return {};
    left.days += (symbol == "-" ? -1 : 1) * interval_days(right.text);
    return left;
  }

  Operand primary() {
    const Token token = tokens_.next();
    switch (token.kind) {
      case Token::Kind::string:
      case Token::Kind::number: return {Operand::Kind::constant, token.text, {}, 0};
      case Token::Kind::quoted: return column(token.text);
      case Token::Kind::word: return word(token.text);
      case Token::Kind::symbol: return symbol(token.text);
      case Token::Kind::end: break;
    }
    return {};
  }

  Operand symbol(const std::string& text) {
    if (text == "-" && tokens_.peek().kind == Token::Kind::number) {
      return {Operand::Kind::constant, "-" + tokens_.next().text, {}, 0};
    }
    if (text != "(") return {};
    Operand inside = operand();
    if (tokens_.take(")")) return inside;
    skip_rest();
    tokens_.take(")");
    return {};
  }

  Operand word(const std::string& text) {
    if (text == "array" && tokens_.take("[")) return list("]");
    if (text == "true" || text == "false") return {Operand::Kind::constant, text, {}, 0};
    if (text == "current_date" || text == "current_timestamp" || text == "localtimestamp") {
      return {Operand::Kind::now, {}, {}, 0};
    }
    if (text == "interval" || text == "date" || text == "timestamp") {
      if (tokens_.peek().kind == Token::Kind::string)
        return {Operand::Kind::constant, tokens_.next().text, {}, 0};
    }
    if (text == "cast" && tokens_.is("(")) return cast_call();
    if (tokens_.is("(")) return call(text);
    return column(text);
  }

  Operand column(std::string text) {
    while (tokens_.take(".")) {
      text = tokens_.next().text;
      if (tokens_.is("(")) return call(text);
    }
    return {Operand::Kind::column, std::move(text), {}, 0};
  }

  Operand call(const std::string& function) {
    tokens_.take("(");
    if ((function == "now" || function == "statement_timestamp") && tokens_.take(")")) {
      return {Operand::Kind::now, {}, {}, 0};
    }
    Operand argument = operand();
    const bool single = tokens_.take(")");
    if (!single) {
      skip_rest();
      tokens_.take(")");
      return {};
    }
    return apply(function, std::move(argument));
  }

  static Operand apply(const std::string& function, Operand argument) {
    if (argument.kind != Operand::Kind::column) return {};
    if (function == "length" || function == "char_length" || function == "character_length" ||
        function == "octet_length") {
      argument.kind = Operand::Kind::length;
      return argument;
    }
    // Values are made without surrounding blanks, and lists of constants bring their own case.
    if (function == "btrim" || function == "trim" || function == "upper" || function == "lower")
      return argument;
    return {};
  }

  Operand cast_call() {
    tokens_.take("(");
    Operand inside = operand();
    skip_rest();
    tokens_.take(")");
    return inside;
  }

  Operand list(std::string_view closing) {
    Operand items{Operand::Kind::list, {}, {}, 0};
    tokens_.take("(");
    bool constants = true;
    while (!tokens_.at_end() && !tokens_.take(closing)) {
      const Operand item = operand();
      constants = constants && item.kind == Operand::Kind::constant;
      items.items.push_back(item.text);
      if (!tokens_.take(",") && !tokens_.is(closing)) {
        skip_rest();
        constants = false;
      }
    }
    return constants ? items : Operand{};
  }

  // Passes over `::type(n)[]` and COLLATE; the value is what counts. '{a,b}'::text[] is a list.
  Operand cast(Operand operand) {
    while (true) {
      if (tokens_.take("collate")) {
        qualified_name();
      } else if (tokens_.take("::")) {
        const bool array = type_name();
        if (array && operand.kind == Operand::Kind::constant) operand = array_literal(operand.text);
      } else {
        return operand;
      }
    }
  }

  void qualified_name() {
    do
      tokens_.next();
    while (tokens_.take("."));
  }

  bool type_name() {
    qualified_name();
    for (std::string_view more : {"varying", "precision", "with", "without", "time", "zone"}) {
      while (tokens_.take(more))
        continue;
    }
    if (tokens_.is("(") && tokens_.peek(1).kind == Token::Kind::number) {
      while (!tokens_.at_end() && !tokens_.take(")"))
        tokens_.next();
    }
    for (std::string_view more : {"with", "without", "time", "zone"})
      tokens_.take(more);
    bool array = false;
    while (tokens_.is("[") && tokens_.is("]", 1)) {
      tokens_.next();
      tokens_.next();
      array = true;
    }
    return array;
  }

  static Operand array_literal(std::string_view text) {
    Operand items{Operand::Kind::list, {}, {}, 0};
    if (text.size() < 2 || text.front() != '{' || text.back() != '}') return {};
    for (std::string_view item : text::split(text.substr(1, text.size() - 2), ',')) {
      item = text::trim(item);
      if (item.size() > 1 && item.front() == '"') item = item.substr(1, item.size() - 2);
      items.items.push_back(std::string(item));
    }
    return items;
  }

  Tokens tokens_;
};

}  // namespace

Formula parse_formula(std::string_view sql) {
  return Parser(sql).formula();
}
Operand parse_operand(std::string_view sql) {
  return Parser(sql).operand_only();
}

}  // namespace mimar::synthesis
