#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

bool only_a_boolean(const model::Table& table, const model::Index& index) {
  if (index.unique || !index.valid || index.predicate || index.keys.size() != 1 ||
      !index.include.empty())
    return false;
  const model::Column* column = model::find_column(table, index.keys.front().column);
  return column && column->type.is("boolean");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (only_a_boolean(*table, index))
        findings.push_back(
            finding(*table, index.origin, object_name(*table, index.name),
                    fmt::format("index {} on {} has only the boolean {} to search by", index.name,
                                table->name.text(), index.keys.front().column),
                    no_automatic_fix("index the column you sort or search by next, WHERE the "
                                     "boolean has its rare value")));
}

}  // namespace

extern const Rule index_on_boolean;
constinit const Rule index_on_boolean{.id = "index-on-boolean",
                                      .title = "Index on a boolean alone",
                                      .severity = evidence::Severity::note,
                                      .maturity = Maturity::stable,
                                      .documentation = R"md(## What it finds

Indexes whose only key is a boolean column, without a predicate.

## Why it matters

The index has two entries worth telling apart. For the common one a scan of the table is cheaper, so
at best half of the index is ever read, while all of it is written. A partial index over the rare
value holds just the rows that are searched for, ordered by something useful.

## When to allow it

One value is very rare, the table is never updated, and the index is small enough not to matter.

## References

- PostgreSQL manual, Indexes: Partial Indexes
)md",
                                      .check = check};

}  // namespace mimar::check
