#include "model/type.h"
#include "synthesis/term_parser.h"

namespace mimar::synthesis {
namespace {

Term number_constant(const std::string& text) {
  CellType type;
  type.kind = Datum::Kind::number;
  type.whole = text.find('.') == std::string::npos;
  return constant(read_datum(text, type));
}

}  // namespace

Term TermParser::primary() {
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

Term TermParser::parenthesis() {
  if (tokens_.is("select") || tokens_.is("with") || tokens_.is("values")) {
    skip_rest();
    tokens_.take(")");
    return {};
  }
  std::vector<Term> parts = arguments();
  if (parts.size() == 1) return std::move(parts.front());
  return call("row", std::move(parts));
}

std::vector<Term> TermParser::arguments() {
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

Term TermParser::list() {
  if (!tokens_.take("(")) return {};
  if (tokens_.is("select") || tokens_.is("with")) return parenthesis();
  return call("array", arguments());
}

Term TermParser::word(const std::string& text) {
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

Term TermParser::named(std::string text, bool quoted) {
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

Term TermParser::extract() {
  const std::string field = tokens_.next().text;
  tokens_.take("from");
  Term of = any();
  tokens_.take(")");
  return call("date_part", {constant(text_datum(field)), std::move(of)});
}

Term TermParser::position() {
  Term part = sum();
  tokens_.take("in");
  Term whole = sum();
  tokens_.take(")");
  return call("strpos", {std::move(whole), std::move(part)});
}

Term TermParser::trim() {
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

Term TermParser::substring(std::string function) {
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

Term TermParser::cast_call() {
  Term inside = any();
  if (!tokens_.take("as")) return {};
  Term made = cast(std::move(inside), type_name());
  tokens_.take(")");
  return made;
}

Term TermParser::array() {
  std::vector<Term> items;
  while (!tokens_.at_end() && !tokens_.take("]")) {
    items.push_back(any());
    if (!tokens_.take(",") && !tokens_.is("]")) tokens_.next();
  }
  return call("array", std::move(items));
}

Term TermParser::choice() {
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

void TermParser::qualified_name() {
  do
    tokens_.next();
  while (tokens_.take("."));
}

std::string TermParser::type_name() {
  return type_name(tokens_.next().text);
}

std::string TermParser::type_name(std::string name) {
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

void TermParser::skip_rest() {
  for (int depth = 0; !tokens_.at_end(); tokens_.next()) {
    if (tokens_.is("(") || tokens_.is("[")) ++depth;
    if ((tokens_.is(")") || tokens_.is("]")) && --depth < 0) return;
  }
}

}  // namespace mimar::synthesis
