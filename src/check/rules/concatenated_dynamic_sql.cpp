#include "check/fix.h"
#include "check/routines.h"
#include "check/subject.h"
#include "check/tokens.h"

namespace mimar::check {
namespace {

// EXECUTE 'text' || piece ... up to the end of the statement, USING or INTO; what quote_ident(),
// quote_literal() or format() treat is safe, and so is a constant.
bool concatenates(const std::vector<Token>& parts, std::size_t execute) {
  bool joined = false;
  for (std::size_t i = execute + 1; i < parts.size(); ++i) {
    const Token& part = parts[i];
    if (part.is_sign(';') || part.is("using") || part.is("into") || part.is("loop")) break;
    if (part.is("quote_ident") || part.is("quote_literal") || part.is("quote_nullable") ||
        part.is("format") || part.is("function") || part.is("procedure") || part.is("on"))
      return false;
    if (part.is_sign('|') && i + 1 < parts.size() && parts[i + 1].is_sign('|')) {
      const bool piece_behind = i + 2 < parts.size() && parts[i + 2].kind == Token::Kind::word;
      const bool piece_before = parts[i - 1].kind == Token::Kind::word;
      joined = joined || piece_behind || piece_before;
      ++i;
    }
  }
  return joined;
}

bool is_unsafe(const RoutineView& routine) {
  if (routine.language != "plpgsql") return false;
  const std::vector<Token> parts = tokens(routine.body);
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].is("execute") && concatenates(parts, i)) return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const RoutineView& routine : routines(subject.database)) {
    if (!(is_unsafe(routine))) continue;
    evidence::Finding found;
    found.where = routine.origin.span;
    found.object = routine.identity;
    found.message =
        fmt::format("{} {} executes SQL that it joins with || without quoting the pieces",
                    routine.kind, routine.identity);
    found.fix = no_automatic_fix(
        "use format() with %I for names and %L for values, and give values with EXECUTE ... USING");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule concatenated_dynamic_sql;
constinit const Rule concatenated_dynamic_sql{.id = "concatenated-dynamic-sql",
                                              .title = "Dynamic SQL put together from bare pieces",
                                              .severity = evidence::Severity::warning,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Functions and procedures in PL/pgSQL with an EXECUTE whose text is joined by `||` with variables or
columns, without quote_ident(), quote_literal() or format().

## Why it matters

A piece that contains a quote breaks the statement; one that was written for the purpose does
something else, with the rights of the function. Names with capitals or spaces fail too.

## When to allow it

All pieces are constants or numbers that the function made itself.

## References

- PostgreSQL manual, PL/pgSQL: Executing Dynamic Commands
)md",
                                              .check = check};

}  // namespace mimar::check
