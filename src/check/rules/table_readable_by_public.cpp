#include "check/public_access.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const OpenRelation& open : open_relations(subject.database, {"SELECT"})) {
    evidence::Finding found;
    found.where = open.origin.span;
    found.object = open.name;
    found.message = fmt::format("every role may read {}", open.name);
    found.fix = open.fix;
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule table_readable_by_public;
constinit const Rule table_readable_by_public{.id = "table-readable-by-public",
                                              .title = "Table that every role may read",
                                              .severity = evidence::Severity::note,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Tables and views on which SELECT is granted to PUBLIC, on the whole or on columns. Tables with row
level security are left out: there the policies decide.

## Why it matters

Who can read personal data is what an auditor asks first, and the answer here is every account of
the server that may connect to the database, including those that are created for something else
later.

## When to allow it

Reference data without secrets: countries, currencies, units.

## References

- PostgreSQL manual, GRANT
- PostgreSQL manual, Privileges
)md",
                                              .check = check};

}  // namespace mimar::check
