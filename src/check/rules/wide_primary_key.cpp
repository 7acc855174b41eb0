#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_columns = 3;

std::size_t references_to(const model::Database& database, const model::Table& table) {
  std::size_t count = 0;
  for (const model::Table& other : database->tables)
    for (const model::ForeignKey& key : other.foreign_keys)
      if (key.referenced_table == table.name && !other.partition_of) ++count;
  return count;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    if (!table->primary_key || table->primary_key->columns.size() <= most_columns) continue;
    const std::size_t references = references_to(subject.database, *table);
    if (references > 0)
      findings.push_back(finding(
          *table, table->primary_key->origin, table->name.text(),
          fmt::format("the primary key of {} has {} columns, and {} to it {} all of them",
                      table->name.text(), table->primary_key->columns.size(),
                      text::count(references, "foreign key"),
                      references == 1 ? "repeats" : "repeat"),
          no_automatic_fix(
              "give the table a short key of its own and keep the columns as a unique key")));
  }
}

}  // namespace

extern const Rule wide_primary_key;
constinit const Rule wide_primary_key{.id = "wide-primary-key",
                                      .title = "Primary key of many columns that others reference",
                                      .severity = evidence::Severity::note,
                                      .maturity = Maturity::preview,
                                      .documentation = R"md(## What it finds

Primary keys of more than three columns that at least one foreign key references.

## Why it matters

Each referencing row carries all columns, and so do its indexes and all joins. A change of one of
the values goes through all of them.

## When to allow it

The columns are short, never change, and are needed in the referencing tables anyway, as the tenant
and the partition key are.

## References

- PostgreSQL manual, Constraints: Primary Keys
)md",
                                      .check = check};

}  // namespace mimar::check
