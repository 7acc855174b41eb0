#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Query& query : subject.queries) {
    if (!(query.select_star && query.kind == model::Query::Kind::select)) continue;
    evidence::Finding found;
    found.where = query.origin.span;
    found.object = query.name.empty() ? fmt::format("query {:016x}", query.fingerprint)
                                      : "query " + query.name;
    found.message = "the query takes every column there is, and will take those that are added";
    found.fix = no_automatic_fix("name the columns that are needed");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule select_star;
constinit const Rule select_star{.id = "select-star",
                                 .title = "SELECT *",
                                 .severity = evidence::Severity::note,
                                 .maturity = Maturity::preview,
                                 .documentation = R"md(## What it finds

Queries given with `--queries` that select all columns by `*`.

## Why it matters

The query changes when the table does: a new column of large values is read and sent without anybody
needing it, code that counts columns breaks, and no index can answer alone.

## When to allow it

Queries typed by hand, or a program whose row type is generated from the schema at the same moment.

## References

- PostgreSQL manual, Indexes: Index-Only Scans and Covering Indexes
)md",
                                 .check = check};

}  // namespace mimar::check
