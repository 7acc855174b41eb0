#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/fix.h"
#include "check/policies.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool same_roles(const PolicyView& a, const PolicyView& b) {
  if (a.roles.empty() || b.roles.empty()) return true;  // PUBLIC is everybody
  return std::any_of(a.roles.begin(), a.roles.end(),
                     [&](const std::string& role) { return has_column(b.roles, role); });
}

bool same_command(const PolicyView& a, const PolicyView& b) {
  return a.command == "all" || b.command == "all" || a.command == b.command;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  const std::vector<PolicyView> all = policies(subject.database);
  for (const model::Table* table : judged_tables(subject.database)) {
    std::set<std::string> names;
    const PolicyView* first = nullptr;
    for (const PolicyView& one : all)
      for (const PolicyView& other : all) {
        if (one.table != table || other.table != table || !(one.name < other.name)) continue;
        if (!one.permissive || !other.permissive || !same_command(one, other) ||
            !same_roles(one, other))
          continue;
        names.insert(one.name);
        names.insert(other.name);
        if (!first) first = &one;
      }
    if (!first) continue;
    findings.push_back(
        finding(*table, first->origin, table->name.text(),
                fmt::format("{} permissive policies of {} apply to the same commands and roles: {}",
                            names.size(), table->name.text(),
                            text::join({names.begin(), names.end()}, ", ")),
                no_automatic_fix("join their conditions with OR in one policy; a condition that "
                                 "must hold beside them belongs into a restrictive policy")));
  }
}

}  // namespace

extern const Rule multiple_permissive_policies;
constinit const Rule multiple_permissive_policies{
    .id = "multiple-permissive-policies",
    .title = "Several permissive policies for one role and command",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Tables on which two or more permissive policies apply to the same command and the same role (a
policy FOR ALL, or for PUBLIC, applies to each).

## Why it matters

Permissive policies are joined by OR: each one opens more rows. All of them are evaluated for every
row, and who reads one of them to find out what is visible reads half of it. The usual mistake is a
second policy that was meant to restrict.

## When to allow it

The policies are generated, or kept apart so that each says one thing.

## References

- PostgreSQL manual, Row Security Policies
- PostgreSQL manual, CREATE POLICY
)md",
    .check = check};

}  // namespace mimar::check
