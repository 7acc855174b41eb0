#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool can_refresh_concurrently(const model::View& view) {
  return std::any_of(view.indexes.begin(), view.indexes.end(), [](const model::Index& index) {
    const bool whole = std::all_of(index.keys.begin(), index.keys.end(),
                                   [](const model::IndexKey& key) { return !key.expression; });
    return index.unique && index.valid && !index.predicate && whole;
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::View& view : subject.database->views) {
    if (!view.materialized || can_refresh_concurrently(view)) continue;
    evidence::Finding found;
    found.where = view.origin.span;
    found.object = view.name.text();
    found.message = fmt::format(
        "materialized view {} has no unique index, so REFRESH ... CONCURRENTLY is refused",
        view.name.text());
    found.fix = no_automatic_fix(
        "add a unique index over the columns that identify a row of it, without expressions and "
        "predicate");
    findings.push_back(std::move(found));
  }
}

}  // namespace

extern const Rule materialized_view_without_unique_index;
constinit const Rule materialized_view_without_unique_index{
    .id = "materialized-view-without-unique-index",
    .title = "Materialized view that can only be refreshed with a lock",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Materialized views without a unique index over plain columns and without a predicate.

## Why it matters

REFRESH without CONCURRENTLY takes ACCESS EXCLUSIVE: everybody who reads the view waits until the
query is through. CONCURRENTLY computes the difference instead, and needs such an index to do so.

## When to allow it

The view is refreshed when nobody reads it.

## References

- PostgreSQL manual, REFRESH MATERIALIZED VIEW
)md",
    .check = check};

}  // namespace mimar::check
