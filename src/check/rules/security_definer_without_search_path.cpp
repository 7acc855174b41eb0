#include "check/fix.h"
#include "check/routines.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const RoutineView& routine : routines(subject.database)) {
    if (!(routine.security_definer && !routine.search_path && routine.language != "c" &&
          routine.language != "internal"))
      continue;
    evidence::Finding found;
    found.where = routine.origin.span;
    found.object = routine.identity;
    found.message =
        fmt::format("{} {} runs with the rights of its owner and the search_path of its caller",
                    routine.kind, routine.identity);
    found.fix = no_automatic_fix(
        fmt::format("qualify what the body names, then ALTER {} ... SET search_path = ''; or name "
                    "the schemas it needs, with pg_temp last",
                    routine.kind == "procedure" ? "PROCEDURE" : "FUNCTION"));
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule security_definer_without_search_path;
constinit const Rule security_definer_without_search_path{
    .id = "security-definer-without-search-path",
    .title = "SECURITY DEFINER without a search_path of its own",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Functions and procedures declared SECURITY DEFINER without SET search_path.

## Why it matters

The caller chooses where unqualified names are looked up. A table or operator of the same name in a
schema of the caller, pg_temp included, is then used with the rights of the owner: the classical way
to gain them.

## When to allow it

The language is C, or nobody but trusted roles may execute it.

## References

- PostgreSQL manual, CREATE FUNCTION: Writing SECURITY DEFINER Functions Safely
)md",
    .check = check};

}  // namespace mimar::check
