#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_keys = 5;

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (index.keys.size() > most_keys && !index.unique)
        findings.push_back(finding(
            *table, index.origin, object_name(*table, index.name),
            fmt::format("index {} on {} has {} key columns", index.name, table->name.text(),
                        index.keys.size()),
            no_automatic_fix("keep the columns that are searched by equality and one that is "
                             "sorted or ranged by; what is only read belongs into INCLUDE")));
}

}  // namespace

extern const Rule index_with_many_columns;
constinit const Rule index_with_many_columns{.id = "index-with-many-columns",
                                             .title = "Index over many columns",
                                             .severity = evidence::Severity::note,
                                             .maturity = Maturity::preview,
                                             .documentation = R"md(## What it finds

Indexes that are not unique, with more than five key columns.

## Why it matters

A column behind the first one that is not compared by equality hardly narrows the search any more,
but every key makes the index larger, its upper levels deeper, and updates of that column unable to
be HOT.

## When to allow it

One query that is known to need exactly this order for an index-only scan.

## References

- PostgreSQL manual, Indexes: Multicolumn Indexes
)md",
                                             .check = check};

}  // namespace mimar::check
