#include <algorithm>

#include "base/text.h"
#include "check/fix.h"
#include "check/index_view.h"
#include "check/join_table.h"
#include "check/partition_keys.h"
#include "check/subject.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

bool all_not_null(const model::Table& table, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column && column->not_null;
  });
}

std::vector<std::string> plain_columns(const IndexView& index) {
  std::vector<std::string> columns;
  for (const model::IndexKey& key : index.keys) {
    if (key.column.empty() || key.descending || !key.opclass.empty()) return {};
    columns.push_back(key.column);
  }
  return columns;
}

// A unique key without NULLs identifies rows already and can be promoted.
bool could_be_primary(const model::Table& table, const IndexView& index) {
  const std::vector<std::string> columns = plain_columns(index);
  return index.unique && index.valid && !index.deferrable && !index.predicate && !columns.empty() &&
         all_not_null(table, columns);
}

evidence::Fix promote(const model::Database& database, const model::Table& table,
                      const IndexView& unique) {
  const std::vector<std::string> columns = plain_columns(unique);
  if (referenced(database, table, columns))
    return no_automatic_fix("foreign keys depend on " + unique.name +
                            "; drop them, turn it into the primary key and add them again");
  if (unique.index)
    return {alter_table(table, fmt::format("ADD PRIMARY KEY USING INDEX {}",
                                           model::quote_identifier(unique.name))),
            "this takes the index that is there and only checks it; nothing is built"};
  return {alter_table(
              table, fmt::format("DROP CONSTRAINT {}, ADD PRIMARY KEY ({})",
                                 model::quote_identifier(unique.name), model::quote_list(columns))),
          "this builds the index anew; on a large table in use, build a unique index "
          "CONCURRENTLY first and add the primary key USING INDEX"};
}

// A table of nothing but foreign keys, or of two and moments, joins others: the pair is what
// identifies a row.
std::vector<std::string> joining_columns(const model::Table& table) {
  std::vector<std::string> columns;
  for (const model::ForeignKey& key : table.foreign_keys)
    for (const std::string& column : key.columns)
      if (!has_column(columns, column)) columns.push_back(column);
  if (table.foreign_keys.size() >= 2 && columns.size() == table.columns.size()) return columns;
  return joined_pair(table);
}

bool has_children(const model::Database& database, const model::Table& table) {
  return std::any_of(database->tables.begin(), database->tables.end(),
                     [&](const model::Table& child) {
                       return std::find(child.inherits.begin(), child.inherits.end(), table.name) !=
                              child.inherits.end();
                     });
}

evidence::Fix introduce(const model::Database& database, const model::Table& table) {
  if (const auto columns = joining_columns(table); !columns.empty() && !table.partition_by)
    return {alter_table(table, fmt::format("ADD PRIMARY KEY ({})", model::quote_list(columns))),
            "rows that exist twice or hold NULL must be cleaned up first"};
  if (table.partition_by || model::find_column(table, "id"))
    return no_automatic_fix("choose the columns that identify a row and add a primary key on them");
  if (has_children(database, table))
    return no_automatic_fix(
        "tables that inherit from it would get a new column but not its key; choose the columns "
        "that identify a row and give each of the tables a primary key on them");
  return {alter_table(table, "ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
          "prefer columns that identify a row already; this adds one and rewrites the table"};
}

void check_table(const model::Database& database, const model::Table& table,
                 std::vector<evidence::Finding>& findings) {
  const std::vector<IndexView> indexes = index_views(table);
  const auto unique = std::find_if(indexes.begin(), indexes.end(), [&](const IndexView& index) {
    return could_be_primary(table, index);
  });
  if (unique == indexes.end())
    findings.push_back(finding(table, table.origin, table.name.text(),
                               fmt::format("table {} has no primary key and no other key that "
                                           "identifies its rows",
                                           table.name.text()),
                               introduce(database, table)));
  else
    findings.push_back(
        finding(table, table.origin, table.name.text(),
                fmt::format("table {} has no primary key, although {} identifies its rows",
                            table.name.text(), unique->name),
                promote(database, table, *unique)));
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    if (!table->primary_key && !table->columns.empty() &&
        key_of_all_partitions(subject.database, *table).empty())
      check_table(subject.database, *table, findings);
}

}  // namespace

extern const Rule missing_primary_key;
constinit const Rule missing_primary_key{.id = "missing-primary-key",
                                         .title = "Table without a primary key",
                                         .severity = evidence::Severity::warning,
                                         .maturity = Maturity::stable,
                                         .documentation = R"md(## What it finds

Tables that declare no primary key. Where a unique key over NOT NULL columns exists already, the
finding names it, and the fix promotes it. A partitioned table all of whose partitions have one is
left to primary-key-on-partitions-only.

## Why it matters

Without a primary key nothing in the database says what a row is. The same row can be stored twice,
and neither can then be updated or deleted alone. Logical replication refuses UPDATE and DELETE on
such a table unless a replica identity is set by hand. Other tables have nothing to reference, and
most object mappers and change-data-capture tools cannot address the rows.

## When to allow it

Append-only landing tables that are loaded and truncated as a whole, where duplicates are part of
the input.

## References

- PostgreSQL manual, Constraints: Primary Keys
- PostgreSQL manual, Logical Replication: Publication (replica identity)
)md",
                                         .probe_sql = R"sql(SELECT n.nspname || '.' || c.relname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
   AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
   AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))sql",
                                         .check = check};

}  // namespace mimar::check
