#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool is_key(const model::Table& table, const model::Column& column) {
  for (const IndexView& index : index_views(table))
    if (index.unique && index.valid &&
        std::any_of(index.keys.begin(), index.keys.end(),
                    [&](const model::IndexKey& key) { return key.column == column.name; }))
      return true;
  return in_foreign_key(table, column.name);
}

// A table without any key is another rule's finding, and its fix may well be this column.
bool is_no_key(const model::Table& table, const model::Column& column) {
  return text::lower(column.name) == "id" && table.primary_key && !is_key(table, column);
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns)
      if (is_no_key(*table, column))
        findings.push_back(finding(
            *table, column.origin, object_name(*table, column.name),
            fmt::format("column {} of {} is in no key: two rows may have the same one", column.name,
                        table->name.text()),
            evidence::Fix{alter_table(*table, fmt::format("ADD UNIQUE ({})",
                                                          model::quote_identifier(column.name))),
                          "duplicates must be cleaned up first; on a large table in use, build a "
                          "unique index CONCURRENTLY and add the constraint USING INDEX"}));
}

}  // namespace

extern const Rule id_column_that_is_no_key;
constinit const Rule id_column_that_is_no_key{.id = "id-column-that-is-no-key",
                                              .title = "Column called id that identifies nothing",
                                              .severity = evidence::Severity::warning,
                                              .maturity = Maturity::preview,
                                              .documentation = R"md(## What it finds

Columns called `id` in tables with a primary key, where neither the primary key nor any unique key
or foreign key contains the column.

## Why it matters

Everybody who joins or deletes by `id` believes that it means one row. Without a key it may mean
several, and there is no index to find them by.

## When to allow it

The column keeps the number of another system, or is carried along from rows that were archived;
another name would say so.

## References

- PostgreSQL manual, Constraints: Unique Constraints
)md",
                                              .check = check};

}  // namespace mimar::check
