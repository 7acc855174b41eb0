#include "base/text.h"
#include "check/public_access.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const OpenRelation& open :
       open_relations(subject.database, {"INSERT", "UPDATE", "DELETE", "TRUNCATE"})) {
    evidence::Finding found;
    found.where = open.origin.span;
    found.object = open.name;
    found.message = fmt::format("every role may {} {}",
                                text::lower(text::join(open.privileges, ", ")), open.name);
    found.fix = open.fix;
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule table_writable_by_public;
constinit const Rule table_writable_by_public{.id = "table-writable-by-public",
                                              .title = "Table that every role may change",
                                              .severity = evidence::Severity::warning,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Tables and views on which INSERT, UPDATE, DELETE or TRUNCATE is granted to PUBLIC. Tables with row
level security are left out: there the policies decide.

## Why it matters

PUBLIC is not a group with members but every role, those of tomorrow included: the read-only account
of a report, a monitoring probe, the login of another application on the same server. One stolen
password of any of them changes the data, and no list of role memberships shows that it can.

## When to allow it

A drop box that every application may fill, such as a table of client errors, with INSERT alone.

## References

- PostgreSQL manual, GRANT
- PostgreSQL manual, Privileges
)md",
                                              .check = check};

}  // namespace mimar::check
