#include "check/fix.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

evidence::Fix fix(const model::Table& table, model::Index index) {
  index.valid = true;
  return {
      drop_index(table, index.name) + emit::ddl::create_index(table.name, index),
      "on a table in use: REINDEX INDEX CONCURRENTLY; of a partitioned table, attach the missing "
      "indexes of its partitions instead"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (!index.valid)
        findings.push_back(finding(*table, index.origin, object_name(*table, index.name),
                                   fmt::format("index {} on {} is invalid: no query uses it",
                                               index.name, table->name.text()),
                                   fix(*table, index)));
}

}  // namespace

extern const Rule invalid_index;
constinit const Rule invalid_index{
    .id = "invalid-index",
    .title = "Index left invalid",
    .severity = evidence::Severity::warning,
    .maturity = Maturity::stable,
    .documentation = R"md(## What it finds

Indexes marked invalid in the catalog: what a failed CREATE INDEX CONCURRENTLY leaves behind, and
indexes created ON ONLY a partitioned table to which not every partition has contributed.

## Why it matters

The planner never uses an invalid index, yet writes still maintain it. A unique index that is
invalid does not promise uniqueness. Migrations written with IF NOT EXISTS find the name taken and
pass over it, so the index everybody believes in is never built.

## When to allow it

While the build is still running, or while partitions are being attached one by one.

## References

- PostgreSQL manual, CREATE INDEX: Building Indexes Concurrently
- PostgreSQL manual, Table Partitioning: Partition Maintenance
)md",
    .probe_sql = R"sql(SELECT n.nspname || '.' || t.relname || '.' || c.relname
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE NOT i.indisvalid AND NOT t.relispartition AND n.nspname NOT LIKE 'pg\_%')sql",
    .check = check};

}  // namespace mimar::check
