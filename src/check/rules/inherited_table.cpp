#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (!table->inherits.empty())
      findings.push_back(finding(
          *table, table->origin, table->name.text(),
          fmt::format("table {} inherits from {}: keys, references and unique constraints of the "
                      "parent do not see its rows",
                      table->name.text(), table->inherits.front().text()),
          no_automatic_fix("for parts of one table, use PARTITION BY; for kinds of one thing, a "
                           "table for each with a foreign key to what they share")));
}

}  // namespace

extern const Rule inherited_table;
constinit const Rule inherited_table{.id = "inherited-table",
                                     .title = "Table inheritance",
                                     .severity = evidence::Severity::note,
                                     .maturity = Maturity::preview,
                                     .documentation = R"md(## What it finds

Tables created with INHERITS. Partitions are not counted.

## Why it matters

A query on the parent finds the rows of the child, but a primary key or unique constraint of the
parent does not count them, a foreign key to the parent does not find them, and the child has
neither unless it declares its own. Partitioning, since PostgreSQL 10, does right what inheritance
was used for.

## When to allow it

An extension that builds on it, or a partitioned table of before PostgreSQL 10 that works.

## References

- PostgreSQL manual, Inheritance: Caveats
- PostgreSQL wiki, Don't Do This: table inheritance
)md",
                                     .check = check};

}  // namespace mimar::check
