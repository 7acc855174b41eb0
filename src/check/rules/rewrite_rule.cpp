#include "check/fix.h"
#include "check/routines.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const auto& object : rewrite_rules(subject.database)) {
    evidence::Finding found;
    found.where = object.origin.span;
    found.object = object.identity;
    found.message = fmt::format("rule {} rewrites queries before they run", object.identity);
    found.fix = no_automatic_fix(
        "a trigger does what is meant; for writing through a view, an INSTEAD OF trigger");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule rewrite_rule;
constinit const Rule rewrite_rule{.id = "rewrite-rule",
                                  .title = "Rule that rewrites queries",
                                  .severity = evidence::Severity::warning,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Rules made by CREATE RULE. The rule behind a view is not counted.

## Why it matters

A rule is a macro over the query, not an action per row: volatile functions are evaluated twice,
INSERT ... RETURNING and COPY pass it by, and the number of affected rows is another one than
expected. Hardly anybody reads one right.

## When to allow it

An extension or an old replication tool made it.

## References

- PostgreSQL manual, The Rule System: Rules Versus Triggers
- PostgreSQL wiki, Don't Do This: Don't use rules
)md",
                                  .check = check};

}  // namespace mimar::check
