#include <cctype>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// Without spaces and lower case; enough for the one spelling there is.
bool sorts_at_random(std::string_view sql) {
  std::string plain;
  for (const char c : text::lower(sql))
    if (std::isspace(static_cast<unsigned char>(c)) == 0) plain += c;
  return plain.find("orderbyrandom()") != std::string::npos;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Query& query : subject.queries) {
    if (!(query.kind == model::Query::Kind::select && sorts_at_random(query.sql))) continue;
    evidence::Finding found;
    found.where = query.origin.span;
    found.object = query.name.empty() ? fmt::format("query {:016x}", query.fingerprint)
                                      : "query " + query.name;
    found.message = "the query reads and sorts all its rows to take some at random";
    found.fix = no_automatic_fix(
        "take a random place in an indexed key and read on from there, or use TABLESAMPLE");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule random_order;
constinit const Rule random_order{.id = "random-order",
                                  .title = "ORDER BY random()",
                                  .severity = evidence::Severity::note,
                                  .maturity = Maturity::preview,
                                  .documentation = R"md(## What it finds

Queries given with `--queries` that sort by random().

## Why it matters

A random number is made for every row that the conditions leave, all of them are sorted, and a few
are kept. No index helps, and the cost grows with the table, not with what is shown.

## When to allow it

Few rows are left when it comes to sorting.

## References

- PostgreSQL manual, SELECT: TABLESAMPLE Clause
)md",
                                  .check = check};

}  // namespace mimar::check
