#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Query& query : subject.queries) {
    if (!(query.has_large_offset)) continue;
    evidence::Finding found;
    found.where = query.origin.span;
    found.object = query.name.empty() ? fmt::format("query {:016x}", query.fingerprint)
                                      : "query " + query.name;
    found.message = "the query skips rows by OFFSET, which reads all of them first";
    found.fix = no_automatic_fix(
        "remember the last row of the page and ask for what comes after it: WHERE (created_at, id) "
        "< ($1, $2) ORDER BY created_at DESC, id DESC LIMIT n");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule deep_offset;
constinit const Rule deep_offset{.id = "deep-offset",
                                 .title = "Pages by OFFSET",
                                 .severity = evidence::Severity::note,
                                 .maturity = Maturity::preview,
                                 .documentation = R"md(## What it finds

Queries given with `--queries` with an OFFSET that is a parameter or a large number.

## Why it matters

OFFSET 100000 produces 100,000 rows and throws them away: each page costs more than the one before,
and rows that are inserted meanwhile shift the pages, so that some are shown twice and others never.

## When to allow it

The number of pages is small, or the reader needs to jump to page 17.

## References

- PostgreSQL manual, LIMIT and OFFSET
)md",
                                 .check = check};

}  // namespace mimar::check
