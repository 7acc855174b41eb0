#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/from_parent.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool includes(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](const std::string& column) { return has_column(all, column); });
}

// Does `keeper` enforce what `other` enforces?
bool enforces(const IndexView& keeper, const IndexView& other) {
  if (!other.unique) return true;
  return keeper.unique && keeper.nulls_not_distinct == other.nulls_not_distinct &&
         (!keeper.deferrable || other.deferrable);
}

// Could `other` go because `keeper` does all it does?
bool replaces(const IndexView& keeper, const IndexView& other) {
  return keeper.valid && keeper.method == other.method && keeper.keys.size() == other.keys.size() &&
         leads(other.keys, keeper.keys) && same_predicate(keeper, other) &&
         includes(keeper.include, other.include) && enforces(keeper, other);
}

// `views` come in the order of what is kept: primary key, constraints, indexes by name. The first
// that could replace view `i` is named, unless that one would itself be replaced by `i` and comes
// later.
const IndexView* keeper_of(const std::vector<IndexView>& views, std::size_t i) {
  for (std::size_t k = 0; k < views.size(); ++k) {
    if (k == i || !replaces(views[k], views[i])) continue;
    if (k < i || !replaces(views[i], views[k])) return &views[k];
  }
  return nullptr;
}

// A foreign key is tied to one particular unique index; which one, the schema does not tell.
evidence::Fix fix(const model::Database& database, const model::Table& table,
                  const IndexView& extra) {
  std::vector<std::string> columns;
  for (const model::IndexKey& key : extra.keys)
    columns.push_back(key.column);
  if (extra.unique && referenced(database, table, columns))
    return no_automatic_fix("a foreign key may depend on " + extra.name +
                            "; try to drop it, and if PostgreSQL refuses, drop the other one");
  if (extra.key) return {drop_constraint(table, extra.name), ""};
  return {drop_index(table, extra.name),
          "on a table in use, DROP INDEX CONCURRENTLY blocks neither reads nor writes"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table& table : subject.database->tables) {
    const std::vector<IndexView> views = parents_first(subject.database, table, index_views(table));
    for (std::size_t i = 0; i < views.size(); ++i) {
      const IndexView& extra = views[i];
      if (!extra.valid || extra.primary) continue;
      if (comes_from_parent(subject.database, table, extra)) continue;
      const IndexView* keeper = keeper_of(views, i);
      if (!keeper) continue;
      findings.push_back(finding(table, *extra.origin, object_name(table, extra.name),
                                 fmt::format("{} {} on {} does what {} does already",
                                             extra.key ? "unique constraint" : "index", extra.name,
                                             table.name.text(), keeper->name),
                                 fix(subject.database, table, extra)));
    }
  }
}

}  // namespace

extern const Rule duplicate_index;
constinit const Rule duplicate_index{.id = "duplicate-index",
                                     .title = "Index that another one makes superfluous",
                                     .severity = evidence::Severity::warning,
                                     .maturity = Maturity::stable,
                                     .documentation = R"md(## What it finds

Two indexes of one table over the same keys: same columns or expressions in the same order, same
operator classes, collations, method and predicate, and the same sort order (or exactly the opposite
one, since a B-tree is read in both directions). Indexes behind primary keys and unique constraints
take part. The one that enforces more is kept; between equals a constraint is kept before an index,
and the first name before the second. On a partition, the index that belongs to one of the parent is
kept.

## Why it matters

Both indexes are written by every INSERT and most UPDATEs, both fill the cache, both are vacuumed
and backed up. The second one answers no query that the first does not.

## When to allow it

For the hours in which a bloated index is being replaced by a fresh copy.

## References

- PostgreSQL manual, Indexes: Examining Index Usage; Unique Indexes
- PostgreSQL manual, CREATE INDEX
)md",
                                     .probe_sql = R"sql(WITH i AS (
  SELECT x.*, c.relname AS name, am.amname, con.oid IS NOT NULL AS constrained,
         (x.indkey::text, x.indclass::text, x.indcollation::text, x.indoption::text, am.amname, x.indnkeyatts,
          coalesce(pg_get_expr(x.indexprs, x.indrelid), ''), coalesce(pg_get_expr(x.indpred, x.indrelid), ''))::text AS shape,
         h.inhrelid IS NOT NULL AS attached,
         (CASE WHEN h.inhrelid IS NOT NULL THEN -1 WHEN x.indisprimary THEN 0 WHEN con.oid IS NOT NULL THEN 1
               WHEN x.indisunique THEN 2 ELSE 3 END) AS rank
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_am am ON am.oid = c.relam
    LEFT JOIN pg_constraint con ON con.conindid = x.indexrelid AND con.contype IN ('p', 'u', 'x') AND con.conrelid = x.indrelid
    LEFT JOIN pg_inherits h ON h.inhrelid = x.indexrelid
   WHERE x.indisvalid)
SELECT n.nspname || '.' || t.relname || '.' || i.name
  FROM i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%' AND NOT i.attached
   AND EXISTS (SELECT FROM i k WHERE k.indrelid = i.indrelid AND k.shape = i.shape
                 AND (k.rank, k.name) < (i.rank, i.name) AND (k.indisunique OR NOT i.indisunique)))sql",
                                     .check = check};

}  // namespace mimar::check
