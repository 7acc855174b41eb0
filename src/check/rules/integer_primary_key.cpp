#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

constexpr std::uint64_t small_table =
    100'000;  // rows; a table known to be this small has room enough

bool counts_up(const model::Column& column) {
  if (column.identity) return true;
  return column.default_value &&
         text::lower(column.default_value->sql).find("nextval(") != std::string::npos;
}

bool known_to_be_small(const Subject& subject, const model::Table& table) {
  if (!subject.statistics) return false;
  const auto known = subject.statistics->tables.find(table.name);
  return known != subject.statistics->tables.end() && known->second.rows > 0 &&
         known->second.rows < small_table;
}

// The key and, through any number of steps, all columns that reference it: they grow together.
std::set<model::ColumnOf> columns_that_follow(const model::Database& database,
                                              const model::ColumnOf& key) {
  std::set<model::ColumnOf> followers{key};
  for (bool grew = true; grew;) {
    grew = false;
    for (const model::Table& table : database->tables)
      for (const model::ForeignKey& reference : table.foreign_keys)
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
          if (followers.count({reference.referenced_table, reference.referenced_columns[i]}) > 0)
            grew = followers.insert({table.name, reference.columns[i]}).second || grew;
  }
  return followers;
}

// The column is inherited from one that is widened.
bool grows_with_parent(const model::Table& table, const std::string& column,
                       const std::set<model::ColumnOf>& followers) {
  return std::any_of(table.inherits.begin(), table.inherits.end(), [&](const model::Name& parent) {
    return followers.count({parent, column}) > 0;
  });
}

evidence::Fix widen(const Subject& subject, const model::ColumnOf& key) {
  const model::Database& database = subject.database;
  std::string sql;
  std::vector<model::ColumnOf> columns;
  const std::set<model::ColumnOf> followers = columns_that_follow(database, key);
  for (const model::ColumnOf& place : followers) {
    const model::Table* table = model::find_table(database, place.table);
    const model::Column* column = table ? model::find_column(*table, place.column) : nullptr;
    if (!column || table->partition_of || column->type.is("bigint")) continue;
    if (grows_with_parent(*table, place.column, followers)) continue;
    sql += set_type(*table, *column, "bigint");
    columns.push_back(place);
  }
  for (const model::Sequence& sequence : database->sequences)
    if (sequence.owned_by == key && sequence.options.type != "bigint")
      sql += fmt::format("ALTER SEQUENCE {} AS bigint;\n", model::quote_name(sequence.name));
  return change_types(subject, columns, "bigint", sql, rewrites_table);
}

// "; with it orders.customer_id and invoices.customer_id, which reference it": they are as narrow.
std::string and_followers(const model::Database& database, const model::ColumnOf& key) {
  std::vector<std::string> named;
  for (const model::ColumnOf& place : columns_that_follow(database, key)) {
    const model::Table* table = model::find_table(database, place.table);
    const model::Column* column = table ? model::find_column(*table, place.column) : nullptr;
    if (place != key && column && !table->partition_of && !column->type.is("bigint"))
      named.push_back(place.table.name + "." + place.column);
  }
  if (named.empty()) return "";
  return "; so do the columns that reference it: " + text::join(named, ", ");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      const bool narrow = column.type.is("integer") || column.type.is("smallint");
      if (!narrow || !counts_up(column) || !is_primary_key(*table, column.name)) continue;
      if (known_to_be_small(subject, *table)) continue;
      findings.push_back(
          finding(*table, column.origin, object_name(*table, column.name),
                  fmt::format("primary key {} of {} is {} and runs out after {} rows{}",
                              column.name, table->name.text(), model::to_sql(column.type),
                              column.type.is("integer") ? "2,147,483,647" : "32,767",
                              and_followers(subject.database, {table->name, column.name})),
                  widen(subject, {table->name, column.name})));
    }
}

}  // namespace

extern const Rule integer_primary_key;
constinit const Rule integer_primary_key{.id = "integer-primary-key",
                                         .title = "Generated key that can run out",
                                         .severity = evidence::Severity::note,
                                         .maturity = Maturity::stable,
                                         .documentation = R"md(## What it finds

Primary keys of one column of type `integer` or `smallint` whose values come from a sequence. Where
statistics are at hand, tables known to be small are passed over. Columns that reference such a key
are named with it: they run out on the same day, and the fix widens all of them.

## Why it matters

The sequence counts attempts, not rows: rolled-back transactions and failed upserts use up numbers
too. When it reaches the end, every INSERT fails. Widening the column then rewrites the table, and
every table that references it, under an exclusive lock, at the moment the table is at its largest.
A `bigint` costs four bytes a row, and often nothing because of alignment.

## When to allow it

Lookup tables that people fill by hand: countries, currencies, states.

## References

- PostgreSQL manual, Numeric Types: Integer Types, Serial Types
)md",
                                         .check = check};

}  // namespace mimar::check
