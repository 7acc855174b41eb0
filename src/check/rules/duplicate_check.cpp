#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool same(const model::Check& a, const model::Check& b) {
  const std::string& left =
      a.expression.canonical.empty() ? a.expression.sql : a.expression.canonical;
  const std::string& right =
      b.expression.canonical.empty() ? b.expression.sql : b.expression.canonical;
  return left == right && a.no_inherit == b.no_inherit;
}

// The validated one is kept, else the first by name.
const model::Check* kept(const model::Table& table, const model::Check& check) {
  for (const model::Check& other : table.checks) {
    if (&other == &check || !same(other, check) || (other.not_valid && !check.not_valid)) continue;
    const bool better = check.not_valid && !other.not_valid;
    if (better || other.name < check.name) return &other;
  }
  return nullptr;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Check& one : table->checks)
      if (const model::Check* other = kept(*table, one))
        findings.push_back(finding(*table, one.origin, object_name(*table, one.name),
                                   fmt::format("CHECK {} of {} says the same as {}", one.name,
                                               table->name.text(), other->name),
                                   {drop_constraint(*table, one.name), ""}));
}

}  // namespace

extern const Rule duplicate_check;
constinit const Rule duplicate_check{.id = "duplicate-check",
                                     .title = "Condition that is checked twice",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Two CHECK constraints of one table with the same condition, in the form in which expressions are
compared.

## Why it matters

Every write evaluates both. Whoever changes the rule later changes one of them and wonders why it
still holds; a migration that ran twice with generated names is the usual cause.

## When to allow it

Never; a new constraint that will replace an old one differs from it.

## References

- PostgreSQL manual, Constraints: Check Constraints
)md",
                                     .check = check};

}  // namespace mimar::check
