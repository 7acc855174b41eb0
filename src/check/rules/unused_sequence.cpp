#include <algorithm>

#include "check/fix.h"
#include "check/mention.h"
#include "check/subject.h"
#include "check/wording.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Sequence& sequence : subject.database->sequences) {
    if (!subject.database->incomplete.empty() || spoken_of(subject.database, sequence.name.name))
      continue;
    const bool asked = std::any_of(
        subject.queries.begin(), subject.queries.end(),
        [&](const model::Query& query) { return mentions(query.sql, sequence.name.name); });
    if (asked) continue;
    evidence::Finding found;
    found.where = sequence.origin.span;
    found.object = sequence.name.text();
    found.message =
        fmt::format("no default, view or function of the database draws from sequence {}{}",
                    sequence.name.text(),
                    sequence.owned_by ? ", though column " + sequence.owned_by->table.text() + "." +
                                            sequence.owned_by->column + " owns it"
                                      : "");
    found.fix = {fmt::format("DROP SEQUENCE {};\n", model::quote_name(sequence.name)),
                 "look for programs that call nextval() on it first"};
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule unused_sequence;
constinit const Rule unused_sequence{.id = "unused-sequence",
                                     .title = "Sequence that nothing draws from",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Sequences whose name no default, generated column, view, function or given query mentions. Nothing
is said when the reading was incomplete.

## Why it matters

It is left over from a table that is gone, or its column lost the default by accident, and INSERTs
without a key fail.

## When to allow it

The program draws numbers from it itself, as some object-relational mappers do.

## References

- PostgreSQL manual, CREATE SEQUENCE
)md",
                                     .check = check};

}  // namespace mimar::check
