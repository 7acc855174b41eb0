#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

bool always_true(const model::Table& table, const model::Index& index) {
  if (!index.predicate || index.unique) return false;
  const std::string predicate = text::lower(bare(*index.predicate));
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    const std::string name = text::lower(column.name);
    return column.not_null &&
           (predicate == name + " is not null" || predicate == '"' + name + "\" is not null");
  });
}

evidence::Fix fix(const model::Table& table, const model::Index& index) {
  if (!index.partition_of.empty())
    return no_automatic_fix("build the index of the partitioned table without the predicate");
  model::Index whole = index;
  whole.predicate.reset();
  return {drop_index(table, index.name) + emit::ddl::create_index(table.name, whole),
          std::string(build_concurrently)};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (always_true(*table, index))
        findings.push_back(finding(
            *table, index.origin, object_name(*table, index.name),
            fmt::format(
                "the predicate of index {} on {} leaves nothing out: the column is NOT NULL",
                index.name, table->name.text()),
            fix(*table, index)));
}

}  // namespace

extern const Rule needless_index_predicate;
constinit const Rule needless_index_predicate{.id = "needless-index-predicate",
                                              .title = "Predicate of an index that is always true",
                                              .severity = evidence::Severity::note,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Partial indexes with the predicate `column IS NOT NULL` over a column that is declared NOT NULL.

## Why it matters

The index holds all rows, but the planner of PostgreSQL 16 and older uses it only for queries from
which it can prove the predicate; and readers look for the rows that are left out. Usually the
column became NOT NULL later.

## When to allow it

NOT NULL is going to be dropped.

## References

- PostgreSQL manual, Indexes: Partial Indexes
)md",
                                              .check = check};

}  // namespace mimar::check
