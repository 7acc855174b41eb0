#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

// One per set of columns: two foreign keys over the same columns need one index.
std::vector<const model::ForeignKey*> uncovered(const model::Table& table) {
  std::vector<const model::ForeignKey*> keys;
  for (const model::ForeignKey& key : table.foreign_keys) {
    const bool seen = std::any_of(keys.begin(), keys.end(), [&](const model::ForeignKey* other) {
      return same_columns(other->columns, key.columns);
    });
    if (!seen && !any_index_finds_by(table, key.columns)) keys.push_back(&key);
  }
  return keys;
}

// The uncovered key whose index will serve `key` too, because it starts with the same columns.
const model::ForeignKey* served_by(const model::ForeignKey& key,
                                   const std::vector<const model::ForeignKey*>& keys) {
  for (const model::ForeignKey* other : keys) {
    if (other->columns.size() <= key.columns.size()) continue;
    const auto end = other->columns.begin() + static_cast<std::ptrdiff_t>(key.columns.size());
    if (same_columns({other->columns.begin(), end}, key.columns)) return other;
  }
  return nullptr;
}

evidence::Fix fix(const model::Table& table, const model::ForeignKey& key,
                  const std::vector<const model::ForeignKey*>& keys, NameBook& names) {
  if (const model::ForeignKey* other = served_by(key, keys))
    return {"", "the index for foreign key " + other->name + " serves this one as well"};
  return {create_index_on(table, key.columns, names), std::string(build_concurrently)};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::vector<const model::ForeignKey*> keys = uncovered(*table);
    for (const model::ForeignKey* key : keys)
      findings.push_back(finding(
          *table, key->origin, object_name(*table, key->columns),
          fmt::format(
              "foreign key {} from {} ({}) to {} has no index that finds the referencing rows",
              key->name, table->name.text(), text::join(key->columns, ", "),
              key->referenced_table.text()),
          fix(*table, *key, keys, names)));
  }
}

}  // namespace

extern const Rule foreign_key_without_index;
constinit const Rule foreign_key_without_index{.id = "foreign-key-without-index",
                                               .title = "Foreign key without an index",
                                               .severity = evidence::Severity::warning,
                                               .maturity = Maturity::stable,
                                               .documentation = R"md(## What it finds

Foreign keys whose columns no valid index of the referencing table starts with. The columns may
stand in any order; an index behind a primary key or unique constraint counts, a hash index counts
for a single column, and a partial index counts only when its predicate excludes nothing but NULLs.
Partitions are judged through their parent.

## Why it matters

PostgreSQL indexes the referenced side of a foreign key by itself, never the referencing side. Each
DELETE of a referenced row, and each UPDATE of its key, must look for referencing rows; without an
index that is a scan of the whole table, once per row, while locks are held. Deleting a thousand
customers then reads the orders table a thousand times. Joins from parent to children pay the same
price.

## When to allow it

The referenced rows are never deleted and their keys never change, no query goes from parent to
children, and writes to the referencing table are so frequent that one index less can be measured.

## References

- PostgreSQL manual, Constraints: Foreign Keys
- PostgreSQL manual, Indexes: Multicolumn Indexes, Partial Indexes
)md",
                                               .probe_sql = R"sql(WITH fk AS (
  SELECT c.conrelid, n.nspname, t.relname, c.conkey::int[] AS columns, cardinality(c.conkey) AS width,
         (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) AS names
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE c.contype = 'f' AND NOT t.relispartition)
SELECT DISTINCT ON (conrelid, (SELECT array_agg(v ORDER BY v) FROM unnest(columns) v))
       nspname || '.' || relname || '.' ||
       CASE width WHEN 1 THEN names[1] ELSE '(' || array_to_string(names, ', ') || ')' END
  FROM fk
 WHERE NOT EXISTS (
   SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am am ON am.oid = x.relam
    WHERE i.indrelid = fk.conrelid AND i.indisvalid AND i.indnkeyatts >= width
      AND (am.amname = 'btree' OR am.amname = 'hash' AND width = 1)
      AND (SELECT array_agg(v ORDER BY v) FROM unnest((i.indkey::int[])[0:width - 1]) v)
        = (SELECT array_agg(v ORDER BY v) FROM unnest(columns) v)
      AND (i.indpred IS NULL
           OR pg_get_expr(i.indpred, i.indrelid) IN (SELECT format('(%s IS NOT NULL)', f) FROM unnest(names) f))))sql",
                                               .check = check};

}  // namespace mimar::check
