#include "check/public_access.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Schema& schema : subject.database->schemas) {
    if (granted_to_public(schema.access, {"CREATE"}).empty()) continue;
    evidence::Finding found;
    found.where = schema.origin.span;
    found.object = schema.name;
    found.message = fmt::format("every role may create objects in the schema {}", schema.name);
    found.fix = {fmt::format("REVOKE CREATE ON SCHEMA {} FROM PUBLIC;\n",
                             model::quote_identifier(schema.name)),
                 "grant it first to the roles whose migrations create there"};
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule schema_open_to_public;
constinit const Rule schema_open_to_public{.id = "schema-open-to-public",
                                           .title = "Schema in which every role may create",
                                           .severity = evidence::Severity::warning,
                                           .maturity = Maturity::preview,
                                           .documentation = R"md(## What it finds

Schemas on which CREATE is granted to PUBLIC, by itself or with ALL. That PostgreSQL before 15 gave
it on the schema public of every new database is no statement of the source and not found.

## Why it matters

Whoever can create in a schema of the search path can put a function or operator there that another
user's query then calls with that user's rights, the superuser's included (CVE-2018-1058).
PostgreSQL 15 took the privilege away for this reason; a dump of an older database gives it back.

## When to allow it

A sandbox schema that is on nobody's search path.

## References

- PostgreSQL manual, Schemas: Usage Patterns
- PostgreSQL 15 release notes, Migration
)md",
                                           .check = check};

}  // namespace mimar::check
