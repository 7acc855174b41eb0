#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

constexpr std::size_t most_other_columns = 3;  // moments and notes beside the pair

std::vector<std::string> paired_columns(const model::Table& table) {
  std::vector<std::string> columns;
  for (const model::ForeignKey& key : table.foreign_keys)
    for (const std::string& column : key.columns)
      if (!has_column(columns, column)) columns.push_back(column);
  return columns;
}

bool is_moment_or_key(const model::Table& table, const model::Column& column) {
  return is_timestamp(column.type) || is_primary_key(table, column.name);
}

// Two foreign keys to two different tables, both required, and next to nothing else.
bool joins_two_tables(const model::Table& table, const std::vector<std::string>& pair) {
  if (table.foreign_keys.size() != 2 || pair.size() != 2) return false;
  if (table.foreign_keys[0].referenced_table == table.foreign_keys[1].referenced_table)
    return false;
  std::size_t others = 0;
  for (const model::Column& column : table.columns) {
    if (has_column(pair, column.name)) {
      if (!column.not_null) return false;
    } else if (!is_moment_or_key(table, column)) {
      return false;
    } else {
      ++others;
    }
  }
  return others <= most_other_columns;
}

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
    const std::vector<std::string> pair = paired_columns(*table);
    if (!table->primary_key || table->partition_by || !joins_two_tables(*table, pair) ||
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
