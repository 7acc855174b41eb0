#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "emit/ddl/parent.h"

namespace mimar::check {
namespace {

bool same_reference(const model::ForeignKey& a, const model::ForeignKey& b) {
  if (a.referenced_table != b.referenced_table || !same_columns(a.columns, b.columns)) return false;
  for (std::size_t i = 0; i < a.columns.size(); ++i)
    for (std::size_t k = 0; k < b.columns.size(); ++k)
      if (a.columns[i] == b.columns[k] && a.referenced_columns[i] != b.referenced_columns[k])
        return false;
  return true;
}

// The parent's stays, then the one that is validated; between equals the first name.
bool stays(const model::Database& database, const model::Table& table, const model::ForeignKey& a,
           const model::ForeignKey& b) {
  const bool of_parent = emit::ddl::comes_from_parent(database, table, a);
  if (of_parent != emit::ddl::comes_from_parent(database, table, b)) return of_parent;
  if (a.not_valid != b.not_valid) return !a.not_valid;
  return a.name < b.name;
}

// The parent has this key as well, but under a name that none of the partition's has: which one it
// took for its own is not known.
bool may_be_parents(const model::Database& database, const model::Table& table,
                    const model::ForeignKey& extra, const model::ForeignKey& kept) {
  if (!table.partition_of || emit::ddl::comes_from_parent(database, table, kept)) return false;
  const model::Table* parent = model::find_table(database, table.partition_of->parent);
  return parent &&
         std::any_of(parent->foreign_keys.begin(), parent->foreign_keys.end(),
                     [&](const model::ForeignKey& key) { return same_reference(key, extra); });
}

evidence::Fix fix(const model::Database& database, const model::Table& table,
                  const model::ForeignKey& extra, const model::ForeignKey& kept) {
  if (extra.on_delete != kept.on_delete || extra.on_update != kept.on_update)
    return no_automatic_fix(
        "the two disagree about what a delete or update does; decide, and drop the other one");
  if (may_be_parents(database, table, extra, kept))
    return no_automatic_fix(
        "one of the two belongs to the parent and cannot be dropped; drop the "
        "other one");
  return {drop_constraint(table, extra.name), ""};
}

void check_table(const model::Database& database, const model::Table& table,
                 std::vector<evidence::Finding>& findings) {
  for (const model::ForeignKey& extra : table.foreign_keys) {
    if (emit::ddl::comes_from_parent(database, table, extra)) continue;
    for (const model::ForeignKey& kept : table.foreign_keys) {
      if (extra.name == kept.name || !same_reference(extra, kept) ||
          !stays(database, table, kept, extra))
        continue;
      findings.push_back(finding(
          table, extra.origin, object_name(table, extra.name),
          fmt::format("foreign key {} of {} repeats {}", extra.name, table.name.text(), kept.name),
          fix(database, table, extra, kept)));
      break;
    }
  }
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table& table : subject.database->tables)
    check_table(subject.database, table, findings);
}

}  // namespace

extern const Rule duplicate_foreign_key;
constinit const Rule duplicate_foreign_key{
    .id = "duplicate-foreign-key",
    .title = "Foreign key declared twice",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Two foreign keys of one table over the same columns to the same columns of the same table. On a
partition, the one that belongs to the parent is kept.

## Why it matters

Each runs its own triggers, so every write is checked twice. When their actions differ, which of
them acts first depends on their names: a CASCADE beside a RESTRICT may or may not delete. They
usually come from two migrations that each meant to add the constraint.

## When to allow it

Between the steps of a migration that replaces one by the other.

## References

- PostgreSQL manual, Constraints: Foreign Keys
- PostgreSQL manual, Overview of Trigger Behavior: order by name
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || extra.conname
  FROM pg_constraint extra JOIN pg_class t ON t.oid = extra.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE extra.contype = 'f' AND extra.conparentid = 0
   AND EXISTS (SELECT FROM pg_constraint kept
                WHERE kept.contype = 'f' AND kept.conrelid = extra.conrelid AND kept.confrelid = extra.confrelid
                  AND (SELECT array_agg((a, b) ORDER BY a) FROM unnest(kept.conkey, kept.confkey) p(a, b))
                    = (SELECT array_agg((a, b) ORDER BY a) FROM unnest(extra.conkey, extra.confkey) p(a, b))
                  AND (kept.conparentid = 0, NOT kept.convalidated, kept.conname)
                    < (extra.conparentid = 0, NOT extra.convalidated, extra.conname)))sql",
    .check = check};

}  // namespace mimar::check
