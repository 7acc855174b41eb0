#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/join_table.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

// Rows that others reference are things of their own: the copies of a film in a store.
bool is_referenced(const model::Database& database, const model::Table& table) {
  for (const model::Table& other : database->tables)
    for (const model::ForeignKey& key : other.foreign_keys)
      if (key.referenced_table == table.name) return true;
  return false;
}

bool any_unique_within(const model::Table& table, const std::vector<std::string>& pair) {
  const std::vector<IndexView> views = index_views(table);
  return std::any_of(views.begin(), views.end(), [&](const IndexView& view) {
    if (!view.unique) return false;
    const bool surrogate =
        std::none_of(view.keys.begin(), view.keys.end(),
                     [&](const model::IndexKey& key) { return has_column(pair, key.column); });
    return !surrogate;
  });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  NameBook names(subject.database);
  for (const model::Table* table : judged_tables(subject.database)) {
    const std::vector<std::string> pair = joined_pair(*table);
    if (!table->primary_key || table->partition_by || pair.empty() ||
        is_referenced(subject.database, *table) || any_unique_within(*table, pair))
      continue;
    const std::string name =
        names.take(table->name.schema, table->name.name + "_" + text::join(pair, "_") + "_key");
    findings.push_back(finding(
        *table, table->origin, table->name.text(),
        fmt::format("table {} joins {} and {}, but may hold one pair several times",
                    table->name.text(), table->foreign_keys[0].referenced_table.text(),
                    table->foreign_keys[1].referenced_table.text()),
        {alter_table(*table, fmt::format("ADD CONSTRAINT {} UNIQUE ({})",
                                         model::quote_identifier(name), model::quote_list(pair))),
         "duplicates must be cleaned up first; on a large table in use, build a unique index "
         "CONCURRENTLY and add the constraint USING INDEX"}));
  }
}

}  // namespace

extern const Rule join_table_without_unique;
constinit const Rule join_table_without_unique{.id = "join-table-without-unique",
                                               .title = "Pairs that can be stored twice",
                                               .severity = evidence::Severity::warning,
                                               .maturity = Maturity::preview,
                                               .documentation = R"md(## What it finds

Tables with two required foreign keys to two different tables, a surrogate key, and otherwise
nothing but points in time, where no unique key holds either column. Tables that others reference
are passed over.

## Why it matters

The surrogate key makes every row different, so the same membership, tag or permission can be stored
twice: a double click does it. Counts are wrong then, and deleting the pair once leaves the other
one.

## When to allow it

A log of pairs, where each row is an event.

## References

- PostgreSQL manual, Constraints: Unique Constraints
)md",
                                               .check = check};

}  // namespace mimar::check
