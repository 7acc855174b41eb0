// Functions whose body is one expression are that expression.

#include <algorithm>

#include "base/text.h"
#include "synthesis/draft.h"

namespace mimar::synthesis {
namespace {

constexpr int deepest = 4;

bool take(std::string_view& text, std::string_view word) {
  text = text::trim(text);
  if (text.size() < word.size() || !text::equal_ignoring_case(text.substr(0, word.size()), word))
    return false;
  text.remove_prefix(word.size());
  return true;
}

void take_end(std::string_view& text, std::string_view word) {
  text = text::trim(text);
  while (text.ends_with(';'))
    text = text::trim(text.substr(0, text.size() - 1));
  const std::size_t start = text.size() - std::min(text.size(), word.size());
  if (text::equal_ignoring_case(text.substr(start), word)) text = text::trim(text.substr(0, start));
  while (text.ends_with(';'))
    text = text::trim(text.substr(0, text.size() - 1));
}

// The expression of RETURN x, SELECT x, BEGIN ATOMIC SELECT x; END and BEGIN RETURN x; END.
std::string single_expression(const model::Routine& routine) {
  const std::string& body = routine.sql_body ? routine.sql_body->sql : routine.body;
  std::string_view text = body;
  const bool block = take(text, "begin");
  take(text, "atomic");
  if (block) take_end(text, "end");
  if (!take(text, "return") && !take(text, "select")) return {};
  take_end(text, "");
  const bool more = text.find(';') != std::string_view::npos;
  return more ? std::string() : std::string(text);
}

// $1 becomes a name that no column has.
std::string with_named_parameters(const std::string& text) {
  std::string named;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool parameter = text[i] == '$' && i + 1 < text.size() && text[i + 1] >= '1' &&
                           text[i + 1] <= '9' && (i == 0 || text[i - 1] != '$');
    if (!parameter) {
      named += text[i];
      continue;
    }
    named += "\"$";
    named += text[++i];
    named += '"';
  }
  return named;
}

const model::Routine* find_routine(const model::Database& database, const Term& term) {
  const model::Routine* found = nullptr;
  for (const model::OtherObject& object : database->others) {
    const auto* routine = model::as<model::Routine>(object);
    if (routine == nullptr || routine->name.name != term.text || routine->procedure ||
        routine->returns_set || routine->arguments.size() != term.parts.size())
      continue;
    if (found != nullptr) return nullptr;  // which one depends on the types
    found = routine;
  }
  return found;
}

// Does not descend into the arguments it puts in.
void put_arguments(Term& term, const model::Routine& routine, const Term& called) {
  if (term.kind != Term::Kind::column) {
    for (Term& part : term.parts)
      put_arguments(part, routine, called);
    return;
  }
  for (std::size_t i = 0; i < routine.arguments.size(); ++i) {
    if (term.text != routine.arguments[i].name && term.text != "$" + std::to_string(i + 1))
      continue;
    term = called.parts[i];
    return;
  }
  term = Term{};  // a table of the body's
}

Term instance(const model::Routine& routine, const Term& called) {
  Term body = parse_term(with_named_parameters(single_expression(routine)));
  put_arguments(body, routine, called);
  if (!routine.strict) return body;
  std::vector<Term> missing;
  for (const Term& argument : called.parts)
    missing.push_back(call("is null", {argument}));
  missing.push_back(constant(boolean(false)));
  return call("case", {call("or", std::move(missing)), constant(null_datum()), std::move(body)});
}

void put(Term& term, const model::Database& database, int depth) {
  for (Term& part : term.parts)
    put(part, database, depth);
  if (term.kind != Term::Kind::call || depth >= deepest) return;
  const model::Routine* routine = find_routine(database, term);
  if (routine == nullptr || (routine->language != "sql" && routine->language != "plpgsql")) return;
  Term body = instance(*routine, term);
  if (body.kind == Term::Kind::unknown) return;
  put(body, database, depth + 1);
  term = std::move(body);
}

}  // namespace

void put_routines(Term& term, const model::Database& database) {
  const bool calls = std::any_of(database->others.begin(), database->others.end(),
                                 [](const model::OtherObject& object) {
                                   return model::as<model::Routine>(object) != nullptr;
                                 });
  if (calls) put(term, database, 0);
}

}  // namespace mimar::synthesis
