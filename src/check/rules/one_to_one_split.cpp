#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_own_columns = 2;

// Its whole primary key is a required reference to the primary key of another table.
const model::ForeignKey* key_that_is_reference(const model::Database& database,
                                               const model::Table& table) {
  if (!table.primary_key || table.partition_by) return nullptr;
  for (const model::ForeignKey& key : table.foreign_keys) {
    const model::Table* target = model::find_table(database, key.referenced_table);
    if (target && target != &table && target->primary_key &&
        key.columns == table.primary_key->columns &&
        key.referenced_columns == target->primary_key->columns && key.columns.size() == 1)
      return &key;
  }
  return nullptr;
}

// Large values are well kept apart.
bool holds_documents(const model::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const model::Column& column) {
    return column.type.array || column.type.is("bytea") || column.type.is("jsonb") ||
           column.type.is("json");
  });
}

// Several tables that share the key of one are kinds of it, or what programs of their own keep.
std::size_t siblings(const model::Database& database, const model::Name& target) {
  std::size_t count = 0;
  for (const model::Table* table : judged_tables(database))
    if (const model::ForeignKey* key = key_that_is_reference(database, *table))
      count += key->referenced_table == target ? 1 : 0;
  return count;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database)) {
    const model::ForeignKey* key = key_that_is_reference(subject.database, *table);
    if (!key || table->columns.size() > most_own_columns + 1 || table->columns.size() < 2 ||
        holds_documents(*table) || table->foreign_keys.size() > 1)
      continue;
    if (referenced(subject.database, *table, table->primary_key->columns) ||
        siblings(subject.database, key->referenced_table) > 1)
      continue;
    findings.push_back(finding(
        *table, table->origin, table->name.text(),
        fmt::format("table {} adds {} to at most one row each of {}", table->name.text(),
                    text::count(table->columns.size() - 1, "column"), key->referenced_table.text()),
        no_automatic_fix("unless they differ in rights, size or pace, make them nullable columns "
                         "of the other table")));
  }
}

}  // namespace

extern const Rule one_to_one_split;
constinit const Rule one_to_one_split{.id = "one-to-one-split",
                                      .title = "One thing in two tables",
                                      .severity = evidence::Severity::note,
                                      .maturity = Maturity::preview,
                                      .documentation = R"md(## What it finds

Tables with one or two columns (neither JSON, nor arrays, nor bytes) beside their primary key, which
is a foreign key to the primary key of another table, where no other table does the same and nothing
references them.

## Why it matters

Each query needs an outer join for one or two values, and whether the row exists becomes a third
state beside NULL and a value. A nullable column costs one bit.

## When to allow it

The columns are large, change much more often, are written by another program, or need rights of
their own.

## References

- PostgreSQL manual, Database Page Layout
)md",
                                      .check = check};

}  // namespace mimar::check
