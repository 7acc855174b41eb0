#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/from_parent.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool carries(const IndexView& index, const std::string& column) {
  return has_column(index.include, column) ||
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const model::IndexKey& key) { return key.column == column; });
}

// Only B-trees are searched by their leading keys alone.
bool covers(const IndexView& longer, const IndexView& shorter) {
  return longer.valid && longer.method == "btree" && shorter.method == "btree" &&
         shorter.keys.size() < longer.keys.size() && leads(shorter.keys, longer.keys) &&
         same_predicate(longer, shorter) &&
         std::all_of(shorter.include.begin(), shorter.include.end(),
                     [&](const std::string& column) { return carries(longer, column); });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table& table : subject.database->tables) {
    const std::vector<IndexView> views = index_views(table);
    for (const IndexView& shorter : views) {
      if (shorter.unique || !shorter.valid) continue;
      if (comes_from_parent(subject.database, table, shorter)) continue;
      const auto longer = std::find_if(
          views.begin(), views.end(), [&](const IndexView& view) { return covers(view, shorter); });
      if (longer == views.end()) continue;
      findings.push_back(finding(
          table, *shorter.origin, object_name(table, shorter.name),
          fmt::format("index {} on {} is the beginning of {}, which serves the same searches",
                      shorter.name, table.name.text(), longer->name),
          {drop_index(table, shorter.name),
           "on a table in use, DROP INDEX CONCURRENTLY blocks neither reads nor writes"}));
    }
  }
}

}  // namespace

extern const Rule redundant_prefix_index;
constinit const Rule redundant_prefix_index{.id = "redundant-prefix-index",
                                            .title = "Index that is the beginning of another one",
                                            .severity = evidence::Severity::warning,
                                            .maturity = Maturity::stable,
                                            .documentation = R"md(## What it finds

B-tree indexes whose keys are the first keys of a longer index of the same table, with the same
predicate, operator classes, collations and sort order (or all of them reversed), and whose included
columns the longer index carries too. Unique indexes and indexes behind constraints are never
reported: they enforce something that the longer one does not.

## Why it matters

A B-tree over (customer_id, created_at) finds the rows of a customer as well as one over
(customer_id) does. The shorter index is written, vacuumed, cached and backed up for nothing.

## When to allow it

The longer index is several times as large (long text columns, INCLUDE lists) and the searches by
the short key alone are hot and numerous enough to be worth a second, smaller index. Measure before
believing it.

## References

- PostgreSQL manual, Indexes: Multicolumn Indexes
- PostgreSQL manual, Indexes: Index-Only Scans and Covering Indexes
)md",
                                            .check = check};

}  // namespace mimar::check
